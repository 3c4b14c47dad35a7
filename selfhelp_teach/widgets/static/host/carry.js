// What a reader has set on a page, taken along when its kernel is gone: levers, undo, pinned runs.
// A part that undoes tells its `place`: {at, state}, the number of the present step and what was set there. The page
// keeps the steps; a new kernel's part gets them back in one message. Single controls have only their value.
import { onTraits } from "../listen.js";

/**
 * @typedef {import("./models.js").Model} Model
 * @typedef {{at: number, steps: unknown[]}} Trail
 * @typedef {{[key: string]: {trail?: Trail, value?: unknown}}} Luggage
 */

const KEY = `selfhelp-carry:${location.pathname}`;
/** @type {Map<string, Trail>} */
const trails = new Map();
/** @type {Map<string, string>} key of a single control -> the value it had when the page opened */
const opened = new Map();

/** @param {Model} model */
const isControl = (model) => "rested" in model.state && "value" in model.state;

/** @param {Model} model */
function note(model) {
  const { at, state } = model.get("place");
  const trail = trails.get(model.get("key")) ?? { at: 0, steps: [] };
  trail.at = at;
  trail.steps[at] = state;
  if (!model.get("can_redo")) trail.steps.length = at + 1;
  trails.set(model.get("key"), trail);
}

/** Follow the models of a page from its opening on. @param {Iterable<Model>} models @returns {() => void} what ends it */
export function follow(models) {
  /** @type {(() => void)[]} */
  const stops = [];
  for (const model of new Set(models)) {
    const key = model.get("key");
    if (!key) continue;
    if (model.get("place")) {
      note(model);
      stops.push(onTraits(model, { place: () => note(model) }));
    } else if (isControl(model)) opened.set(key, JSON.stringify(model.get("rested")));
  }
  return () => { for (const stop of stops) stop(); };
}

/** Keep what the page shows for the next kernel, in this tab. @param {Iterable<Model>} models */
export function pack(models) {
  /** @type {Luggage} */
  const luggage = {};
  for (const model of models) {
    const key = model.get("key");
    const trail = trails.get(key);
    if (trail) luggage[key] = { trail };
    else if (opened.has(key) && opened.get(key) !== JSON.stringify(model.get("rested"))) luggage[key] = { value: model.get("rested") };
  }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(luggage));
  } catch {
    // A browser that keeps nothing takes nothing along.
  }
}

/** Hand what was kept to the parts of a fresh page. @param {Iterable<Model>} models */
export function unpack(models) {
  /** @type {Luggage} */
  let luggage;
  try {
    luggage = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
  for (const model of new Set(models)) {
    const found = luggage[model.get("key")];
    if (!found) continue;
    if (found.trail && model.get("place")) model.send({ kind: "carried", ...found.trail });
    else if (found.value !== undefined && isControl(model)) {
      model.set({ value: found.value, rested: found.value });
      model.save_changes();
    }
  }
}
