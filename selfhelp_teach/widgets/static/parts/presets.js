// A row of buttons, each of which sets the inputs in one click.
import { button, h, setDisabled, uid } from "../controls/dom.js";
import { ending, onTraits } from "../listen.js";

/** @type {import("../types/parts").Render<import("../types/parts").PresetsTraits>} */
function render({ model, el }) {
  const root = h("div", { class: "selfhelp-control selfhelp-presets", role: "group" });
  el.append(root);

  function show() {
    const name = uid("presets");
    root.setAttribute("aria-labelledby", name);
    root.replaceChildren(h("div", { class: "selfhelp-control-label", id: name }, model.get("label")),
      h("div", { class: "selfhelp-preset-row" }, model.get("options").map(({ value, label, description }) => {
        const about = description ? uid("preset") : undefined;
        return h("span", { class: "selfhelp-preset" },
          button(label, () => model.send({ kind: "preset", value }), { "data-value": value, "aria-describedby": about }),
          about ? h("span", { class: "selfhelp-option-about", id: about }, description) : null);
      })));
    setDisabled(root, model.get("disabled"));
    mark();
  }
  function mark() {
    for (const each of root.querySelectorAll("button")) each.toggleAttribute("data-chosen", each.dataset.value === model.get("chosen"));
  }
  show();
  return ending(root, onTraits(model, { options: show, label: show, disabled: show, chosen: mark }));
}

export default { render };
