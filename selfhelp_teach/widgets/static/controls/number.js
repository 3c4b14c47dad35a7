// A number box with its name, its unit and its bounds in words.
import { h, heading, mounted, uid } from "./dom.js";
import { numberBox } from "./entry.js";

/** @import { NumberOptions } from "../types/controls" */

/**
 * The value is null while the box is empty; what is out of bounds, or no number, is not taken.
 * @param {HTMLElement} el @param {NumberOptions} options
 */
export function number(el, options) {
  const { min, max, step = "any", unit = "" } = options;
  const head = heading(options, "label");
  const id = uid("number");
  head.label.htmlFor = id;
  const entry = numberBox({
    min, max, step, unit, optional: true, value: options.value, labels: options.labels,
    attributes: { id, "aria-describedby": head.describedby }, onInput: options.onInput, onChange: options.onChange,
  });
  const root = h("div", { class: "selfhelp-control selfhelp-number" },
    head.rows, h("span", { class: "selfhelp-box" }, entry.box, unit ? h("span", { class: "selfhelp-unit" }, unit) : null), entry.hint);

  return {
    ...mounted(el, root, options),
    get value() { return entry.value; },
    get live() { return entry.live; },
    get refused() { return entry.refused; },
    forgive: entry.forgive,
    setValue: entry.setValue,
  };
}
