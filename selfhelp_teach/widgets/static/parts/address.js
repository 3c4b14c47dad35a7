// The page's state in its address (after #, so that it is never sent to a server), and a button that copies it.
import { announce, h, uid } from "../controls/dom.js";

function render({ model, el }) {
  const labels = model.get("labels");
  const key = model.get("name");
  const id = uid("link");
  const field = h("input", { type: "text", readonly: true, id, class: "selfhelp-address-link", onfocus: () => field.select() });
  const byHand = h("p", { class: "selfhelp-address-hand" }, h("label", { for: id }, labels.by_hand), field);
  byHand.hidden = true;
  const said = h("p", { class: "selfhelp-control-about" });
  const button = h("button", { type: "button", class: "selfhelp-button", onclick: copy }, labels.copy);
  const root = h("div", { class: "selfhelp-control selfhelp-address" }, button, said, byHand);
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
    announce(said.textContent || labels.by_hand);
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
  model.on("change:said", show);
  addEventListener("hashchange", open);
  show();
  open();
  return () => {
    model.off("change:said", show);
    removeEventListener("hashchange", open);
    root.remove();
  };
}

export default { render };
