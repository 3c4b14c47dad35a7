// Where a chart comes from: one line a source.
import { h, outside, statusBadge } from "../controls/dom.js";

/**
 * A source has one line, however many places of it are cited, and its mark where that is not the chart's own.
 * @param {import("../types/figure").Source[]} sources @param {string} status @param {Record<string, string>} labels
 * @returns {HTMLElement[]}
 */
export function sourceLines(sources, status, labels) {
  const lines = new Map();
  for (const source of sources) {
    const name = `${source.url ?? ""} ${source.text}`;
    lines.set(name, [...(lines.get(name) ?? []), source]);
  }
  return [...lines.values()].map((cited) => {
    const each = (/** @type {string} */ field) => [...new Set(cited.map((/** @type {any} */ source) => source[field]).filter(Boolean))];
    const [design] = each("design");
    return h("li", {},
      outside(cited[0].url, cited[0].text, cited[0].english),
      each("locator").length ? h("span", { class: "selfhelp-figure-locator" }, each("locator").join("; ")) : null,
      each("status").filter((mark) => mark !== status).map((mark) => statusBadge(mark, labels[mark])),
      design ? h("details", { class: "selfhelp-figure-design" }, h("summary", {}, labels.design), h("p", {}, design)) : null);
  });
}
