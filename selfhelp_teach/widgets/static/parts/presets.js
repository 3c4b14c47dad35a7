// A row of buttons, each of which sets the inputs in one click.
import { h, setDisabled, uid } from "../controls/dom.js";
import { onTraits } from "../listen.js";

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
          h("button", { type: "button", class: "selfhelp-button", "data-value": value, "aria-describedby": about,
            onclick: () => model.send({ kind: "preset", value }) }, label),
          about ? h("span", { class: "selfhelp-option-about", id: about }, description) : null);
      })));
    setDisabled(root, model.get("disabled"));
    mark();
  }
  function mark() {
    for (const button of root.querySelectorAll("button")) button.toggleAttribute("data-chosen", button.dataset.value === model.get("chosen"));
  }
  const unhear = onTraits(model, { options: show, label: show, disabled: show, chosen: mark });
  show();
  return () => {
    unhear();
    root.remove();
  };
}

export default { render };
