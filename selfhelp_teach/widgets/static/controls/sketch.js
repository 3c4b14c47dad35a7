// Draw a curve on empty axes: by pointer, by taps, by arrow keys on each point, or in number boxes.
import { button, decimals, h, heading, mounted, plain, s, say, setDisabled, snap, withUnit } from "./dom.js";
import { numberBox } from "./entry.js";

const SIDEWAYS = 6; // pixels that a finger goes before it draws
const BOX = { width: 640, height: 340, left: 76, right: 18, top: 12, bottom: 68 };

/** @import { Curve, Reference, SketchOptions } from "../types/controls" */

/** Round numbers from low to high, about five. @param {number} low @param {number} high */
function ticks(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find((each) => each * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, at) => (first + at) * step);
}

/**
 * The value has one number (or null) for each of `x.values`. `references` are drawn beside it, for the reveal.
 * @param {HTMLElement} el @param {SketchOptions} options
 */
export function sketch(el, options) {
  const { x, y } = options;
  const labels = options.labels ?? {};
  const domain = { min: y.min, max: y.max, step: y.step ?? (y.max - y.min) / 100 };
  const digits = decimals(domain.step);
  const head = heading(options);
  /** @param {string} text @param {{unit?: string}} of */
  const unit = (text, of) => withUnit(text, of.unit);
  /** @param {{label: string, unit?: string}} axis */
  const named = ({ label, unit: of }) => (of ? `${label} (${of})` : label);
  const refusal = h("p", { class: "selfhelp-control-hint", role: "alert" });
  let values = complete(options.value);
  let settled = JSON.stringify(values);
  let at = 0;
  /** @type {{x: number, y: number} | null} where a stroke has come to, in the units of the picture and of the curve */
  let last = null;
  let disabled = Boolean(options.disabled);

  const [first, final] = [Math.min(...x.values), Math.max(...x.values)];
  /** @param {number} v */
  const px = (v) => BOX.left + ((v - first) / (final - first || 1)) * (BOX.width - BOX.left - BOX.right);
  /** @param {number} v */
  const py = (v) => BOX.height - BOX.bottom - ((v - y.min) / (y.max - y.min || 1)) * (BOX.height - BOX.top - BOX.bottom);
  const bottom = py(y.min);
  const rows = ticks(y.min, y.max);
  const grid = s("g", { class: "selfhelp-sketch-grid", "aria-hidden": "true" },
    rows.map((v) => [s("line", { x1: BOX.left, x2: BOX.width - BOX.right, y1: py(v), y2: py(v) }),
      s("text", { x: BOX.left - 8, y: py(v) + 5, "text-anchor": "end" }, plain(v, digits))]),
    x.values.map((v) => [s("line", { x1: px(v), x2: px(v), y1: bottom, y2: bottom + 5 }),
      s("text", { x: px(v), y: bottom + 31, "text-anchor": "middle" }, plain(v))]),
    s("text", { x: (BOX.left + BOX.width - BOX.right) / 2, y: BOX.height - 6, "text-anchor": "middle" }, x.label),
    s("text", { transform: `translate(20 ${(BOX.top + bottom) / 2}) rotate(-90)`, "text-anchor": "middle", class: "selfhelp-sketch-upright" }, y.label));
  const others = s("g", { class: "selfhelp-sketch-references", "aria-hidden": "true" });
  const line = s("path", { class: "selfhelp-sketch-line", "aria-hidden": "true" });
  const points = x.values.map((v, i) => s("circle", {
    class: "selfhelp-sketch-point", cx: px(v), r: 8, role: "slider", "aria-orientation": "vertical",
    "aria-label": `${x.label} ${plain(v)}`, "aria-valuemin": y.min, "aria-valuemax": y.max,
    onkeydown: (event) => key(event, i), onfocus: () => { at = i; show(); },
  }));
  const svg = s("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "group", translate: "no", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby },
    grid, others, line, points);
  const scale = say(labels.scale, { label: y.label, min: plain(y.min, digits), max: unit(plain(y.max, digits), y) });
  const entries = x.values.map((v, i) => numberBox({
    min: y.min, max: y.max, unit: y.unit, step: domain.step, optional: true, places: digits, labels, hint: refusal,
    attributes: { "aria-label": `${y.label}: ${x.label} ${plain(v)}` },
    onChange: (typed) => { set(i, typed, typed); rest(); },
  }));
  const boxes = entries.map(({ box }) => box);
  const table = h("details", { class: "selfhelp-sketch-table" }, h("summary", {}, labels.table), refusal,
    h("table", {}, h("caption", {}, scale), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, named(x)), h("th", { scope: "col" }, named(y)))),
      h("tbody", {}, x.values.map((v, i) => h("tr", {}, h("th", { scope: "row" }, plain(v)), h("td", {}, boxes[i]))))));
  const clear = button(labels.clear, () => { values = complete(); entries.forEach((entry) => entry.clear()); show(); options.onInput?.([...values]); rest(); });
  const root = h("div", { class: "selfhelp-control selfhelp-sketch" },
    head.rows, h("p", { class: "selfhelp-control-about" }, labels.help, " ", `${scale}.`),
    h("p", { class: "selfhelp-sketch-above", "aria-hidden": "true" }, named(y)), svg, h("div", { class: "selfhelp-sketch-foot" }, table, clear));

  /** @param {number | null | undefined} v */
  function inside(v) {
    return v !== null && v !== undefined && Number.isFinite(v) ? Math.min(y.max, Math.max(y.min, v)) : null;
  }
  /** @param {Curve | null} [wanted] */
  function complete(wanted) {
    return x.values.map((_, i) => inside(wanted?.[i]));
  }
  /** @param {Curve} curve */
  function path(curve) {
    let pen = "M";
    return curve.map((v, i) => {
      if (v === null) { pen = "M"; return ""; }
      const step = `${pen}${px(x.values[i]).toFixed(1)},${py(v).toFixed(1)}`;
      pen = "L";
      return step;
    }).join("");
  }
  function show() {
    line.setAttribute("d", path(values));
    points.forEach((point, i) => {
      const v = values[i];
      point.setAttribute("cy", String(v === null ? bottom : py(v)));
      point.toggleAttribute("data-unset", v === null);
      point.toggleAttribute("data-locked", disabled);
      point.setAttribute("aria-disabled", String(disabled));
      point.setAttribute("tabindex", i === at && !disabled ? "0" : "-1");
      point.setAttribute("aria-valuenow", String(v ?? y.min));
      point.setAttribute("aria-valuetext", v === null ? labels.unset : say(labels.point, { y: unit(plain(v, 6), y), x: unit(plain(x.values[i]), x) }));
      entries[i].setValue(v);
    });
  }
  /** @param {number} i @param {number | null} v @param {number | null} [exact] */
  function set(i, v, exact) {
    if (disabled) return;
    values[i] = exact ?? (v !== null && Number.isFinite(v) ? snap(v, domain) : null); // what was typed stays as it is
    show();
    options.onInput?.([...values]);
  }
  function rest() {
    const now = JSON.stringify(values);
    if (now === settled) return;
    settled = now;
    options.onChange?.([...values]);
  }
  /** @param {KeyboardEvent} event @param {number} i */
  function key(event, i) {
    const middle = (y.min + y.max) / 2;
    const from = values[i] ?? values.slice(0, i).findLast((v) => v !== null) ?? middle;
    const size = Math.max(domain.step, (y.max - y.min) / 50);
    /** @type {Record<string, number>} */
    const moves = {
      ArrowUp: from + size, ArrowDown: from - size, PageUp: from + 5 * size, PageDown: from - 5 * size, Home: y.min, End: y.max, " ": from,
    };
    const sideways = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === "Delete" || event.key === "Backspace") set(i, null);
    else if (sideways) points[i + sideways]?.focus();
    else if (event.key in moves) set(i, moves[event.key]);
    else return;
    event.preventDefault();
    rest();
  }
  /** A quick stroke skips points: those between two samples are set on the straight line between them. @param {PointerEvent} event */
  function stroke(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
    const here = { x: at.x, y: y.min + ((bottom - at.y) / (bottom - BOX.top)) * (y.max - y.min) };
    const from = last ?? here;
    const nearest = x.values.reduce((best, v, i) => (Math.abs(px(v) - here.x) < Math.abs(px(x.values[best]) - here.x) ? i : best), 0);
    x.values.forEach((v, i) => {
      const between = px(v) >= Math.min(from.x, here.x) && px(v) <= Math.max(from.x, here.x);
      if (i !== nearest && !between) return;
      const share = between && here.x !== from.x ? (px(v) - from.x) / (here.x - from.x) : 1;
      values[i] = snap(from.y + share * (here.y - from.y), domain);
    });
    last = here;
    show();
    options.onInput?.([...values]);
  }
  // A finger that goes up or down scrolls the page (see touch-action), and leaves nothing behind: it draws once it has
  // gone sideways, or was lifted where it came down.
  /** @type {Curve | null} the curve as it was when the pointer came down */
  let before = null;
  /** @type {PointerEvent | null} where a finger came down that has not shown yet what it wants */
  let waiting = null;
  svg.addEventListener("pointerdown", (event) => {
    if (disabled || event.button || !event.isPrimary) return;
    last = null;
    before = [...values];
    if (event.pointerType === "touch") {
      waiting = event;
      return;
    }
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    stroke(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (disabled || !before || !event.isPrimary) return;
    if (waiting) {
      if (Math.abs(event.clientX - waiting.clientX) < SIDEWAYS) return;
      stroke(waiting);
      waiting = null;
    }
    stroke(event);
  });
  svg.addEventListener("pointerup", (event) => {
    if (!before || !event.isPrimary) return;
    if (waiting && !disabled) stroke(waiting);
    end();
  });
  svg.addEventListener("pointercancel", (event) => {
    if (!before || !event.isPrimary) return;
    values = before;
    show();
    options.onInput?.([...values]);
    end();
  });
  function end() {
    before = waiting = last = null;
    rest();
  }

  /** @param {Reference[]} [curves] */
  function setReferences(curves) {
    others.replaceChildren(...(curves ?? []).flatMap((curve) => {
      const drawn = curve.values.map(inside);
      const end = drawn.findLastIndex((v) => v !== null);
      const [last, own] = [drawn[end] ?? null, values[end] ?? null];
      // The name stands on the side of the curve where the reader's own point is not.
      const below = last !== null && own !== null && own >= last && py(last) < bottom - 30;
      const line = s("path", { d: path(drawn), "data-kind": curve.kind });
      return last === null ? [line] : [line, s("text", { x: px(x.values[end]) - 4, y: py(last) + (below ? 24 : -10), "text-anchor": "end" }, curve.label)];
    }));
  }
  /** @param {boolean} value */
  function block(value) {
    disabled = value;
    setDisabled(root, value);
    show();
  }
  setReferences(options.references);
  show();

  return {
    ...mounted(el, root, options),
    get value() { return [...values]; },
    /** @param {Curve | null} value */
    setValue(value) { values = complete(value); settled = JSON.stringify(values); show(); },
    setReferences,
    setDisabled: block,
  };
}
