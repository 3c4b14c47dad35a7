// Put items in order: by up and down buttons, by arrow keys, by two taps (pick, then place), or by dragging.
import { h, heading, mounted, say, setDisabled } from "./dom.js";
import { reply } from "../speech.js";

/** @import { Option, RankingOptions } from "../types/controls" */

/**
 * The value is the list of item values in order; items it does not name keep their order at the end.
 * @param {HTMLElement} el @param {RankingOptions} options
 */
export function ranking(el, options) {
  const labels = options.labels ?? {};
  const names = new Map(options.items.map((item) => [item.value, item.label]));
  const head = heading(options);
  let order = complete(options.value);
  /** @type {string | null} */
  let picked = null;
  let former = order; // the order before something was picked
  let disabled = Boolean(options.disabled);

  const list = h("ol", { class: "selfhelp-ranking-list", "aria-labelledby": head.labelledby, "aria-describedby": head.describedby });
  const root = h("div", { class: "selfhelp-control selfhelp-ranking", role: "group", "aria-labelledby": head.labelledby },
    head.rows,
    options.ends ? h("div", { class: "selfhelp-end" }, options.ends[0]) : null, list,
    options.ends ? h("div", { class: "selfhelp-end" }, options.ends[1]) : null);

  /** @param {string[] | null | undefined} wanted */
  function complete(wanted) {
    const known = (wanted ?? []).filter((value, at, all) => names.has(value) && all.indexOf(value) === at);
    return [...known, ...options.items.map((item) => item.value).filter((value) => !known.includes(value))];
  }
  const rows = options.items.map(row);
  /** @param {string} value */
  const rowOf = (value) => rows.find((each) => each.value === value);
  /** @param {Option} item */
  function row({ value, label }) {
    /** @param {"up" | "down"} kind @param {string} sign @param {number} by */
    const button = (kind, sign, by) => h("button", {
      type: "button", class: "selfhelp-nudge", "aria-label": say(labels[kind], { item: label }),
      onclick: (event) => shift(value, by, event.currentTarget),
    }, h("span", { "aria-hidden": "true" }, sign));
    const number = h("span", { class: "selfhelp-place", "aria-hidden": "true" });
    const card = h("button", { type: "button", class: "selfhelp-card", "aria-pressed": "false", onclick: () => tap(value), onkeydown: (event) => key(event, value) }, number, h("span", {}, label));
    const up = button("up", "↑", -1);
    const down = button("down", "↓", 1);
    const node = h("li", {
      class: "selfhelp-ranking-item", "data-value": value, draggable: "true",
      ondragstart: (event) => { pick(value); event.dataTransfer?.setData("text/plain", value); },
      ondragover: (event) => picked !== null && event.preventDefault(),
      ondrop: (event) => { event.preventDefault(); place(value); },
      ondragend: () => pick(null),
    }, card, up, down);
    return { value, node, card, number, up, down };
  }
  function show() {
    order.forEach((value, at) => {
      const found = rowOf(value);
      if (!found) return;
      const { node, card, number, up, down } = found;
      if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
      number.textContent = String(at + 1);
      card.setAttribute("aria-label", say(labels.item, { item: names.get(value), place: at + 1, count: order.length }));
      card.setAttribute("aria-pressed", String(picked === value));
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === order.length - 1));
    });
  }
  /** @param {string | null} value */
  function pick(value) {
    picked = disabled ? null : value;
    former = [...order];
    show();
  }
  /** @param {string} value @param {number} at */
  function moveTo(value, at) {
    const from = order.indexOf(value);
    const to = Math.min(order.length - 1, Math.max(0, at));
    if (disabled || from === to) return;
    order.splice(from, 1);
    order.splice(to, 0, value);
    show();
    reply(root, say(labels.moved, { item: names.get(value), place: to + 1, count: order.length }));
    options.onInput?.([...order]);
    options.onChange?.([...order]);
  }
  /** @param {string} value @param {number} by @param {HTMLElement} focus */
  function shift(value, by, focus) {
    moveTo(value, order.indexOf(value) + by);
    focus.focus(); // moving a node in the page drops its focus
  }
  /** @param {string} onto */
  function place(onto) {
    const value = picked;
    pick(null);
    if (value !== null) moveTo(value, order.indexOf(onto));
  }
  /** @param {string} value */
  function tap(value) {
    if (picked === null) {
      pick(value);
      reply(root, say(labels.picked, { item: names.get(value) }));
    } else if (picked === value) {
      pick(null);
      reply(root, say(labels.dropped, { item: names.get(value), place: order.indexOf(value) + 1 }));
    } else place(value);
  }
  /** Put back what was picked, wherever it was moved to meanwhile. @param {string} value */
  function giveUp(value) {
    const moved = former.join() !== order.join();
    order = former;
    pick(null);
    rowOf(value)?.card.focus();
    reply(root, say(labels.returned, { item: names.get(value), place: order.indexOf(value) + 1 }));
    if (!moved) return;
    options.onInput?.([...order]);
    options.onChange?.([...order]);
  }
  /** @param {KeyboardEvent & {currentTarget: HTMLElement}} event @param {string} value */
  function key(event, value) {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.key === "Escape" && picked !== null) giveUp(picked);
    if (!by) return;
    event.preventDefault();
    if (picked === value || event.altKey) shift(value, by, event.currentTarget);
    else rowOf(order[order.indexOf(value) + by])?.card.focus();
  }
  show();

  return {
    ...mounted(el, root, options),
    get value() { return [...order]; },
    /** @param {string[] | null | undefined} value */
    setValue(value) { order = complete(value); pick(null); },
    /** @param {boolean} value */
    setDisabled(value) { disabled = value; pick(null); setDisabled(root, value); },
  };
}
