// One ward's story from two chairs: a table of months, a column a chair. A switch fills in what the other could not see.
import { announce, h, say, uid } from "../controls/dom.js";
import { switchControl } from "../controls/switch.js";

const CHAIRS = ["parents", "staff"];

function render({ model, el }) {
  const labels = model.get("labels");
  const name = uid("chairs");
  const title = h("h3", { class: "selfhelp-chairs-title", id: name });
  const about = h("p", { class: "selfhelp-control-about" });
  const place = h("p", { class: "selfhelp-chairs-place" });
  const step = (by, text) => h("button", { type: "button", class: "selfhelp-button", onclick: () => go(by) }, text);
  const back = step(-1, labels.earlier);
  const next = step(1, labels.later);
  const tools = h("div", { class: "selfhelp-chairs-tools" }, h("div", { class: "selfhelp-chairs-walk", role: "group" }, back, place, next));
  const summary = h("p", { class: "selfhelp-chairs-summary" });
  const body = h("tbody");
  const table = h("table", { class: "selfhelp-chairs-table", "aria-labelledby": name },
    h("thead", {}, h("tr", {}, h("td"), CHAIRS.map((chair) => h("th", { scope: "col", "data-chair": chair }, labels[chair])))), body);
  const root = h("section", { class: "selfhelp-chairs", "aria-labelledby": name },
    h("div", { class: "selfhelp-chairs-head" }, title, h("span", { class: "selfhelp-status", "data-status": "assumption" }, labels.simulated)),
    about, tools, summary, h("div", { class: "selfhelp-chairs-scroll", tabindex: "0", role: "region", "aria-labelledby": name }, table));
  let revealed = false;
  const reveal = switchControl(tools, {
    label: labels.reveal, value: false, labels: { on: "", off: "" },
    onChange(on) {
      revealed = on;
      show();
    },
  });
  el.append(root);

  function go(by) {
    const ward = model.get("ward") + by;
    if (ward < 1 || ward > model.get("wards")) return;
    model.set("ward", ward);
    model.save_changes();
  }
  const cell = (row, chair) => {
    const own = row[chair];
    if (own) return h("td", { "data-chair": chair }, own);
    return revealed
      ? h("td", { "data-chair": chair, "data-unseen": true }, say(labels.unseen, { event: row.plain }))
      : h("td", { "data-chair": chair, "data-nothing": true }, h("span", { class: "selfhelp-hidden" }, labels.nothing), h("span", { "aria-hidden": "true" }, "·"));
  };
  function show() {
    const ward = model.get("ward");
    const wards = model.get("wards");
    title.textContent = model.get("title");
    about.textContent = model.get("about");
    place.textContent = say(labels.ward, { ward, wards });
    back.setAttribute("aria-disabled", String(ward <= 1));
    next.setAttribute("aria-disabled", String(ward >= wards));
    summary.textContent = model.get("summary");
    let last = 0;
    body.replaceChildren(...model.get("rows").map((row) => {
      const month = row.month === last ? "" : say(labels.month, { month: row.month });
      last = row.month;
      return h("tr", { "data-seen": row.seen, "data-kind": row.kind },
        h("th", { scope: "row" }, month || h("span", { class: "selfhelp-hidden" }, say(labels.month, { month: row.month }))),
        CHAIRS.map((chair) => cell(row, chair)));
    }));
  }
  const tell = () => announce(model.get("summary"), 500, model.get("key"));
  const events = { "change:rows": show, "change:ward": show, "change:title": show, "change:about": show, "change:wards": show, "change:summary": tell };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  show();
  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    reveal.destroy();
    root.remove();
  };
}

export default { render };
