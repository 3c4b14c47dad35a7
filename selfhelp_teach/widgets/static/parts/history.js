// Undo and redo.
import { announce, h, liveRegion, say } from "../controls/dom.js";

const LABELS = { group: "Changes", undo: "Undo", redo: "Redo", undone: "Undone: {what}", redone: "Redone: {what}" };

function render({ model, el }) {
  const labels = { ...LABELS, ...model.get("labels") };
  liveRegion();
  const buttons = ["undo", "redo"].map((kind) => {
    const button = h("button", { type: "button", class: "selfhelp-button", onclick: () => press(kind) }, labels[kind]);
    return { kind, button };
  });
  const root = h("div", { class: "selfhelp-control selfhelp-history", role: "group", "aria-label": labels.group }, buttons.map(({ button }) => button));
  el.append(root);

  function press(kind) {
    if (!model.get(`can_${kind}`)) return;
    announce(say(labels[kind === "undo" ? "undone" : "redone"], { what: model.get(`${kind}_name`) }));
    model.send({ kind });
  }
  function show() {
    for (const { kind, button } of buttons) {
      const what = model.get(`${kind}_name`);
      button.setAttribute("aria-disabled", String(!model.get(`can_${kind}`)));
      button.setAttribute("aria-label", what ? `${labels[kind]}: ${what}` : labels[kind]);
    }
  }
  const events = ["can_undo", "can_redo", "undo_name", "redo_name"].map((name) => `change:${name}`);
  for (const event of events) model.on(event, show);
  show();
  return () => {
    for (const event of events) model.off(event, show);
    root.remove();
  };
}

export default { render };
