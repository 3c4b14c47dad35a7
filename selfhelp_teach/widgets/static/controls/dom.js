// What every control shares: building elements, ids, numbers.

const SVG = "http://www.w3.org/2000/svg";
let count = 0;

/** A page-wide unique id. @param {string} stem */
export const uid = (stem) => `selfhelp-${stem}-${++count}`;

/** @import { Attributes, Child } from "../types/dom" */
/** @import { Control, Heading } from "../types/controls" */

/** @param {Element} node @param {readonly Child[]} children */
function put(node, children) {
  for (const child of children) {
    if (child instanceof Node) node.append(child);
    else if (typeof child === "object") put(node, child ?? []);
    else if (child !== undefined && child !== "") node.append(String(child));
  }
}

/** Put these in place of what an element holds. @param {Element} node @param {readonly Child[]} children */
export function refill(node, children) {
  node.replaceChildren();
  put(node, children);
}

/** @template {Element} T @param {T} node @param {Attributes<any>} attributes @param {readonly Child[]} children @returns {T} */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), (event) => value(event));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  put(node, children);
  return node;
}

/**
 * Build an element; `onclick` and the like are listeners, text is always text, never markup.
 * @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Attributes<HTMLElementTagNameMap[T]>} [attributes] @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/**
 * Build an SVG element.
 * @template {keyof SVGElementTagNameMap} T @param {T} tag @param {Attributes<SVGElementTagNameMap[T]>} [attributes] @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** One of our buttons. @param {string | undefined} text @param {(event: MouseEvent & {currentTarget: HTMLButtonElement}) => unknown} onclick @param {Attributes<HTMLButtonElement>} [more] */
export const button = (text, onclick, more) => h("button", { type: "button", class: "selfhelp-button", onclick, ...more }, text);

/** The first of our elements that a selector finds: all that it is used for is HTML, or SVG that takes the focus like it. @param {ParentNode} root @param {string} selector */
export const first = (root, selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector));

/** A text that says which part of it is English. @param {string} text @param {string} [english] @returns {(string | HTMLElement)[]} */
function marked(text, english) {
  const at = english && document.documentElement.lang !== "en" ? text.indexOf(english) : -1;
  return at < 0 || !english ? [text] : [text.slice(0, at), h("span", { lang: "en" }, english), text.slice(at + english.length)];
}

/** A link to another site where the address is one, else the words alone. @param {string | undefined} url @param {string} text @param {string} [english] what of the text is so @returns {HTMLElement} */
export const outside = (url, text, english) => (/^https?:\/\//i.test(url ?? "") ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, marked(text, english)) : h("span", {}, marked(text, english)));

/** Replace `{name}` in a label. @param {string} text @param {Record<string, string | number | null | undefined>} values */
export const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

/** The places behind the point of a step. @param {number} step */
export const decimals = (step) => Math.min(6, (String(step).split(".")[1] || "").length);

/** The nearest permitted value. @param {number} value @param {{min: number, max: number, step: number}} ends */
export function snap(value, { min, max, step }) {
  const steps = Math.round((value - min) / step);
  return Math.min(max, Math.max(min, Number((min + steps * step).toFixed(decimals(step) + decimals(min)))));
}

/** A written number with its unit, as the page's language puts them together: "59.5%", "59,5 %", "12 months". @param {string} written @param {string} [unit] */
export function withUnit(written, unit) {
  const space = unit === "%" ? ((document.documentElement.lang || "en") === "es" ? "\u00a0" : "") : " ";
  return unit ? `${written}${space}${unit}` : written;
}

/** A number as the page's language writes it. @param {number} value @param {number} [digits] */
export function plain(value, digits = 2) {
  const language = document.documentElement.lang || "en";
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** A moment as the page's language writes it. @param {Date | string | number} time */
export const moment = (time) => new Date(time).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" });

/** The visible word that says where a number comes from. @param {string | undefined} status @param {string} [word] @param {string} [id] */
export function statusBadge(status, word, id) {
  if (!status) return null;
  return h("span", { class: "selfhelp-status", "data-status": status, translate: "no", id }, word || status);
}

/**
 * Title, description and status of a control, laid out above it, and the ids that name and describe it.
 * @template {"span" | "label" | "legend" | "p" | "div"} [T="span"] @param {Heading} about @param {T} [tag]
 */
export function heading({ label: name, description: about, status: basis, statusLabel }, tag = /** @type {T} the default of T */ ("span")) {
  const ids = { label: uid("label"), description: uid("about"), status: uid("status") };
  const described = [about && ids.description, basis && ids.status].filter(Boolean).join(" ");
  const label = h(tag, { class: "selfhelp-control-label", id: ids.label }, name);
  const status = statusBadge(basis, statusLabel, ids.status);
  const description = about ? h("p", { class: "selfhelp-control-about", id: ids.description }, about) : null;
  return {
    label, status, description,
    rows: [h("div", { class: "selfhelp-control-head" }, label, status), description],
    labelledby: ids.label,
    describedby: described || undefined,
  };
}

/** Set an attribute, or take it away where there is no value for it. @param {Element} node @param {string} name @param {string | null} value */
export function attribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** Disable or enable every native control below a node. @param {Element} root @param {boolean} disabled */
export function setDisabled(root, disabled) {
  root.toggleAttribute("data-disabled", disabled);
  for (const control of root.querySelectorAll("input, button, select")) /** @type {HTMLInputElement} */ (control).disabled = disabled;
}

/**
 * Put a control into its place: what all of them give but their value.
 * @param {HTMLElement} el @param {HTMLElement} root @param {{disabled?: boolean}} options
 * @returns {Pick<Control<unknown>, "root" | "setDisabled" | "destroy">}
 */
export function mounted(el, root, { disabled }) {
  el.append(root);
  if (disabled) setDisabled(root, true);
  return { root, setDisabled: (off) => setDisabled(root, off), destroy: () => root.remove() };
}
