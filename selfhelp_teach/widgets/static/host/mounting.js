// The parts on a page: each is mounted into its cell, and let go of when the cell shows something else.
import { h } from "../controls/dom.js";

/** @import { Model } from "./models.js" */
/** @import { Mounted } from "../types/host" */
/** @typedef {{model: Model, ready: Promise<Mounted>}} Shown a part of a cell, ready once it has drawn itself */

/** @type {Map<string, Shown[]>} by the name of the cell */
export const mounted = new Map();

/** @param {string} id */
export const cellOf = (id) => document.getElementById(`cell-${id}`);

/** What stands in place of what could not be shown. */
export const failure = () => globalThis.selfhelpFind.the("selfhelp-banner", HTMLElement).dataset.failed ?? "";

/** Where in its cell a part stands: on a workbench, with the others of its area. @param {HTMLElement} cell @param {string} area */
function areaOf(cell, area) {
  if (!area) return cell;
  const there = cell.querySelector(`:scope > [data-area="${area}"]`) ?? h("div", { class: "selfhelp-area", "data-area": area });
  if (!there.isConnected) cell.append(there);
  return there;
}

/** Say on a cell, and on its bench, which parts stand there: their layout follows it. @param {HTMLElement} cell @param {string} module */
function note(cell, module) {
  for (const place of [cell, cell.closest(".selfhelp-bench")]) {
    if (place instanceof HTMLElement) place.dataset.holds = [...new Set((place.dataset.holds ?? "").split(" ")).add(module)].join(" ").trim();
  }
}

/** Mount one part into its cell; a part that fails leaves a sentence and the page goes on. @param {HTMLElement} cell @param {Model} model @param {number} index */
async function draw(cell, model, index) {
  // The part draws itself beside the still picture and takes its place when it has something to show.
  const el = h("div", { class: "selfhelp-part", "data-key": model.get("key"), "data-module": model.get("module"), "data-mounting": "" });
  const still = cell.querySelectorAll(".selfhelp-still")[index];
  /** @type {Mounted} */
  const record = { model, el, ends: [] };
  // It is placed before anything is awaited: parts of one cell keep their order however they arrive.
  if (still) still.after(el);
  else areaOf(cell, model.get("area")).append(el);
  note(cell, model.get("module"));
  try {
    /** @type {import("../types/parts").PartModule<unknown>} */
    const part = (await import(`../parts/${model.get("module")}.js`)).default;
    record.ends.push(await part.render({ model, el }));
  } catch (error) {
    console.error(error);
    el.className = "selfhelp-failed";
    el.textContent = failure();
  }
  delete el.dataset.mounting;
  still?.remove();
  return record;
}

/** @param {HTMLElement} cell @param {Model} model @param {number} index @returns {Shown} */
export const mount = (cell, model, index) => ({ model, ready: draw(cell, model, index) });

/** Let go of one part. @param {Mounted} record */
function end({ ends }) {
  for (const each of ends.splice(0)) {
    try {
      each();
    } catch (error) {
      console.error(error); // one part that fails keeps no other from ending
    }
  }
}

/** Let go of the parts of a cell that shows something else now. @param {string} id */
export async function unmount(id) {
  const shown = mounted.get(id) ?? [];
  mounted.delete(id);
  for (const { ready } of shown) {
    const record = await ready;
    end(record);
    record.el.remove();
  }
}

/** Let go of all parts: those that are still drawing themselves end when they have. */
export function unmountAll() {
  for (const shown of mounted.values()) for (const { ready } of shown) void ready.then(end);
  mounted.clear();
}

/** Wait until the parts of these cells have drawn themselves. @param {(cell: HTMLElement | null) => boolean} wanted */
export const drawn = (wanted) => Promise.all([...mounted].filter(([id]) => wanted(cellOf(id))).flatMap(([, records]) => records.map(({ ready }) => ready)));

/** @param {Element | null} el */
export const onScreen = (el) => {
  const { top, bottom } = el?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return top < innerHeight && bottom > 0;
};
