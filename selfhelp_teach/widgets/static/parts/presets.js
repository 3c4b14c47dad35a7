// A row of buttons, each of which sets the inputs in one click.
import { h, setDisabled, uid } from "../controls/dom.js";

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
  const events = { "change:options": show, "change:label": show, "change:disabled": show, "change:chosen": mark };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  show();
  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    root.remove();
  };
}

export default { render };
