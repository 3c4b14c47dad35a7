// Draw a curve on empty axes: by pointer, by taps, by arrow keys on each point, or in number boxes.
import { decimals, h, heading, liveRegion, plain, s, say, setDisabled, snap } from "./dom.js";

const LABELS = {
  help: "Draw with a finger or the mouse, tap to set single points, or move to a point and use the arrow keys.",
  point: "{y} at {x}",
  unset: "not set",
  table: "Enter the curve as numbers",
  clear: "Clear the curve",
};
const BOX = { width: 640, height: 320, left: 64, right: 16, top: 12, bottom: 48 };

/** Round numbers from low to high, about five. */
function ticks(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.999) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, at) => (first + at) * step);
}

/**
 * @param {HTMLElement} el
 * @param {{label: string, description?: string,
 *   x: {values: number[], label: string, unit?: string}, y: {min: number, max: number, step?: number, label: string, unit?: string},
 *   value?: (number | null)[], references?: {label: string, values: (number | null)[], kind?: string}[],
 *   status?: string, statusLabel?: string, labels?: object, disabled?: boolean, onInput?: Function, onChange?: Function}} options
 *   The value has one number (or null) for each of `x.values`. `references` are drawn beside it, for the reveal.
 */
export function sketch(el, options) {
  const { x, y } = options;
  const words = { ...LABELS, ...options.labels };
  const domain = { min: y.min, max: y.max, step: y.step ?? (y.max - y.min) / 100 };
  const digits = decimals(domain.step);
  const head = heading(options);
  const unit = (text, of) => `${text}${of.unit ? ` ${of.unit}` : ""}`;
  let values = complete(options.value);
  let settled = JSON.stringify(values);
  let at = 0;
  let last = null;
  let disabled = Boolean(options.disabled);
  liveRegion();

  const [first, final] = [Math.min(...x.values), Math.max(...x.values)];
  const px = (v) => BOX.left + ((v - first) / (final - first || 1)) * (BOX.width - BOX.left - BOX.right);
  const py = (v) => BOX.height - BOX.bottom - ((v - y.min) / (y.max - y.min || 1)) * (BOX.height - BOX.top - BOX.bottom);
  const bottom = py(y.min);
  const rows = ticks(y.min, y.max);
  const grid = s("g", { class: "selfhelp-sketch-grid", "aria-hidden": "true" },
    rows.map((v) => [s("line", { x1: BOX.left, x2: BOX.width - BOX.right, y1: py(v), y2: py(v) }),
      s("text", { x: BOX.left - 8, y: py(v) + 4, "text-anchor": "end" }, plain(v, digits))]),
    x.values.map((v) => [s("line", { x1: px(v), x2: px(v), y1: bottom, y2: bottom + 5 }),
      s("text", { x: px(v), y: bottom + 20, "text-anchor": "middle" }, plain(v))]),
    s("text", { x: (BOX.left + BOX.width - BOX.right) / 2, y: BOX.height - 6, "text-anchor": "middle" }, x.label),
    s("text", { transform: `translate(14 ${(BOX.top + bottom) / 2}) rotate(-90)`, "text-anchor": "middle" }, y.label));
  const others = s("g", { class: "selfhelp-sketch-references", "aria-hidden": "true" });
  const line = s("path", { class: "selfhelp-sketch-line", "aria-hidden": "true" });
  const points = x.values.map((v, i) => s("circle", {
    class: "selfhelp-sketch-point", cx: px(v), r: 8, role: "slider", "aria-orientation": "vertical",
    "aria-label": `${x.label} ${plain(v)}`, "aria-valuemin": y.min, "aria-valuemax": y.max,
    onkeydown: (event) => key(event, i), onfocus: () => { at = i; show(); },
  }));
  const svg = s("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "group", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby },
    grid, others, line, points);
  const boxes = x.values.map((v, i) => h("input", {
    type: "number", min: y.min, max: y.max, step: domain.step, "aria-label": `${y.label}: ${x.label} ${plain(v)}`,
    onchange: (event) => { set(i, event.target.value === "" ? null : event.target.valueAsNumber); rest(); },
  }));
  const table = h("details", { class: "selfhelp-sketch-table" }, h("summary", {}, words.table),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, unit(x.label, x)), h("th", { scope: "col" }, unit(y.label, y)))),
      h("tbody", {}, x.values.map((v, i) => h("tr", {}, h("th", { scope: "row" }, plain(v)), h("td", {}, boxes[i]))))));
  const clear = h("button", { type: "button", class: "selfhelp-button", onclick: () => { values = complete(); show(); options.onInput?.([...values]); rest(); } }, words.clear);
  const root = h("div", { class: "selfhelp-control selfhelp-sketch" },
    h("div", { class: "selfhelp-control-head" }, head.label, head.status), head.description,
    h("p", { class: "selfhelp-control-about" }, words.help), svg, h("div", { class: "selfhelp-sketch-foot" }, table, clear));
  el.append(root);

  function complete(wanted) {
    return x.values.map((_, i) => (Number.isFinite(wanted?.[i]) ? snap(wanted[i], domain) : null));
  }
  function path(curve) {
    let pen = "M";
    return curve.map((v, i) => {
      if (v === null || v === undefined) { pen = "M"; return ""; }
      const step = `${pen}${px(x.values[i]).toFixed(1)},${py(v).toFixed(1)}`;
      pen = "L";
      return step;
    }).join("");
  }
  function show() {
    line.setAttribute("d", path(values));
    points.forEach((point, i) => {
      const v = values[i];
      point.setAttribute("cy", v === null ? bottom : py(v));
      point.toggleAttribute("data-unset", v === null);
      point.setAttribute("tabindex", i === at && !disabled ? "0" : "-1");
      point.setAttribute("aria-valuenow", v ?? y.min);
      point.setAttribute("aria-valuetext", v === null ? words.unset : say(words.point, { y: unit(plain(v, digits), y), x: unit(plain(x.values[i]), x) }));
      if (document.activeElement !== boxes[i] || v === null) boxes[i].value = v === null ? "" : v.toFixed(digits);
    });
  }
  function set(i, v) {
    if (disabled) return;
    values[i] = Number.isFinite(v) ? snap(v, domain) : null;
    show();
    options.onInput?.([...values]);
  }
  function rest() {
    const now = JSON.stringify(values);
    if (now === settled) return;
    settled = now;
    options.onChange?.([...values]);
  }
  function key(event, i) {
    const middle = (y.min + y.max) / 2;
    const from = values[i] ?? values.slice(0, i).findLast((v) => v !== null) ?? middle;
    const size = Math.max(domain.step, (y.max - y.min) / 50);
    const moves = {
      ArrowUp: from + size, ArrowDown: from - size, PageUp: from + 5 * size, PageDown: from - 5 * size, Home: y.min, End: y.max, " ": from,
    };
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") set(i, null);
    else if (sideways) points[i + sideways]?.focus();
    else if (event.key in moves) set(i, moves[event.key]);
    else return;
    event.preventDefault();
    rest();
  }
  // A quick stroke skips points: those between two samples are set on the straight line between them.
  function stroke(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
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
  svg.addEventListener("pointerdown", (event) => {
    if (disabled || event.button) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    last = null;
    stroke(event);
  });
  svg.addEventListener("pointermove", (event) => svg.hasPointerCapture(event.pointerId) && stroke(event));
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { last = null; rest(); });

  function setReferences(curves) {
    others.replaceChildren(...(curves ?? []).flatMap((curve) => {
      const end = curve.values.findLastIndex((v) => Number.isFinite(v));
      const inside = curve.values.map((v) => (Number.isFinite(v) ? Math.min(y.max, Math.max(y.min, v)) : null));
      // The name stands on the side of the curve where the reader's own point is not.
      const below = values[end] !== null && values[end] >= inside[end] && py(inside[end]) < bottom - 30;
      return [s("path", { d: path(inside), "data-kind": curve.kind }),
        end < 0 ? "" : s("text", { x: px(x.values[end]) - 4, y: py(inside[end]) + (below ? 24 : -10), "text-anchor": "end" }, curve.label)].filter(Boolean);
    }));
  }
  function block(value) {
    disabled = value;
    setDisabled(root, value);
    show();
  }
  setReferences(options.references);
  show();
  if (disabled) block(true);

  return {
    root,
    get value() { return [...values]; },
    setValue(value) { values = complete(value); settled = JSON.stringify(values); show(); },
    setReferences,
    setDisabled: block,
    destroy: () => root.remove(),
  };
}
