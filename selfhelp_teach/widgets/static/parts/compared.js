// Wards side by side: one row a ward, one column a measure, in the units of the charts; differences behind a tap.
import { h, say, statusBadge, uid } from "../controls/dom.js";
import { changed } from "../speech.js";
import { ending, onTraits } from "../listen.js";
import { writeNote } from "../note.js";

/** @type {import("../types/parts").Render<import("../types/parts").ComparedTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const name = uid("compared");
  const title = h("h3", { class: "selfhelp-chairs-title", id: name });
  const summary = h("p", { class: "selfhelp-compared-summary" });
  const note = h("p", { class: "selfhelp-figure-note" });
  const about = h("p", { class: "selfhelp-control-about" });
  const table = h("table", { class: "selfhelp-compared-table", "aria-labelledby": name });
  const differing = h("summary");
  const differences = h("table", { class: "selfhelp-compared-table" });
  const more = h("details", { class: "selfhelp-compared-more" }, differing, differences);
  const scroll = h("div", { class: "selfhelp-compared-scroll", tabindex: "0", role: "region", "aria-labelledby": name }, table);
  const root = h("section", { class: "selfhelp-compared", "aria-labelledby": name, "data-status": "assumption" },
    h("div", { class: "selfhelp-chairs-head" }, title, statusBadge("assumption", labels.simulated)),
    note, scroll, summary, more, about);
  el.append(root);

  /** @param {HTMLTableElement} into @param {import("../types/shapes").ComparedRow[]} rows @param {"values" | "differences"} cells */
  function fill(into, rows, cells) {
    const head = model.get("columns").map(({ label, unit }) => h("th", { scope: "col" }, label, unit ? h("small", {}, ` ${unit}`) : null));
    into.replaceChildren(
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, labels.ward), head)),
      h("tbody", {}, rows.map((row) => h("tr", { "data-tone": row.tone },
        h("th", { scope: "row" }, h("b", {}, row.letter || labels.now), " ", row.label), row[cells].map((text) => h("td", {}, text))))),
    );
  }
  function show() {
    const rows = model.get("rows");
    title.textContent = model.get("title");
    writeNote(note, model.get("note"), scroll, summary, about);
    const before = summary.textContent;
    summary.textContent = model.get("summary");
    if (before && before !== summary.textContent) changed(root, { name: model.get("title"), text: summary.textContent, before });
    about.textContent = model.get("about");
    const others = rows.filter((row) => row.differences.length);
    more.hidden = !note.hidden || !others.length;
    fill(table, rows, "values");
    differing.textContent = say(labels.differences, { letter: rows[0]?.letter ?? "" });
    fill(differences, others, "differences");
  }
  show();
  return ending(root, onTraits(model, { columns: show, rows: show, title: show, summary: show, about: show, note: show }));
}

export default { render };
