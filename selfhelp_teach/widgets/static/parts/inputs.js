// Several controls in groups, as one part. Values travel as one dictionary: `values` follows the hand, `rested` its rest.
import { count, sender } from "../control.js";
import { choice } from "../controls/choice.js";
import { announce, h } from "../controls/dom.js";
import { slider } from "../controls/slider.js";
import { switchControl } from "../controls/switch.js";

const BUILDERS = { slider, choice, switch: switchControl };
const QUIET = 400; // ms after the hand's last move in which the kernel does not move the same control back

function render({ model, el }) {
  const labels = model.get("labels");
  const root = h("div", { class: "selfhelp-inputs" });
  const readout = h("p", { class: "selfhelp-inputs-readout" });
  const controls = new Map();
  const busy = new Map(); // name -> time of the hand's last move
  const sent = sender(root, model);

  const take = (trait, name, value) => {
    busy.set(name, performance.now());
    model.set(trait, { ...model.get(trait), [name]: value });
    count(model, name, trait === "rested");
    sent[trait === "rested" ? "rested" : "moved"]();
  };
  function build(el, item) {
    const { name, kind, ...options } = item;
    const place = h("div", { class: "selfhelp-inputs-item", "data-name": name });
    el.append(place);
    const control = BUILDERS[kind](place, {
      ...options, labels: labels[kind], statusLabel: labels.status?.[options.status], value: model.get("values")[name],
      onInput: (value) => take("values", name, value),
      onChange(value) {
        take("values", name, value);
        take("rested", name, value);
      },
    });
    const note = h("p", { class: "selfhelp-inputs-locked" }, labels.locked ?? "");
    note.hidden = true;
    place.append(note);
    controls.set(name, { control, note });
  }
  function mount() {
    const unfolded = new Set([...root.querySelectorAll("details[open]")].map((node) => node.dataset.title));
    for (const { control } of controls.values()) control.destroy();
    controls.clear();
    const groups = model.get("groups").map((group) => {
      const about = group.about ? h("p", { class: "selfhelp-control-about" }, group.about) : null;
      const node = group.folds
        ? h("details", { class: "selfhelp-inputs-group", "data-title": group.title, open: group.open || unfolded.has(group.title) },
          h("summary", {}, group.title), about)
        : h("div", { class: "selfhelp-inputs-group" }, group.title ? h("p", { class: "selfhelp-inputs-title" }, group.title) : null, about);
      for (const item of group.items) build(node, item);
      return node;
    });
    root.replaceChildren(readout, ...groups);
    lock();
  }
  function show() {
    const values = model.get("values");
    const now = performance.now();
    for (const [name, { control }] of controls) {
      if (now - (busy.get(name) ?? -QUIET) < QUIET) continue;
      if (JSON.stringify(control.value) !== JSON.stringify(values[name])) control.setValue(values[name]);
    }
  }
  function lock() {
    const locked = model.get("locked");
    for (const [name, { control, note }] of controls) {
      control.setDisabled(locked.includes(name));
      note.hidden = !locked.includes(name);
    }
  }
  function say() {
    const text = model.get("readout");
    if (readout.textContent && text !== readout.textContent) announce(text, 700, model.get("key"));
    readout.textContent = text;
    readout.hidden = !text;
  }
  const events = { "change:groups": mount, "change:values": show, "change:locked": lock, "change:readout": say };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  mount();
  say();
  el.append(root);
  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    sent.stop();
    for (const { control } of controls.values()) control.destroy();
    root.remove();
  };
}

export default { render };
