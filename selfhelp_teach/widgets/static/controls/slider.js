// A slider made of native parts: range, number box, minus and plus, ticks, default mark, reset.
import { decimals, h, heading, mounted, plain, say, snap, uid, withUnit } from "./dom.js";
import { numberBox } from "./entry.js";

/** @import { SliderOptions } from "../types/controls" */

/** @param {HTMLElement} el @param {SliderOptions} options */
export function slider(el, options) {
  const { min = 0, max = 1, step = 0.01, unit = "", ends, ticks = [] } = options;
  const domain = { min, max, step };
  const labels = options.labels ?? {};
  const digits = decimals(step);
  const large = Math.max(step, (max - min) / 10); // a page up or down
  const initial = options.default ?? options.value ?? min;
  let value = fit(options.value ?? initial);
  let settled = value;

  const head = heading(options, "label");
  const rangeId = uid("range");
  head.label.htmlFor = rangeId;
  const ticksId = uid("ticks");
  const range = h("input", { type: "range", id: rangeId, list: ticksId, min, max, step, "aria-describedby": head.describedby });
  const exact = numberBox({
    min, max, step, unit, places: digits, labels, value,
    attributes: { "aria-label": say(labels.exact, { label: options.label }), "aria-describedby": head.describedby },
    onChange: (next) => settle(next ?? min),
  });
  const { box, hint } = exact;
  /** @param {"less" | "more" | "reset"} kind @param {string} sign @param {Record<string, string>} values @param {() => void} onclick */
  const button = (kind, sign, values, onclick) =>
    h("button", { type: "button", class: `selfhelp-nudge selfhelp-${kind}`,
      tabindex: kind === "reset" ? null : "-1", // arrow keys on the slider do the same: one stop less each
      "aria-label": say(labels[kind], { label: options.label, ...values }), onclick },
    h("span", { "aria-hidden": "true" }, sign));
  const less = button("less", "−", {}, () => settle(snap(value - step, domain)));
  const more = button("more", "+", {}, () => settle(snap(value + step, domain)));
  const reset = button("reset", "↺", { value: plain(initial, digits) }, () => settle(initial));

  /** @param {number} v */
  const share = (v) => `${(100 * (v - min)) / (max - min || 1)}%`;
  const marks = ticks.map((tick) => /** @type {{value: number, label?: string}} */ (typeof tick === "number" ? { value: tick } : tick));
  const list = h("datalist", { id: ticksId }, marks.map((tick) => h("option", { value: tick.value })));
  const rail = h("div", { class: "selfhelp-ticks", "aria-hidden": "true" },
    marks.map((tick) => h("span", { class: "selfhelp-tick", style: `--at: ${share(tick.value)}` }, tick.label ?? plain(tick.value, digits))),
    options.default === undefined ? null : h("span", { class: "selfhelp-default", style: `--at: ${share(options.default)}` }));
  const root = h("div", { class: "selfhelp-control selfhelp-slider" },
    head.rows,
    h("div", { class: "selfhelp-slider-row" }, less,
      h("div", { class: "selfhelp-rail" }, range, rail, list,
        ends ? h("div", { class: "selfhelp-ends" }, h("span", {}, ends[0]), h("span", {}, ends[1])) : null),
      more, h("span", { class: "selfhelp-box" }, box, unit ? h("span", { class: "selfhelp-unit" }, unit) : null), reset),
    hint);

  /** Within the ends. What was typed or set from outside is kept as it is, also between two steps. @param {number | undefined} next */
  function fit(next) {
    return Math.min(max, Math.max(min, Number(next)));
  }
  function show() {
    range.value = String(value);
    exact.setValue(value);
    const end = ends && (value === min ? ends[0] : value === max ? ends[1] : "");
    const text = options.valueText?.(value) ?? [withUnit(plain(value, Math.max(digits, 6)), unit), end].filter(Boolean).join(", ");
    range.setAttribute("aria-valuetext", text);
    range.style.setProperty("--at", share(value));
    // Stays focusable, so the keyboard is not thrown off the end.
    less.setAttribute("aria-disabled", String(value <= min));
    more.setAttribute("aria-disabled", String(value >= max));
    reset.setAttribute("aria-disabled", String(value === initial));
    // With nothing to put back it is no stop, but for the hand that has just pressed it.
    if (value !== initial) reset.removeAttribute("tabindex");
    else if (document.activeElement !== reset) reset.tabIndex = -1;
  }
  /** @param {number} next */
  function move(next) {
    if (fit(next) === value) return;
    value = fit(next);
    show();
    options.onInput?.(value);
  }
  function rest() {
    if (value === settled) return;
    settled = value;
    options.onChange?.(value);
  }
  /** @param {number} next */
  function settle(next) {
    move(next);
    rest();
  }
  range.addEventListener("input", () => move(range.valueAsNumber));
  range.addEventListener("change", rest);
  range.addEventListener("keydown", (event) => { // large steps: browsers agree neither on them nor on whether there are any
    const way = event.key === "PageUp" ? 1 : event.key === "PageDown" ? -1 : 0;
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    settle(snap(value + way * large, domain));
  });
  show();

  return {
    ...mounted(el, root, options),
    get value() { return value; },
    /** @param {number | undefined} next */
    setValue(next) { value = fit(next); settled = value; show(); },
  };
}
