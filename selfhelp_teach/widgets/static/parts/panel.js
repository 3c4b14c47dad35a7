// Several controls in groups, as one part. The page writes `edits`, the kernel `values`: neither undoes the other.
import { sender } from "../control.js";
import { choice } from "../controls/choice.js";
import { attribute, h, uid } from "../controls/dom.js";
import { number } from "../controls/number.js";
import { slider } from "../controls/slider.js";
import { switchControl } from "../controls/switch.js";
import { ending, onTraits } from "../listen.js";
import { changed } from "../speech.js";

/** @import { Control } from "../types/controls" */
/** @import { PanelItem, Value } from "../types/shapes" */

/** The builder of a kind, as the panel uses each: what it is given comes from its Python, item by item. */
const BUILDERS = /** @type {Record<string, (el: HTMLElement, options: object) => Control<Value>>} */ (/** @type {unknown} */ ({ choice, number, slider, switch: switchControl }));

/** What stands most often in a list. @param {(string | undefined)[]} list */
function mostCommon(list) {
  const count = (/** @type {string | undefined} */ value) => list.filter((each) => each === value).length;
  return list.reduce((best, each) => (count(each) > count(best) ? each : best), list[0]);
}

/** @type {import("../types/parts").Render<import("../types/parts").PanelTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const name = uid("panel");
  const title = h("p", { class: "selfhelp-panel-title", id: name });
  const readout = h("p", { class: "selfhelp-panel-readout" });
  const root = h("div", { class: "selfhelp-panel" });
  /** @type {Map<string, {control: Control<Value>, note: HTMLElement}>} */
  const controls = new Map();
  /** @type {string | undefined} */
  let usual; // what most levers of this panel rest on: only the others say what they do
  const sent = sender(root, model);

  /** @param {string} item @param {Value} value @param {boolean} rests */
  function take(item, value, rests) {
    performance.mark("selfhelp-control-moved", { detail: model.get("key") });
    const edits = model.get("edits");
    const [, moves, stops] = edits[item] ?? [null, 0, 0];
    model.set("edits", { ...edits, [item]: [value, moves + 1, rests ? stops + 1 : stops] });
    sent[rests ? "rested" : "moved"]();
  }
  /** What the hand gave last and the kernel has not answered yet, else what the kernel says. @param {string} item */
  function valueOf(item) {
    const [value, moves] = model.get("edits")[item] ?? [null, 0];
    return moves > (model.get("heard")[item] ?? 0) ? value : model.get("values")[item];
  }
  /** @param {HTMLElement} into @param {PanelItem} item */
  function build(into, { name: item, kind, ...options }) {
    const place = h("div", { class: "selfhelp-panel-item", "data-name": item, "data-usual": options.status === usual });
    const note = h("p", { class: "selfhelp-panel-locked" }, labels.locked);
    into.append(place);
    const control = BUILDERS[kind](place, {
      ...options, labels: kind === "choice" ? {} : labels[kind], statusLabel: labels.status[options.status ?? ""], value: valueOf(item),
      onInput: (/** @type {Value} */ value) => take(item, value, false), onChange: (/** @type {Value} */ value) => take(item, value, true),
    });
    place.append(note);
    controls.set(item, { control, note });
  }
  function mount() {
    usual = mostCommon(model.get("groups").flatMap((group) => group.items.map((item) => item.status)));
    const unfolded = new Set([...root.querySelectorAll("details[open]")].map((node) => node.getAttribute("data-title")));
    stop();
    const groups = model.get("groups").map((group) => {
      const about = group.about ? h("p", { class: "selfhelp-control-about" }, group.about) : null;
      const node = group.folds
        ? h("details", { class: "selfhelp-panel-group", "data-title": group.title, open: group.open || unfolded.has(group.title ?? "") },
          h("summary", {}, group.title), about)
        : h("div", { class: "selfhelp-panel-group" }, group.title ? h("p", { class: "selfhelp-panel-about" }, group.title) : null, about);
      for (const item of group.items) build(node, item);
      return node;
    });
    root.replaceChildren(title, readout, ...groups);
    caption();
    lock();
  }
  function stop() {
    for (const { control } of controls.values()) control.destroy();
    controls.clear();
  }
  function caption() {
    title.textContent = model.get("label");
    title.hidden = !title.textContent;
    attribute(root, "role", title.hidden ? null : "group");
    attribute(root, "aria-labelledby", title.hidden ? null : name);
  }
  function show() {
    for (const [item, { control }] of controls) {
      if (JSON.stringify(control.value) !== JSON.stringify(valueOf(item))) control.setValue(valueOf(item));
    }
  }
  function lock() {
    const locked = model.get("locked");
    for (const [item, { control, note }] of controls) {
      control.setDisabled(locked.includes(item));
      note.hidden = !locked.includes(item);
    }
  }
  function tell() {
    const text = model.get("readout");
    const before = readout.textContent;
    if (before && text !== before) changed(root, { text, before });
    readout.textContent = text;
    readout.hidden = !text;
  }
  mount();
  tell();
  el.append(root);
  return ending(root, onTraits(model, { groups: mount, values: show, edits: show, locked: lock, label: caption, readout: tell }), sent.stop, stop);
}

export default { render };
