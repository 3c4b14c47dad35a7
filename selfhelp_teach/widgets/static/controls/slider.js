// A slider made of native parts: range, number box, minus and plus, ticks, default mark, reset.
import { decimals, h, heading, liveRegion, plain, say, setDisabled, snap, uid } from "./dom.js";

const LABELS = {
  less: "Less: {label}",
  more: "More: {label}",
  exact: "{label}, exact value",
  reset: "Reset {label} to {value}",
  range: "Enter a number from {min} to {max}.",
};

/**
 * @param {HTMLElement} el
 * @param {{label: string, description?: string, value?: number, min?: number, max?: number, step?: number,
 *   default?: number, unit?: string, ends?: [string, string], ticks?: (number | {value: number, label?: string})[],
 *   status?: string, statusLabel?: string, valueText?: (v: number) => string, labels?: object, disabled?: boolean,
 *   onInput?: (v: number) => void, onChange?: (v: number) => void}} options
 *   `onInput` while moving, `onChange` when the value rests.
 */
export function slider(el, options) {
  const { min = 0, max = 1, step = 0.01, unit = "", ends, ticks = [] } = options;
  const domain = { min, max, step };
  const words = { ...LABELS, ...options.labels };
  const digits = decimals(step);
  const large = Math.max(step, (max - min) / 10); // a page up or down
  const initial = options.default ?? options.value ?? min;
  let value = snap(options.value ?? initial, domain);
  let settled = value;
  liveRegion();

  const head = heading(options, "label");
  const rangeId = uid("range");
  head.label.htmlFor = rangeId;
  const ticksId = uid("ticks");
  const hint = h("p", { class: "selfhelp-control-hint", role: "alert" });
  const shared = { min, max, step, "aria-describedby": head.describedby };
  const range = h("input", { type: "range", id: rangeId, list: ticksId, ...shared });
  const box = h("input", {
    type: "number", inputmode: "decimal", ...shared, "aria-label": say(words.exact, { label: options.label }),
  });
  const button = (kind, sign, values, onclick) =>
    h("button", { type: "button", class: `selfhelp-nudge selfhelp-${kind}`,
      "aria-label": say(words[kind], { label: options.label, ...values }), onclick },
    h("span", { "aria-hidden": "true" }, sign));
  const less = button("less", "−", {}, () => settle(value - step));
  const more = button("more", "+", {}, () => settle(value + step));
  const reset = button("reset", "↺", { value: plain(initial, digits) }, () => settle(initial));

  const share = (v) => `${(100 * (v - min)) / (max - min || 1)}%`;
  const marks = ticks.map((tick) => (typeof tick === "number" ? { value: tick } : tick));
  const list = h("datalist", { id: ticksId }, marks.map((tick) => h("option", { value: tick.value })));
  const rail = h("div", { class: "selfhelp-ticks", "aria-hidden": "true" },
    marks.map((tick) => h("span", { class: "selfhelp-tick", style: `--at: ${share(tick.value)}` }, tick.label ?? plain(tick.value, digits))),
    options.default === undefined ? null : h("span", { class: "selfhelp-default", style: `--at: ${share(options.default)}` }));
  const root = h("div", { class: "selfhelp-control selfhelp-slider" },
    h("div", { class: "selfhelp-control-head" }, head.label, head.status),
    head.description,
    h("div", { class: "selfhelp-slider-row" }, less,
      h("div", { class: "selfhelp-rail" }, range, rail, list,
        ends ? h("div", { class: "selfhelp-ends" }, h("span", {}, ends[0]), h("span", {}, ends[1])) : null),
      more, h("span", { class: "selfhelp-box" }, box, unit ? h("span", { class: "selfhelp-unit" }, unit) : null), reset),
    hint);
  el.append(root);

  function show(from) {
    range.value = String(value);
    if (from !== box) box.value = value.toFixed(digits);
    const end = ends && (value === min ? ends[0] : value === max ? ends[1] : "");
    const text = options.valueText?.(value) ?? [`${plain(value, digits)} ${unit}`.trim(), end].filter(Boolean).join(", ");
    range.setAttribute("aria-valuetext", text);
    range.style.setProperty("--at", share(value));
    for (const [node, off] of [[less, value <= min], [more, value >= max], [reset, value === initial]]) {
      node.setAttribute("aria-disabled", String(off)); // stays focusable, so the keyboard is not thrown off the end
    }
    hint.textContent = "";
    box.removeAttribute("aria-invalid");
  }
  function move(next, from) {
    const snapped = snap(next, domain);
    if (snapped === value) return show(from);
    value = snapped;
    show(from);
    options.onInput?.(value);
  }
  function rest() {
    if (value === settled) return;
    settled = value;
    options.onChange?.(value);
  }
  function settle(next) {
    move(next);
    rest();
  }
  function typed(done) {
    const number = box.valueAsNumber;
    const sound = Number.isFinite(number) && number >= min && number <= max;
    if (sound) move(number, done ? undefined : box);
    else if (done) {
      show();
      hint.textContent = say(words.range, { min: plain(min, digits), max: plain(max, digits) });
    } else box.setAttribute("aria-invalid", "true");
    if (done) rest();
  }
  range.addEventListener("input", () => move(range.valueAsNumber));
  range.addEventListener("change", rest);
  range.addEventListener("keydown", (event) => { // large steps: browsers agree neither on them nor on whether there are any
    const way = { PageUp: 1, PageDown: -1 }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    settle(value + way * large);
  });
  box.addEventListener("input", () => typed(false));
  box.addEventListener("change", () => typed(true));
  show();
  if (options.disabled) setDisabled(root, true);

  return {
    root,
    get value() { return value; },
    /** Set without telling anyone: the one who sets knows. */
    setValue(next) { value = snap(Number(next), domain); settled = value; show(); },
    setDisabled: (disabled) => setDisabled(root, disabled),
    destroy: () => root.remove(),
  };
}
