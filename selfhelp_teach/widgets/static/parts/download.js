// A button that asks the kernel for a file and saves it.
import { announce, h, say } from "../controls/dom.js";
import { saveText } from "../figure/save.js";

function render({ model, el }) {
  const labels = model.get("labels");
  const said = h("p", { class: "selfhelp-control-about" });
  const button = h("button", { type: "button", class: "selfhelp-button", onclick: ask });
  const about = h("p", { class: "selfhelp-control-about" });
  const root = h("div", { class: "selfhelp-control selfhelp-download" }, about, button, said);
  el.append(root);

  function ask() {
    said.textContent = labels.waiting;
    model.send({ kind: "make" });
  }
  function made(content) {
    if (content?.kind !== "made") return;
    saveText(content.text, `${model.get("mime")};charset=utf-8`, content.name);
    said.textContent = say(labels.saved, { name: content.name });
    announce(said.textContent);
  }
  function show() {
    button.textContent = model.get("label");
    about.textContent = model.get("about");
    about.hidden = !model.get("about");
  }
  const events = { "msg:custom": made, "change:label": show, "change:about": show };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  show();
  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    root.remove();
  };
}

export default { render };
