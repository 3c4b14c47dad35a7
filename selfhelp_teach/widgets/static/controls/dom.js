// What every control shares: building elements, ids, live announcements, numbers.

const SVG = "http://www.w3.org/2000/svg";
let count = 0;

/** A page-wide unique id. @param {string} stem */
export const uid = (stem) => `selfhelp-${stem}-${++count}`;

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== ""));
  return node;
}

/** Build an element; `onclick` and the like are listeners, text is always text, never markup. */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** Build an SVG element. */
export const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Replace `{name}` in a label. @param {string} text @param {Record<string, unknown>} values */
export const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** The places behind the point of a step. @param {number} step */
export const decimals = (step) => Math.min(6, (String(step).split(".")[1] || "").length);

/** The nearest permitted value. */
export function snap(value, { min, max, step }) {
  const steps = Math.round((value - min) / step);
  return Math.min(max, Math.max(min, Number((min + steps * step).toFixed(decimals(step) + decimals(min)))));
}

/** A number as the page's language writes it. */
export function plain(value, digits = 2) {
  const language = document.documentElement.lang || "en";
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/**
 * Tell a screen reader, politely and not too often: while changes keep coming, only the last of each speaker is said.
 * @param {string} text @param {number} [wait] milliseconds of quiet before it is said @param {string} [speaker]
 */
export function announce(text, wait = 0, speaker = "") {
  const kept = (globalThis.__selfhelpSaid ??= { waiting: new Map(), timer: 0 });
  kept.waiting.set(speaker, text);
  clearTimeout(kept.timer);
  kept.timer = setTimeout(() => {
    const said = [...kept.waiting.values()].join(" ");
    kept.waiting.clear();
    const region = liveRegion();
    region.textContent = region.textContent === said ? `${said}\u00a0` : said;
  }, wait);
}

export function liveRegion() {
  let region = document.getElementById("selfhelp-live");
  if (!region) {
    region = h("div", { id: "selfhelp-live", class: "selfhelp-hidden", role: "status", "aria-live": "polite" });
    document.body.append(region);
  }
  return region;
}

/** The visible word that says where a number comes from. */
export function statusBadge(status, word, id) {
  if (!status) return null;
  return h("span", { class: "selfhelp-status", "data-status": status, id }, word || status);
}

/** Title, description and status of a control, and the ids that name and describe it. */
export function heading({ label, description, status, statusLabel }, tag = "span") {
  const ids = { label: uid("label"), description: uid("about"), status: uid("status") };
  const described = [description && ids.description, status && ids.status].filter(Boolean).join(" ");
  return {
    label: h(tag, { class: "selfhelp-control-label", id: ids.label }, label),
    status: statusBadge(status, statusLabel, ids.status),
    description: description ? h("p", { class: "selfhelp-control-about", id: ids.description }, description) : null,
    labelledby: ids.label,
    describedby: described || undefined,
  };
}

/** Disable or enable every native control below a node. */
export function setDisabled(root, disabled) {
  root.toggleAttribute("data-disabled", disabled);
  for (const control of root.querySelectorAll("input, button, select")) control.disabled = disabled;
}
