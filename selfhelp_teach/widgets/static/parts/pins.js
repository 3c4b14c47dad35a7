// The pinned wards by letter: pin one more, pin every kind of leading, let one go.
import { button, first, h, say, uid } from "../controls/dom.js";
import { ending, onEvents, onTraits } from "../listen.js";
import { reply } from "../speech.js";

/** @type {import("../types/parts").Render<import("../types/parts").PinsTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const name = uid("pins");
  const pin = button("", () => model.get("next") && model.send({ kind: "pin" }), { "aria-keyshortcuts": "p" });
  const all = button(labels.all, () => model.send({ kind: "all" }));
  const title = h("p", { class: "selfhelp-control-label", id: name });
  const hint = h("p", { class: "selfhelp-control-about" });
  const keys = h("p", { class: "selfhelp-control-about selfhelp-pins-keys" }, labels.keys);
  const list = h("ul", { class: "selfhelp-pins-list" });
  const root = h("div", { class: "selfhelp-control selfhelp-pins", role: "group", "aria-labelledby": name }, title, h("div", { class: "selfhelp-pins-row" }, pin, all), hint, keys, list);
  el.append(root);
  /** @type {string | undefined} */
  let spoken;

  function show() {
    const pins = model.get("pins");
    const next = model.get("next");
    const held = list.contains(document.activeElement);
    title.textContent = model.get("label");
    if (next) pin.textContent = say(labels.pin, { letter: next });
    pin.setAttribute("aria-disabled", String(!next));
    hint.textContent = pins.length ? (next ? "" : labels.full) : labels.empty;
    list.replaceChildren(...pins.map(({ letter, label, tone }) => h("li", { "data-tone": tone },
      h("b", {}, letter), h("span", {}, label),
      h("button", { type: "button", class: "selfhelp-nudge", "aria-label": say(labels.remove, { letter, label }),
        onclick: () => model.send({ kind: "remove", letter }) }, h("span", { "aria-hidden": "true" }, "×")))));
    if (held) (list.querySelector("button") ?? pin).focus();
    const words = pins.map(({ letter, label }) => `${letter}, ${label}`).join("; ") || labels.empty;
    if (spoken !== undefined && spoken !== words) reply(root, say(labels.pinned, { pins: pins.map(({ letter }) => letter).join(", ") || "0" }));
    spoken = words;
  }
  // From a lever, so that nobody walks down the page and up again between two wards: see the sentence in `keys`.
  const LEVERS = ".selfhelp-panel input:not([role=spinbutton]), .selfhelp-presets button, .selfhelp-history button";
  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof Element && event.target.closest(LEVERS))) return;
    if (event.key.toLowerCase() === "p" && model.get("next")) model.send({ kind: "pin" });
    else if (event.key.toLowerCase() === "c") first(document, ".selfhelp-compared-scroll:not([hidden])")?.focus();
    else return;
    event.preventDefault();
  }
  show();
  return ending(root, onEvents(document, { keydown: key }), onTraits(model, { pins: show, next: show, label: show }));
}

export default { render };
