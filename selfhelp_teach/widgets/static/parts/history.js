// Undo and redo.
import { button, h, say } from "../controls/dom.js";
import { reply } from "../speech.js";
import { ending, onTraits } from "../listen.js";

/** @type {import("../types/parts").Render<import("../types/parts").HistoryTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const buttons = /** @type {const} */ (["undo", "redo"]).map((kind) => ({ kind, node: button(labels[kind], () => press(kind)) }));
  const root = h("div", { class: "selfhelp-control selfhelp-history", role: "group", "aria-label": labels.group }, buttons.map(({ node }) => node));
  el.append(root);

  /** @param {"undo" | "redo"} kind */
  function press(kind) {
    if (!model.get(`can_${kind}`)) return;
    reply(root, say(labels[kind === "undo" ? "undone" : "redone"], { what: model.get(`${kind}_name`) }));
    model.send({ kind });
  }
  function show() {
    for (const { kind, node } of buttons) {
      const what = model.get(`${kind}_name`);
      node.setAttribute("aria-disabled", String(!model.get(`can_${kind}`)));
      node.setAttribute("aria-label", what ? `${labels[kind]}: ${what}` : labels[kind]);
    }
  }
  show();
  return ending(root, onTraits(model, { can_undo: show, can_redo: show, undo_name: show, redo_name: show }));
}

export default { render };
