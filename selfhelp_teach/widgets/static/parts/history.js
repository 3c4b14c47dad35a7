// Undo and redo.
import { h, say } from "../controls/dom.js";
import { reply } from "../speech.js";
import { onTraits } from "../listen.js";

const LABELS = { group: "Changes", undo: "Undo", redo: "Redo", undone: "Undone: {what}", redone: "Redone: {what}" };

/** @type {import("../types/parts").Render<import("../types/parts").HistoryTraits>} */
function render({ model, el }) {
  const labels = { ...LABELS, ...model.get("labels") };
  const buttons = /** @type {const} */ (["undo", "redo"]).map((kind) => {
    const button = h("button", { type: "button", class: "selfhelp-button", onclick: () => press(kind) }, labels[kind]);
    return { kind, button };
  });
  const root = h("div", { class: "selfhelp-control selfhelp-history", role: "group", "aria-label": labels.group }, buttons.map(({ button }) => button));
  el.append(root);

  /** @param {"undo" | "redo"} kind */
  function press(kind) {
    if (!model.get(`can_${kind}`)) return;
    reply(root, say(labels[kind === "undo" ? "undone" : "redone"], { what: model.get(`${kind}_name`) }));
    model.send({ kind });
  }
  function show() {
    for (const { kind, button } of buttons) {
      const what = model.get(`${kind}_name`);
      button.setAttribute("aria-disabled", String(!model.get(`can_${kind}`)));
      button.setAttribute("aria-label", what ? `${labels[kind]}: ${what}` : labels[kind]);
    }
  }
  const unhear = onTraits(model, { can_undo: show, can_redo: show, undo_name: show, redo_name: show });
  show();
  return () => {
    unhear();
    root.remove();
  };
}

export default { render };
