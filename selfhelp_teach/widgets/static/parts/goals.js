// The goals of a challenge as gauges that move with the ward.
import { h, say } from "../controls/dom.js";
import { changed } from "../speech.js";
import { ending, onTraits } from "../listen.js";
import { writeNote } from "../note.js";

/** @type {import("../types/parts").Render<import("../types/parts").GoalsTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const title = h("p", { class: "selfhelp-panel-title" });
  const note = h("p", { class: "selfhelp-control-about" });
  const list = h("ul", { class: "selfhelp-gauges" });
  const told = h("p", { class: "selfhelp-gauges-told" });
  const root = h("div", { class: "selfhelp-control" }, title, note, list, told);
  el.append(root);

  function show() {
    const goals = model.get("goals");
    title.textContent = model.get("title");
    writeNote(note, model.get("note"));
    title.hidden = !title.textContent;
    list.replaceChildren(...goals.map(({ text, value, fraction, reached }) => h("li", { "data-reached": String(reached) },
      h("span", {}, text), h("b", {}, say(labels.now, { value })),
      h("meter", { min: 0, max: 1, value: fraction, "aria-label": text }),
      h("span", { class: "selfhelp-tag" }, reached ? `✓ ${labels.reached}` : labels.missed))));
    const held = goals.filter(({ reached }) => reached).length;
    const before = told.textContent;
    told.textContent = !goals.length ? "" : held === goals.length ? labels.all : say(labels.some, { count: held, all: goals.length });
    if (before && told.textContent !== before) changed(root, { name: title.textContent, text: told.textContent, before });
  }
  show();
  return ending(root, onTraits(model, { goals: show, title: show, note: show }));
}

export default { render };
