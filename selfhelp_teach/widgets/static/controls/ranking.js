// Put items in order: by up and down buttons, by arrow keys, by two taps (pick, then place), or by dragging.
import { announce, h, heading, liveRegion, say, setDisabled } from "./dom.js";

const LABELS = {
  up: "Move up: {item}",
  down: "Move down: {item}",
  item: "{item}, place {place} of {count}",
  picked: "{item} picked. Tap the place it should take, or use the arrow keys. Escape puts it back.",
  moved: "{item} is now at place {place} of {count}.",
  dropped: "{item} stays at place {place}.",
};

/**
 * @param {HTMLElement} el
 * @param {{label: string, description?: string, items: {value: string, label: string}[], value?: string[],
 *   ends?: [string, string], status?: string, statusLabel?: string, labels?: object, disabled?: boolean,
 *   onInput?: (order: string[]) => void, onChange?: (order: string[]) => void}} options
 *   The value is the list of item values in order; items it does not name keep their order at the end.
 */
export function ranking(el, options) {
  const words = { ...LABELS, ...options.labels };
  const names = new Map(options.items.map((item) => [item.value, item.label]));
  const head = heading(options);
  let order = complete(options.value);
  let picked = null;
  let disabled = Boolean(options.disabled);
  liveRegion();

  const list = h("ol", { class: "selfhelp-ranking-list", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby });
  const root = h("div", { class: "selfhelp-control selfhelp-ranking", role: "group", "aria-labelledby": head.labelledby },
    h("div", { class: "selfhelp-control-head" }, head.label, head.status), head.description,
    options.ends ? h("div", { class: "selfhelp-end" }, options.ends[0]) : null, list,
    options.ends ? h("div", { class: "selfhelp-end" }, options.ends[1]) : null);
  el.append(root);

  function complete(wanted) {
    const known = (wanted ?? []).filter((value, at, all) => names.has(value) && all.indexOf(value) === at);
    return [...known, ...options.items.map((item) => item.value).filter((value) => !known.includes(value))];
  }
  const rows = new Map(options.items.map((item) => [item.value, row(item)]));
  function row({ value, label }) {
    const button = (kind, sign, by) => h("button", {
      type: "button", class: "selfhelp-nudge", "aria-label": say(words[kind], { item: label }),
      onclick: (event) => shift(value, by, event.currentTarget),
    }, h("span", { "aria-hidden": "true" }, sign));
    const card = h("button", { type: "button", class: "selfhelp-card", "aria-pressed": "false", onclick: () => tap(value), onkeydown: (event) => key(event, value) },
      h("span", { class: "selfhelp-place", "aria-hidden": "true" }), h("span", {}, label));
    const up = button("up", "↑", -1);
    const down = button("down", "↓", 1);
    const node = h("li", {
      class: "selfhelp-ranking-item", "data-value": value, draggable: "true",
      ondragstart: (event) => { pick(value); event.dataTransfer.setData("text/plain", value); },
      ondragover: (event) => picked !== null && event.preventDefault(),
      ondrop: (event) => { event.preventDefault(); place(value); },
      ondragend: () => pick(null),
    }, card, up, down);
    return { node, card, up, down };
  }
  function show() {
    order.forEach((value, at) => {
      const { node, card, up, down } = rows.get(value);
      if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
      card.firstChild.textContent = String(at + 1);
      card.setAttribute("aria-label", say(words.item, { item: names.get(value), place: at + 1, count: order.length }));
      card.setAttribute("aria-pressed", String(picked === value));
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === order.length - 1));
    });
  }
  function pick(value) {
    picked = disabled ? null : value;
    show();
  }
  function moveTo(value, at) {
    const from = order.indexOf(value);
    const to = Math.min(order.length - 1, Math.max(0, at));
    if (disabled || from === to) return;
    order.splice(from, 1);
    order.splice(to, 0, value);
    show();
    announce(say(words.moved, { item: names.get(value), place: to + 1, count: order.length }));
    options.onInput?.([...order]);
    options.onChange?.([...order]);
  }
  function shift(value, by, focus) {
    moveTo(value, order.indexOf(value) + by);
    focus.focus(); // moving a node in the page drops its focus
  }
  function place(onto) {
    const value = picked;
    pick(null);
    if (value !== null) moveTo(value, order.indexOf(onto));
  }
  function tap(value) {
    if (picked === null) {
      pick(value);
      announce(say(words.picked, { item: names.get(value) }));
    } else if (picked === value) {
      pick(null);
      announce(say(words.dropped, { item: names.get(value), place: order.indexOf(value) + 1 }));
    } else place(value);
  }
  function key(event, value) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Escape" && picked !== null) tap(picked);
    if (!by) return;
    event.preventDefault();
    if (picked === value || event.altKey) shift(value, by, event.currentTarget);
    else rows.get(order[order.indexOf(value) + by])?.card.focus();
  }
  show();
  if (disabled) setDisabled(root, true);

  return {
    root,
    get value() { return [...order]; },
    setValue(value) { order = complete(value); pick(null); },
    setDisabled(value) { disabled = value; pick(null); setDisabled(root, value); },
    destroy: () => root.remove(),
  };
}
