// The story of one simulated ward: a list of months, or a table with a column a chair.
import { attribute, button, h, say, statusBadge, uid } from "../controls/dom.js";
import { join } from "../links.js";
import { changed } from "../speech.js";
import { ending, onTraits } from "../listen.js";
import { writeNote } from "../note.js";

/** @import { StoryRow } from "../types/shapes" */

/** @type {import("../types/parts").Render<import("../types/parts").EventLogTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const name = uid("log");
  const chairs = model.get("chairs");
  const title = h("h3", { class: "selfhelp-chairs-title", id: name });
  const about = h("p", { class: "selfhelp-control-about" });
  const place = h("p", { class: "selfhelp-chairs-place", id: uid("place") });
  const back = button(labels.earlier, () => go(-1));
  const next = button(labels.later, () => go(1));
  const tools = h("div", { class: "selfhelp-chairs-tools" }, h("div", { class: "selfhelp-chairs-walk", role: "group", "aria-labelledby": place.id }, back, place, next));
  const summary = h("p", { class: "selfhelp-chairs-summary" });
  const note = h("p", { class: "selfhelp-figure-note" });
  const body = chairs.length ? h("tbody") : h("ol", { class: "selfhelp-log-list" });
  const story = chairs.length
    ? h("table", { class: "selfhelp-chairs-table", "aria-labelledby": name },
      h("thead", {}, h("tr", {}, h("td"), chairs.map((each) => h("th", { scope: "col", "data-chair": each }, labels[each])))), body)
    : body;
  const scroll = h("div", { class: "selfhelp-chairs-scroll", tabindex: "0", role: "region", "aria-labelledby": name }, story);
  const root = h("div", { role: "group", class: `selfhelp-chairs${chairs.length ? "" : " selfhelp-log"}`, "aria-labelledby": name, "data-status": "assumption" },
    h("div", { class: "selfhelp-chairs-head" }, title, statusBadge("assumption", labels.simulated)),
    about, tools, summary, note, scroll);
  const link = model.get("link");
  /** @type {ReturnType<typeof join> | null} */
  let group = null;
  // One chair at a time: what is told from the other fades. Both together only once the reader has said, or asks for it.
  /** @type {string} */
  let chair = chairs[0] ?? "";
  let anyway = false;
  const sits = chairs.length ? [...chairs, "both"].map((each) => button(labels[each], () => sit(each), { class: "selfhelp-button selfhelp-chip", "data-sit": each })) : [];
  const why = h("span", { id: uid("held") });
  const held = h("p", { class: "selfhelp-chairs-held" }, why, " ", button(labels.anyway, () => { anyway = true; sit("both"); }));
  if (chairs.length) {
    tools.prepend(h("div", { class: "selfhelp-chips", role: "group", "aria-label": labels.sit }, sits));
    tools.after(held);
  }
  el.append(root);

  /** @param {number} by */
  function go(by) {
    const ward = model.get("ward") + by;
    if (ward < 1 || ward > model.get("wards")) return;
    model.set("ward", ward);
    model.save_changes();
  }
  /** @param {string} where */
  function sit(where) {
    if (where === "both" && model.get("held") && !anyway) return;
    chair = where;
    show();
    changed(root, { name: model.get("title"), text: labels[chair], before: "" });
  }
  function seat() {
    const locked = Boolean(model.get("held")) && !anyway;
    for (const each of sits) {
      each.setAttribute("aria-pressed", String(each.dataset.sit === chair));
      if (each.dataset.sit !== "both") continue;
      each.setAttribute("aria-disabled", String(locked));
      attribute(each, "aria-describedby", locked ? why.id : null);
    }
    why.textContent = model.get("held");
    held.hidden = !locked || !note.hidden;
    root.dataset.sits = chair;
    // the wards of the same cell fade with their chair
    root.closest(".selfhelp-cell")?.setAttribute("data-sits", chair);
  }
  /** @param {StoryRow} row @param {"parents" | "staff"} of */
  function cell(row, of) {
    if (chair !== "both" && chair !== of) return h("td", { "data-chair": of, "data-faded": true }, h("span", { class: "selfhelp-hidden" }, labels.faded));
    if (row[of]) return h("td", { "data-chair": of }, row[of]);
    return chair === "both"
      ? h("td", { "data-chair": of, "data-unseen": true }, say(labels.unseen, { event: row.sentence }))
      : h("td", { "data-chair": of, "data-nothing": true }, h("span", { class: "selfhelp-hidden" }, labels.nothing), h("span", { "aria-hidden": "true" }, "·"));
  }
  /** @param {StoryRow} row */
  const month = (row) => say(labels.month, { month: row.month });
  /** @param {StoryRow} row @param {number} index @param {StoryRow[]} rows */
  function line(row, index, rows) {
    const marks = { "data-seen": row.seen, "data-kind": row.kind, "data-month": row.month };
    if (chairs.length) {
      const again = row.month === rows[index - 1]?.month;
      return h("tr", marks, h("th", { scope: "row" }, again ? h("span", { class: "selfhelp-hidden" }, month(row)) : month(row)), chairs.map((each) => cell(row, each)));
    }
    const only = labels[`only_${row.seen}`];
    const when = link ? h("button", { type: "button", class: "selfhelp-log-month", onclick: () => { group?.set([row.month]); light([row.month]); } }, month(row)) : h("span", { class: "selfhelp-log-month" }, month(row));
    return h("li", marks, when, h("span", {}, row.sentence, only ? h("small", { class: "selfhelp-log-seen" }, ` (${only})`) : null));
  }
  /** The diary and the picture light each other: the month shown there is marked here. @param {unknown[]} chosen */
  function light([at]) {
    for (const item of body.children) item.toggleAttribute("data-now", Number(item.getAttribute("data-month")) === at);
    const now = body.querySelector("[data-now]");
    if (now instanceof HTMLElement && scroll.clientHeight) scroll.scrollTop = now.offsetTop - body.offsetTop - scroll.clientHeight / 3;
  }
  function show() {
    const ward = model.get("ward");
    const wards = model.get("wards");
    title.textContent = model.get("title");
    about.textContent = model.get("about");
    place.textContent = say(labels.ward, { ward, wards });
    back.setAttribute("aria-disabled", String(ward <= 1));
    next.setAttribute("aria-disabled", String(ward >= wards));
    summary.textContent = model.get("summary");
    writeNote(note, model.get("note"), tools, summary, scroll);
    if (chairs.length) {
      seat();
      summary.hidden = chair !== "both" || !note.hidden; // it counts what each could not see
    }
    body.replaceChildren(...model.get("rows").map(line));
  }
  const tell = () => changed(root, { name: model.get("title"), text: model.get("summary") });
  show();
  if (link) group = join(link, light);
  const heard = onTraits(model, { rows: show, ward: show, title: show, about: show, wards: show, note: show, held: show, summary: tell });
  return ending(root, heard, () => group?.leave());
}

export default { render };
