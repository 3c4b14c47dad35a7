// The diary of one simulated ward.
import { announce, h, say, uid } from "../controls/dom.js";

function render({ model, el }) {
  const labels = model.get("labels");
  const name = uid("log");
  const title = h("h3", { class: "selfhelp-chairs-title", id: name });
  const place = h("p", { class: "selfhelp-chairs-place" });
  const step = (by, text) => h("button", { type: "button", class: "selfhelp-button", onclick: () => go(by) }, text);
  const back = step(-1, labels.earlier);
  const next = step(1, labels.later);
  const list = h("ol", { class: "selfhelp-log-list" });
  const root = h("section", { class: "selfhelp-chairs selfhelp-log", "aria-labelledby": name },
    h("div", { class: "selfhelp-chairs-head" }, title, h("span", { class: "selfhelp-status", "data-status": "assumption" }, labels.simulated)),
    h("div", { class: "selfhelp-chairs-tools" }, h("div", { class: "selfhelp-chairs-walk", role: "group" }, back, place, next)),
    h("div", { class: "selfhelp-chairs-scroll", tabindex: "0", role: "region", "aria-labelledby": name }, list));
  el.append(root);

  function go(by) {
    const ward = model.get("ward") + by;
    if (ward < 1 || ward > model.get("wards")) return;
    model.set("ward", ward);
    model.save_changes();
  }
  function show() {
    const ward = model.get("ward");
    const wards = model.get("wards");
    title.textContent = model.get("title");
    place.textContent = say(labels.ward, { ward, wards });
    back.setAttribute("aria-disabled", String(ward <= 1));
    next.setAttribute("aria-disabled", String(ward >= wards));
    list.replaceChildren(...model.get("rows").map((row) => h("li", { "data-seen": row.seen, "data-kind": row.kind },
      h("span", { class: "selfhelp-log-month" }, say(labels.month, { month: row.month })),
      h("span", {}, row.sentence, labels[row.seen] ? h("small", { class: "selfhelp-log-seen" }, ` (${labels[row.seen]})`) : null))));
  }
  function tell() {
    show();
    announce(`${place.textContent}. ${say(labels.count, { count: model.get("rows").length })}`, 800, model.get("key"));
  }
  const events = { "change:rows": tell, "change:ward": show, "change:wards": show, "change:title": show };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  show();
  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    root.remove();
  };
}

export default { render };
