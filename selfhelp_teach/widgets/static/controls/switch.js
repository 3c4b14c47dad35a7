// On or off, with both words visible.
import { h, heading, mounted, uid } from "./dom.js";

/** @import { ControlOptions } from "../types/controls" */

/** @param {HTMLElement} el @param {ControlOptions<boolean>} options */
export function switchControl(el, options) {
  const labels = options.labels ?? {};
  const head = heading(options, "label");
  const id = uid("switch");
  head.label.htmlFor = id;
  const input = h("input", { type: "checkbox", role: "switch", id, "aria-describedby": head.describedby });
  const state = h("span", { class: "selfhelp-switch-state", "aria-hidden": "true" });
  const root = h("div", { class: "selfhelp-control selfhelp-switch" },
    h("div", { class: "selfhelp-control-head" }, h("span", { class: "selfhelp-switch-box" }, input), head.label, state, head.status),
    head.description);

  function show() {
    state.textContent = input.checked ? labels.on : labels.off;
  }
  input.addEventListener("change", () => {
    show();
    options.onInput?.(input.checked);
    options.onChange?.(input.checked);
  });
  /** @param {boolean | undefined} value */
  function setValue(value) {
    input.checked = Boolean(value);
    show();
  }
  setValue(options.value);
  return { ...mounted(el, root, options), get value() { return input.checked; }, setValue };
}

export { switchControl as switch };
