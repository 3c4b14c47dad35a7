// The numbers of a chart as a table, built when it is opened, and again only while it is open.
import { h, plain, say } from "../controls/dom.js";

const SHOWN = 200;

/**
 * @param {{labels: object, columns: () => {field: string, label: string, unit?: string}[], rows: () => object[]}} options
 */
export function dataTable({ labels, columns, rows }) {
  const more = h("p", { class: "selfhelp-control-about" });
  const head = h("thead");
  const body = h("tbody");
  const table = h("table", {}, head, body);
  const root = h("details", { class: "selfhelp-figure-table", ontoggle: refresh }, h("summary", {}, labels.table),
    h("div", { class: "selfhelp-figure-scroll", tabindex: "0", role: "region", "aria-label": labels.table }, table), more);

  function refresh() {
    if (!root.open) return;
    const fields = columns();
    const all = rows();
    head.replaceChildren(h("tr", {}, fields.map(({ label, unit }) => h("th", { scope: "col" }, unit ? `${label} (${unit})` : label))));
    body.replaceChildren(...all.slice(0, SHOWN).map((row) => h("tr", {}, fields.map(({ field }, at) => {
      const value = row[field];
      const missing = value === null || value === undefined || Number.isNaN(value);
      const text = missing ? "–" : typeof value === "number" ? plain(value) : String(value);
      return at ? h("td", { "data-number": typeof value === "number" }, text) : h("th", { scope: "row" }, text);
    }))));
    more.textContent = all.length > SHOWN ? say(labels.rows, { shown: SHOWN, all: plain(all.length) }) : "";
  }
  return { root, refresh };
}
