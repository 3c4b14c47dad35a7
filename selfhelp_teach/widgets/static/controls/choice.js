// One of several (radio buttons) or several of several (check boxes), natively.
import { h, heading, mounted, uid } from "./dom.js";

/** @import { ChoiceOptions, Chosen, Control } from "../types/controls" */

/**
 * @template {string | number} Value
 * @overload @param {HTMLElement} el @param {ChoiceOptions<Value, Value | null> & {multiple?: false}} options
 * @returns {Control<Value | null>}
 */
/**
 * @template {string | number} Value
 * @overload @param {HTMLElement} el @param {ChoiceOptions<Value>} options
 * @returns {Control<Chosen<Value>>}
 */
/** @param {HTMLElement} el @param {ChoiceOptions<string | number>} options */
export function choice(el, options) {
  const { multiple = false } = options;
  const name = uid("choice");
  const head = heading(options);
  const kind = multiple ? "checkbox" : "radio";
  const rows = (options.options ?? []).map((option, at) => {
    const about = option.description ? uid("option") : undefined;
    const input = h("input", { type: kind, name, value: at, "aria-describedby": about, onchange: tell });
    const node = h("label", { class: "selfhelp-option", "data-value": option.value }, input,
      option.colour ? h("span", { class: "selfhelp-swatch", style: `--colour: ${option.colour}`, "aria-hidden": "true" }) : null,
      h("span", { class: "selfhelp-option-text" }, h("span", {}, option.label),
        about ? h("span", { class: "selfhelp-option-about", id: about }, option.description) : null));
    return { option, input, node };
  });
  const root = h("fieldset", {
    class: "selfhelp-control selfhelp-choice", "data-layout": options.layout ?? "list",
    role: multiple || !rows.length ? "group" : "radiogroup", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby,
  }, h("legend", {}, head.label, head.status), head.description,
  h("div", { class: "selfhelp-options" }, rows.map((row) => row.node)));

  function read() {
    const chosen = rows.filter((row) => row.input.checked).map((row) => row.option.value);
    return multiple ? chosen : chosen[0] ?? null;
  }
  function tell() {
    options.onInput?.(read());
    options.onChange?.(read());
  }
  /** @param {Chosen<string | number> | undefined} value */
  function setValue(value) {
    const wanted = [value ?? []].flat();
    for (const row of rows) row.input.checked = wanted.includes(row.option.value);
  }
  setValue(options.value);
  return { ...mounted(el, root, options), get value() { return read(); }, setValue };
}
