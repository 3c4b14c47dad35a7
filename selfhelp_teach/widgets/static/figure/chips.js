// What figures of a group highlight together, in the browser alone: each value is a button too, for who has no mouse.
import { button, h } from "../controls/dom.js";
import { join } from "../links.js";

/** @import { Words } from "../types/dom" */
/** @import { ChartLink, Datasets } from "../types/figure" */
/** @typedef {Awaited<ReturnType<typeof import("./view.js").openView>>} Chart */

/** @param {unknown} one @param {unknown} other */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {{labels: Words, link: () => ChartLink, chart: () => Chart | null, data: () => Datasets}} figure */
export function highlights({ labels, link, chart, data }) {
  const root = h("div", { class: "selfhelp-chips", role: "group", "aria-label": labels.highlight, hidden: true });
  /** @type {ReturnType<typeof join> | null} */
  let group = null;
  /** @type {unknown[]} */
  let offered = [];

  /** @param {unknown[]} values */
  function choose(values) {
    const { field = "", signal = "" } = link();
    const view = chart();
    if (view?.has(signal)) {
      view.choose(signal, field, values);
      void view.run();
    }
    mark(values);
  }
  /** @param {unknown} value */
  function toggle(value) {
    const now = group?.value ?? [];
    const next = value === null || (now.length === 1 && same(now[0], value)) ? [] : [value];
    group?.set(next);
    choose(next);
  }
  function mark(chosen = group?.value ?? []) {
    const list = [chosen].flat();
    for (const chip of root.children) {
      const value = JSON.parse(chip.getAttribute("data-value") ?? "null");
      chip.setAttribute("aria-pressed", String(value === null ? !list.length : list.includes(value)));
    }
  }
  /** Offer the values that the data hold. */
  function draw() {
    const { group: name, field, chips: wish = true, labels: names = {} } = link();
    const values = name && field && wish ? [...new Set([...data().values()].flat().map((row) => row[field]).filter((value) => value !== undefined && value !== null))] : [];
    if (same(values, offered) && root.children.length) return mark();
    offered = values;
    root.hidden = values.length < 2 || values.length > 12;
    /** @param {unknown} value @param {string} text */
    const chip = (value, text) => button(text, () => toggle(value), { class: "selfhelp-button selfhelp-chip", "data-value": JSON.stringify(value) });
    root.replaceChildren(...(root.hidden ? [] : [chip(null, labels.all), ...values.map((value) => chip(value, names[String(value)] ?? String(value)))]));
    return mark();
  }
  return {
    root, draw,
    /** Follow the group, and tell it what is chosen in the chart, which is open now. */
    follow() {
      const { group: name, field = "", signal = "" } = link();
      if (!name) return;
      group = join(name, choose);
      chart()?.listen(signal, () => { group?.set(chart()?.chosen(signal, field) ?? []); mark(); });
      draw();
    },
    leave() {
      group?.leave();
      group = null;
    },
  };
}
