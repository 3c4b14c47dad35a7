// Pin the run on the page, and choose which pinned runs to compare.
import { h, say, uid } from "../controls/dom.js";

const LABELS = {
  pin: "Pin this run", empty: "Pin a run to compare it with another.", compare: "Compare: {label}", remove: "Remove: {label}",
  full: "The tray holds {count} runs. Remove one to pin another.",
};

function render({ model, el }) {
  const labels = { ...LABELS, ...model.get("labels") };
  const name = uid("tray");
  const title = h("div", { class: "selfhelp-control-label", id: name });
  const pin = h("button", { type: "button", class: "selfhelp-button", onclick: () => full() || model.send({ kind: "pin" }) }, labels.pin);
  const hint = h("p", { class: "selfhelp-control-about", role: "status" });
  const list = h("ul", { class: "selfhelp-tray-list" });
  const root = h("div", { class: "selfhelp-control selfhelp-tray", role: "group", "aria-labelledby": name }, title, pin, hint, list);
  el.append(root);

  const full = () => model.get("pins").length >= model.get("limit");
  function show() {
    const pins = model.get("pins");
    const held = document.activeElement?.closest?.("li")?.dataset.id;
    title.textContent = model.get("label");
    hint.textContent = pins.length ? (full() ? say(labels.full, { count: pins.length }) : "") : labels.empty;
    pin.setAttribute("aria-disabled", String(full()));
    list.replaceChildren(...pins.map(({ id, label }) => h("li", { "data-id": id },
      h("button", { type: "button", class: "selfhelp-button", "aria-label": say(labels.compare, { label }),
        "aria-pressed": String(model.get("compared").includes(id)), onclick: () => model.send({ kind: "compare", id }) }, label),
      h("button", { type: "button", class: "selfhelp-nudge", "aria-label": say(labels.remove, { label }),
        onclick: () => { pin.focus(); model.send({ kind: "remove", id }); } }, h("span", { "aria-hidden": "true" }, "×")))));
    if (held) list.querySelector(`[data-id="${held}"] button`)?.focus();
  }
  const events = ["pins", "compared", "label", "limit"].map((trait) => `change:${trait}`);
  for (const event of events) model.on(event, show);
  show();
  return () => {
    for (const event of events) model.off(event, show);
    root.remove();
  };
}

export default { render };
