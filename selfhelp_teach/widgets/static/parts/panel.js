// Several controls in one part: their values travel together, and buttons set them all at once.
import { count, sender } from "../control.js";
import { h, uid } from "../controls/dom.js";
import { choice } from "../controls/choice.js";
import { number } from "../controls/number.js";
import { slider } from "../controls/slider.js";
import { switchControl } from "../controls/switch.js";

const BUILDERS = { choice, number, slider, switch: switchControl };

function render({ model, el }) {
  const name = uid("panel");
  const head = h("div", { class: "selfhelp-panel-head" });
  const body = h("div", { class: "selfhelp-panel-fields" });
  const foot = h("div", { class: "selfhelp-panel-presets" });
  const root = h("div", { class: "selfhelp-panel", role: "group", "aria-labelledby": name }, head, foot, body);
  el.append(root);
  let controls = new Map();
  const sent = sender(body, model);

  const label = (key) => model.get("labels")[key] ?? key;
  function take(trait, field, value) {
    performance.mark("selfhelp-control-moved", { detail: model.get("key") });
    model.set("value", { ...model.get("value"), [field]: value });
    count(model, field, false);
    if (trait === "rested") {
      model.set("rested", model.get("value"));
      count(model, field, true);
    }
    sent[trait === "rested" ? "rested" : "moved"]();
  }
  function build() {
    for (const control of controls.values()) control.destroy();
    controls = new Map(model.get("fields").map((field) => [field.name, BUILDERS[field.kind](body, {
      ...field.options, labels: field.labels, value: model.get("value")[field.name],
      onInput: (value) => take("value", field.name, value),
      onChange: (value) => take("rested", field.name, value),
    })]));
  }
  function follow() {
    const values = model.get("value");
    for (const [field, control] of controls) {
      if (JSON.stringify(control.value) !== JSON.stringify(values[field])) control.setValue(values[field]);
    }
  }
  const undo = h("button", { type: "button", class: "selfhelp-button selfhelp-panel-undo", onclick: () => model.send({ kind: "undo" }) });
  function caption() {
    undo.textContent = label("undo");
    head.replaceChildren(h("div", { class: "selfhelp-panel-title", id: name }, model.get("label")), undo);
    const presets = model.get("presets");
    const about = uid("presets");
    foot.replaceChildren(...(presets.length ? [
      h("div", { class: "selfhelp-control-label", id: about }, label("try")),
      h("div", { role: "group", "aria-labelledby": about, class: "selfhelp-panel-row" }, presets.map(({ value, label: text, description }) => {
        const described = description ? uid("preset") : undefined;
        return h("div", { class: "selfhelp-panel-preset" },
          h("button", { type: "button", class: "selfhelp-button", "data-value": value, "aria-describedby": described,
            onclick: () => model.send({ kind: "preset", value }) }, text),
          described ? h("span", { class: "selfhelp-control-about", id: described }, description) : null);
      })),
    ] : []));
    changed();
  }
  function changed() { // a disabled button would drop the focus of a person who has just pressed it
    undo.setAttribute("aria-disabled", String(!model.get("can_undo")));
  }
  const events = {
    "change:fields": build, "change:value": follow, "change:label": caption, "change:presets": caption, "change:can_undo": changed,
  };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  build();
  caption();
  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    sent.stop();
    for (const control of controls.values()) control.destroy();
    root.remove();
  };
}

export default { render };
