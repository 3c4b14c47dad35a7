// The page's state in its address (after #, so that it is never sent to a server), and a button that copies it.
import { button, h, uid } from "../controls/dom.js";
import { ending, onEvents, onTraits } from "../listen.js";
import { reply } from "../speech.js";

/** @type {import("../types/parts").Render<import("../types/parts").AddressTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const key = model.get("name");
  const id = uid("link");
  /** @type {HTMLInputElement} */
  const field = h("input", { type: "text", readonly: true, id, class: "selfhelp-address-link", onfocus: () => field.select() });
  const byHand = h("p", { class: "selfhelp-address-hand" }, h("label", { for: id }, labels.by_hand), field);
  byHand.hidden = true;
  const said = h("p", { class: "selfhelp-control-about" });
  const root = h("div", { class: "selfhelp-control selfhelp-address" }, button(labels.copy, copy), said, byHand);
  el.append(root);

  const fields = () => new URLSearchParams(location.hash.slice(1).includes("=") ? location.hash.slice(1) : "");
  function link() {
    const kept = fields();
    kept.set(key, model.get("code"));
    return `${location.origin}${location.pathname}${location.search}#${kept}`;
  }
  async function copy() {
    const text = link();
    history.replaceState(history.state, "", text);
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = labels.copied;
    } catch { // no clipboard here: the reader copies it
      byHand.hidden = false;
      field.value = text;
      field.focus();
      said.textContent = "";
    }
    reply(root, said.textContent || labels.by_hand);
  }
  let asked = "";
  function open() {
    const code = fields().get(key) ?? new URLSearchParams(location.search).get(key);
    if (!code || code === asked || code === model.get("code")) return;
    asked = code;
    model.send({ kind: "opened", code });
  }
  const show = () => {
    said.textContent = model.get("said");
  };
  show();
  open();
  return ending(root, onTraits(model, { said: show }), onEvents(window, { hashchange: open }));
}

export default { render };
