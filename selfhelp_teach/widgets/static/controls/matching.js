// Sort cards into groups: pick a card, then a group, by keyboard or tap; dragging works too.
import { announce, h, heading, liveRegion, say, setDisabled, uid } from "./dom.js";

const LABELS = {
  tray: "Not placed yet",
  empty: "Nothing here yet",
  place: "Place here: {target}",
  picked: "{item} picked. Choose where it belongs. Escape lets it go.",
  placed: "{item} placed in {target}. {left} left to place.",
  released: "{item} let go.",
};

/**
 * @param {HTMLElement} el
 * @param {{label: string, description?: string, items: {value: string, label: string}[],
 *   targets: {value: string, label: string, description?: string}[], value?: Record<string, string | null>,
 *   status?: string, statusLabel?: string, labels?: object, disabled?: boolean,
 *   onInput?: Function, onChange?: Function}} options
 *   The value names the target of each item, or null.
 */
export function matching(el, options) {
  const words = { ...LABELS, ...options.labels };
  const head = heading(options);
  const names = new Map(options.items.map((item) => [item.value, item.label]));
  let where = complete(options.value);
  let picked = null;
  let disabled = Boolean(options.disabled);
  liveRegion();

  const cards = new Map(options.items.map((item) => [item.value, h("button", {
    type: "button", class: "selfhelp-card", "aria-pressed": "false", draggable: "true", "data-value": item.value,
    onclick: () => tap(item.value),
    ondragstart: (event) => { pick(item.value); event.dataTransfer.setData("text/plain", item.value); },
    ondragend: () => pick(null),
  }, item.label)]));
  const bins = [{ value: null, label: words.tray }, ...options.targets].map((target) => {
    const labelId = uid("target");
    const button = h("button", {
      type: "button", class: "selfhelp-place-here", "aria-label": say(words.place, { target: target.label }), onclick: () => place(target.value),
    }, say(words.place, { target: target.label }));
    const list = h("ul", { class: "selfhelp-cards", "aria-labelledby": labelId });
    const empty = h("p", { class: "selfhelp-empty" }, words.empty);
    const node = h("div", {
      class: "selfhelp-bin", "data-value": target.value ?? "", role: "group", "aria-labelledby": labelId,
      ondragover: (event) => picked !== null && event.preventDefault(),
      ondrop: (event) => { event.preventDefault(); place(target.value); },
    }, h("div", { class: "selfhelp-bin-label", id: labelId }, target.label),
    target.description ? h("p", { class: "selfhelp-control-about" }, target.description) : null, list, empty, button);
    return { target, button, list, empty, node };
  });
  const root = h("div", {
    class: "selfhelp-control selfhelp-matching", role: "group", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby,
    onkeydown: (event) => event.key === "Escape" && picked !== null && tap(picked),
  }, h("div", { class: "selfhelp-control-head" }, head.label, head.status), head.description,
  h("div", { class: "selfhelp-bins" }, bins.map((bin) => bin.node)));
  el.append(root);

  function complete(value) {
    const known = new Set(options.targets.map((target) => target.value));
    return Object.fromEntries(options.items.map((item) => [item.value, known.has(value?.[item.value]) ? value[item.value] : null]));
  }
  function show() {
    for (const { target, list, empty, button } of bins) {
      const here = options.items.filter((item) => where[item.value] === target.value);
      list.replaceChildren(...here.map((item) => h("li", {}, cards.get(item.value))));
      empty.hidden = here.length > 0;
      button.hidden = picked === null || where[picked] === target.value;
    }
    for (const [value, card] of cards) card.setAttribute("aria-pressed", String(picked === value));
    root.toggleAttribute("data-picking", picked !== null);
  }
  function pick(value) {
    const focus = document.activeElement;
    picked = disabled ? null : value;
    show();
    if (root.contains(focus) && !focus.hidden) focus.focus();
  }
  function tap(value) {
    const card = cards.get(value);
    const letGo = picked === value;
    pick(letGo ? null : value);
    card.focus(); // the lists were rebuilt around it
    announce(say(letGo ? words.released : words.picked, { item: names.get(value) }));
  }
  function place(target) {
    const value = picked;
    if (value === null || disabled) return;
    picked = null;
    where[value] = target;
    show();
    const next = options.items.find((item) => where[item.value] === null);
    cards.get(next?.value ?? value).focus();
    const left = options.items.filter((item) => where[item.value] === null).length;
    const label = bins.find((bin) => bin.target.value === target).target.label;
    announce(say(words.placed, { item: names.get(value), target: label, left }));
    options.onInput?.({ ...where });
    options.onChange?.({ ...where });
  }
  show();
  if (disabled) setDisabled(root, true);

  return {
    root,
    get value() { return { ...where }; },
    setValue(value) { where = complete(value); pick(null); },
    setDisabled(value) { disabled = value; pick(null); setDisabled(root, value); },
    destroy: () => root.remove(),
  };
}
