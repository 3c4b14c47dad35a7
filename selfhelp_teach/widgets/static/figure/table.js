// The numbers of a chart as a table, built when it is opened, and again only while it is open.
import { h, plain, say } from "../controls/dom.js";

/** @import { Words } from "../types/dom" */
/** @import { Column, Row } from "../types/figure" */

const SHOWN = 200;

/** @param {{labels: Words, title: () => string, columns: () => Column[], rows: () => readonly Row[]}} options */
export function dataTable({ labels, columns, rows, title }) {
  const more = h("p", { class: "selfhelp-control-about" });
  const head = h("thead");
  const caption = h("caption", { class: "selfhelp-hidden" });
  const table = h("table", {}, caption, head);
  const region = h("div", { class: "selfhelp-figure-scroll", tabindex: "0", role: "region" }, table);
  const of = h("span", { class: "selfhelp-hidden" }); // of which chart: on its own the line is on every one
  const root = h("details", { class: "selfhelp-figure-table", ontoggle: refresh }, h("summary", {}, labels.table, of), region, more);

  /** @param {unknown} value */
  const cell = (value) => {
    const missing = value === null || value === undefined || Number.isNaN(value);
    return missing ? "–" : typeof value === "number" ? plain(value) : String(value);
  };
  function refresh() {
    of.textContent = `: ${title()}`;
    if (!root.open) return;
    const fields = columns();
    const all = rows();
    const shown = all.slice(0, SHOWN);
    caption.textContent = title();
    region.setAttribute("aria-label", title());
    head.replaceChildren(h("tr", {}, fields.map(({ label, unit }) => h("th", { scope: "col" }, unit ? `${label} (${unit})` : label))));
    const runs = grouped(shown, fields);
    const headers = runs ? 2 : 1;
    /** @param {Row} row @param {number} from */
    const line = (row, from) => fields.slice(from).map(({ field }, at) => (at + from < headers
      ? h("th", { scope: "row" }, cell(row[field])) : h("td", { "data-number": typeof row[field] === "number" }, cell(row[field]))));
    for (const body of [...table.tBodies]) body.remove();
    table.append(...(runs ?? [shown]).map((run) => h("tbody", {}, run.map((row, at) => h("tr", {},
      runs && !at ? h("th", { scope: "rowgroup", rowspan: run.length }, cell(row[fields[0].field])) : null, line(row, runs ? 1 : 0))))));
    more.textContent = all.length > SHOWN ? say(labels.rows, { shown: SHOWN, all: plain(all.length) }) : "";
  }
  refresh();
  return { root, refresh };
}

/** The rows by their first column where it repeats, so that it is read once for all of its rows; null where it does not. @param {readonly Row[]} rows @param {Column[]} fields */
function grouped(rows, fields) {
  if (fields.length < 3) return null;
  const [{ field }] = fields;
  /** @type {Row[][]} */
  const runs = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && last[0][field] === row[field]) last.push(row);
    else runs.push([row]);
  }
  const apart = runs.length < rows.length && new Set(runs.map(([row]) => row[field])).size === runs.length;
  return apart ? runs : null;
}
