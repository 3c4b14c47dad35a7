// A button that asks the kernel for a file and saves it.
import { ask } from "../ask.js";
import { button, h } from "../controls/dom.js";
import { fileName, handOver } from "../files.js";
import { reply } from "../speech.js";
import { ending, onTraits } from "../listen.js";

/** @type {import("../types/parts").Render<import("../types/parts").DownloadTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const said = h("div", { class: "selfhelp-control-about" });
  const press = button("", make);
  const about = h("p", { class: "selfhelp-control-about" });
  const root = h("div", { class: "selfhelp-control selfhelp-download" }, about, press, said);
  el.append(root);
  const gone = new AbortController();

  function make() {
    said.textContent = labels.waiting;
    void ask(model, { kind: "make" }, { onSlow: () => { said.textContent = labels.slow; }, signal: gone.signal }).then(made);
  }
  /** @param {import("../ask.js").Ending} ending */
  function made(ending) {
    const content = ending.outcome === "answered" ? ending.content : {};
    if (content.kind !== "made") {
      said.textContent = labels[ending.outcome === "lost" ? "lost" : "unanswered"];
      reply(root, said.textContent);
      return;
    }
    const [stem, end] = String(content.name).split(/\.(?=[^.]*$)/);
    const file = { name: fileName({ stem, ending: end }), parts: [String(content.text)], type: `${model.get("mime")};charset=utf-8` };
    reply(root, handOver(file, { place: said, words: labels }));
  }
  function show() {
    press.textContent = model.get("label");
    about.textContent = model.get("about");
    about.hidden = !model.get("about");
  }
  show();
  return ending(root, onTraits(model, { label: show, about: show }), () => gone.abort());
}

export default { render };
