// Sort cards into groups: pick a card, then a group, by keyboard or tap; a number key places the card in focus at
// once; dragging works too. Whoever has placed a card by a tap has the next one picked already: one tap a card.
import { h, heading, mounted, say, setDisabled, uid } from "./dom.js";
import { reply } from "../speech.js";

const MOST = 9; // groups that a number key reaches

/** @import { MatchingOptions, Placed } from "../types/controls" */

/** @param {HTMLElement} el @param {MatchingOptions} options */
export function matching(el, options) {
  const labels = options.labels ?? {};
  const head = heading(options);
  const names = new Map(options.items.map((item) => [item.value, item.label]));
  let where = complete(options.value);
  /** @type {string | null} */
  let picked = null;
  /** @type {string | null} */
  let offered = null; // picked for the hand and not by it: a tap on it keeps it
  let disabled = Boolean(options.disabled);

  const cards = new Map(options.items.map((item) => [item.value, h("button", {
    type: "button", class: "selfhelp-card", "aria-pressed": "false", draggable: "true", "data-value": item.value,
    onclick: () => tap(item.value), onkeydown: (event) => key(event, item.value),
    ondragstart: (event) => { pick(item.value); event.dataTransfer?.setData("text/plain", item.value); },
    ondragend: () => pick(null),
  }, item.label)]));
  /** @type {{value: string | null, label: string, description?: string}[]} */
  const places = [{ value: null, label: labels.tray }, ...options.targets];
  const bins = places.map((target, number) => {
    const labelId = uid("target");
    const button = h("button", {
      type: "button", class: "selfhelp-place-here", "aria-label": say(labels.place, { target: target.label }), onclick: () => place(target.value, true),
    }, labels.here); // its group stands above it; who hears it is told which
    const list = h("ul", { class: "selfhelp-cards", "aria-labelledby": labelId });
    const empty = h("p", { class: "selfhelp-empty" }, labels.empty);
    const node = h("div", {
      class: "selfhelp-bin", "data-value": target.value ?? "", role: "group", "aria-labelledby": labelId,
      ondragover: (event) => picked !== null && event.preventDefault(),
      ondrop: (event) => { event.preventDefault(); place(target.value); },
    }, h("div", { class: "selfhelp-bin-label", id: labelId }, number <= MOST ? [h("span", { class: "selfhelp-bin-key" }, number), " "] : null, target.label),
    target.description ? h("p", { class: "selfhelp-control-about" }, target.description) : null, list, empty, button);
    return { target, button, list, empty, node };
  });
  const root = h("div", {
    class: "selfhelp-control selfhelp-matching", role: "group", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby,
    onkeydown: (event) => event.key === "Escape" && picked !== null && tap(picked, true),
  }, head.rows, h("p", { class: "selfhelp-control-about selfhelp-matching-keys" }, labels.keys),
  h("div", { class: "selfhelp-bins" }, bins.map((bin) => bin.node)));
  root.style.setProperty("--selfhelp-rows", String(Math.ceil(options.targets.length / 2)));

  /** @param {Placed | null | undefined} value @returns {Placed} */
  function complete(value) {
    const known = new Set(options.targets.map((target) => target.value));
    return Object.fromEntries(options.items.map((item) => {
      const target = value?.[item.value] ?? null;
      return [item.value, target !== null && known.has(target) ? target : null];
    }));
  }
  function show() {
    for (const { target, list, empty } of bins) {
      const here = options.items.filter((item) => where[item.value] === target.value);
      list.replaceChildren(...here.map((item) => h("li", {}, cards.get(item.value))));
      empty.hidden = here.length > 0;
    }
    mark();
  }
  /** Show what is picked. Nothing moves by it: a bin would slide away from under the card that is dragged to it. */
  function mark() {
    for (const { target, button } of bins) button.toggleAttribute("data-away", picked === null || where[picked] === target.value);
    for (const [value, card] of cards) card.setAttribute("aria-pressed", String(picked === value));
    root.toggleAttribute("data-picking", picked !== null);
  }
  /** @param {string | null} value */
  function pick(value) {
    picked = disabled ? null : value;
    offered = null;
    mark();
  }
  /** Where nothing is placed yet the first card is in the hand: whoever begins needs no tap for that. */
  function offer() {
    const begun = options.items.some((item) => where[item.value] !== null);
    picked = offered = disabled || begun ? null : options.items[0]?.value ?? null;
  }
  /** @param {string} value @param {boolean} [away] */
  function tap(value, away = false) {
    const letGo = picked === value && (away || offered !== value);
    pick(letGo ? null : value);
    cards.get(value)?.focus();
    reply(root, say(letGo ? labels.released : labels.picked, { item: names.get(value) }));
  }
  /** @param {KeyboardEvent} event @param {string} value */
  function key(event, value) {
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || disabled) return;
    const bin = bins[Number(event.key)];
    if (!bin) return;
    event.preventDefault();
    if (where[value] === bin.target.value) return;
    picked = value;
    place(bin.target.value);
  }
  /** @param {string | null} target @param {boolean} [goesOn] */
  function place(target, goesOn = false) {
    const value = picked;
    if (value === null || disabled) return;
    where[value] = target;
    const next = options.items.find((item) => where[item.value] === null);
    picked = offered = goesOn && target !== null && next ? next.value : null;
    show();
    cards.get(next?.value ?? value)?.focus();
    const left = options.items.filter((item) => where[item.value] === null).length;
    const label = places.find((each) => each.value === target)?.label;
    reply(root, say(labels.placed, { item: names.get(value), target: label, left }));
    options.onInput?.({ ...where });
    options.onChange?.({ ...where });
  }
  offer();
  show();

  return {
    ...mounted(el, root, options),
    get value() { return { ...where }; },
    /** @param {Placed | null | undefined} value */
    setValue(value) {
      const focus = document.activeElement;
      where = complete(value);
      if (offered === null || where[offered] !== null) offer(); // an answer that comes back is no reason to let go
      show();
      if (focus instanceof HTMLElement && root.contains(focus)) focus.focus(); // the lists were rebuilt around it
    },
    /** @param {boolean} value */
    setDisabled(value) { disabled = value; offer(); mark(); setDisabled(root, value); },
  };
}
