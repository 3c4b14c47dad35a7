// A number box with its unit and its bounds in words.
import { decimals, h, heading, plain, say, setDisabled, uid } from "./dom.js";

const LABELS = { range: "Enter a number from {min} to {max}.", least: "Enter {min} or more.", most: "Enter {max} or less.", any: "Enter a number." };

/**
 * @param {HTMLElement} el
 * @param {{label: string, description?: string, value?: number | null, min?: number, max?: number, step?: number | "any",
 *   unit?: string, status?: string, statusLabel?: string, labels?: object, disabled?: boolean,
 *   onInput?: Function, onChange?: Function}} options
 *   The value is null while the box is empty or out of bounds.
 */
export function number(el, options) {
  const { min, max, step = "any", unit = "" } = options;
  const words = { ...LABELS, ...options.labels };
  const head = heading(options, "label");
  const id = uid("number");
  const hintId = uid("hint");
  head.label.htmlFor = id;
  const kind = min === undefined ? (max === undefined ? "any" : "most") : max === undefined ? "least" : "range";
  const digits = step === "any" ? 6 : decimals(step);
  const bounds = { min: min === undefined ? "" : plain(min, digits), max: max === undefined ? "" : plain(max, digits) };
  const hint = h("p", { class: "selfhelp-control-hint", id: hintId, role: "alert" });
  const box = h("input", {
    type: "number", inputmode: "decimal", id, min, max, step,
    "aria-describedby": [head.describedby, hintId].filter(Boolean).join(" "),
  });
  const root = h("div", { class: "selfhelp-control selfhelp-number" },
    h("div", { class: "selfhelp-control-head" }, head.label, head.status), head.description,
    h("span", { class: "selfhelp-box" }, box, unit ? h("span", { class: "selfhelp-unit" }, unit) : null), hint);
  el.append(root);

  const sound = (v) => Number.isFinite(v) && (min === undefined || v >= min) && (max === undefined || v <= max);
  const read = () => (sound(box.valueAsNumber) ? box.valueAsNumber : null);
  function check() {
    const wrong = read() === null && (box.value !== "" || box.validity.badInput);
    box.toggleAttribute("aria-invalid", false);
    if (wrong) box.setAttribute("aria-invalid", "true");
    hint.textContent = wrong ? say(words[kind], bounds) : "";
  }
  box.addEventListener("input", () => {
    if (hint.textContent) check();
    options.onInput?.(read());
  });
  box.addEventListener("change", () => {
    check();
    options.onChange?.(read());
  });
  function setValue(value) {
    box.value = value === null || value === undefined ? "" : String(value);
    check();
  }
  setValue(options.value);
  if (options.disabled) setDisabled(root, true);

  return {
    root,
    get value() { return read(); },
    setValue,
    setDisabled: (disabled) => setDisabled(root, disabled),
    destroy: () => root.remove(),
  };
}
