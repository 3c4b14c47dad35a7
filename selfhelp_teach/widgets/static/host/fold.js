// Exercises on a page of steps: one is open, the others are a line. What is finished says what was said and what came of
// it, what is extra says that it is; the next one of the core opens when the one before is finished.
import { h } from "../controls/dom.js";

const root = document.documentElement;
const { around, one, the } = globalThis.selfhelpFind;
const words = the("content", HTMLElement).dataset;

/** @import { ExerciseState, HeardExercise } from "../types/host" */
/**
 * @typedef {object} Fold
 * @property {HTMLButtonElement} line
 * @property {Record<"mark" | "title" | "more", HTMLElement>} pieces of the line
 * @property {ExerciseState} state
 * @property {boolean} open
 * @property {boolean} byHand
 */

/** @type {Map<HTMLElement, Fold>} */
const folds = new Map();

const on = () => root.dataset.steps === "on" && !root.hasAttribute("data-presenting");

/** @param {string} name */
const piece = (name) => h("span", { class: `selfhelp-fold-${name}` });

/** @param {HTMLElement} exercise @param {ExerciseState} state */
function foldOf(exercise, state) {
  const known = folds.get(exercise);
  if (known) return known;
  exercise.id ||= `exercise-${state.id}`;
  const pieces = { mark: piece("mark"), title: piece("title"), more: piece("more") };
  const line = h("button", { type: "button", class: "selfhelp-fold", "aria-controls": exercise.id, onclick: () => set(exercise, !fold.open, true) }, Object.values(pieces));
  /** @type {Fold} */
  const fold = { line, pieces, state, open: true, byHand: false };
  exercise.before(line);
  folds.set(exercise, fold);
  return fold;
}

/** @param {HTMLElement} exercise @param {boolean} open */
function set(exercise, open, byHand = false) {
  const fold = folds.get(exercise);
  if (!fold) return;
  fold.open = open;
  fold.byHand ||= byHand;
  fold.line.setAttribute("aria-expanded", String(open));
  exercise.toggleAttribute("data-folded", !open);
}

/** @param {Fold} fold */
function write({ line, pieces: { mark, title, more }, state }) {
  mark.textContent = state.done ? "✓" : "";
  title.textContent = state.title;
  const minutes = (words.minutes ?? "").replace("{minutes}", String(state.minutes));
  more.textContent = state.done ? state.line || (words.done ?? "") : [state.extra ? words.extra : "", minutes].filter(Boolean).join(" · ");
  line.toggleAttribute("data-done", state.done);
}

/** @type {HTMLElement | null} the exercise that a link leads to, while it does */
let sought = null;

/** Which exercises of a step are open when it is come to. @param {Element | null} section */
function arrange(section) {
  let given = Boolean(sought && section?.contains(sought));
  for (const [exercise, fold] of folds) {
    if (!section?.contains(exercise)) continue;
    const core = !fold.state.done && !fold.state.extra;
    set(exercise, exercise === sought || (core && !given));
    fold.byHand = false;
    given ||= core;
  }
}

function sort() {
  const order = [...folds].sort(([one], [other]) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  folds.clear();
  for (const [exercise, fold] of order) folds.set(exercise, fold);
}

// What the reader has had a hand on since the page was opened; the focus may be lost by the time the answer comes.
const touched = new WeakSet();
for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, ({ target }) => {
    const exercise = around(target, ".selfhelp-exercise", HTMLElement);
    if (exercise) touched.add(exercise);
  }, { capture: true, passive: true });
}

document.addEventListener("selfhelp-exercise", ({ target, detail }) => target instanceof HTMLElement && heard({ target, detail }));
// Some were there before this module was.
for (const each of globalThis.selfhelpSteps?.exercises.values() ?? []) heard(each);

/** @param {HeardExercise} told */
function heard({ target, detail }) {
  const section = target.closest("main > .selfhelp-section");
  if (!section) return;
  const fresh = !folds.has(target);
  const fold = foldOf(target, detail);
  const finished = !fresh && detail.done && !fold.state.done;
  fold.state = detail;
  write(fold);
  if (fresh) {
    sort();
    if (![...folds].some(([each, { byHand }]) => byHand && section.contains(each))) arrange(section);
    dispatchEvent(new Event("selfhelp-opened")); // how much fits the window is another matter now
  } else if (finished && touched.has(target)) {
    // What was said to it is being read: it stays, and the next one of the core opens below.
    const coming = [...folds].find(([each, { state }]) => section.contains(each) && !state.done && !state.extra);
    if (coming) set(coming[0], true);
  } else if (finished) set(target, false); // kept from an earlier visit
}
// What waits for a prediction names it, and its name leads there: to its step, the exercise open, the focus on its heading.
document.addEventListener("click", (event) => {
  const id = around(event.target, "a[data-waits-for]", HTMLElement)?.dataset.waitsFor;
  const exercise = id && one(`.selfhelp-exercise[data-exercise="${CSS.escape(id)}"]`, HTMLElement);
  if (!exercise) return;
  event.preventDefault();
  const section = around(exercise, "main > .selfhelp-section", HTMLElement);
  sought = exercise;
  if (on() && section) globalThis.selfhelpSteps?.go(section, { push: true, target: exercise });
  sought = null;
  dispatchEvent(new Event("resize")); // charts take the width there is now
  const heading = one("h3", HTMLElement, exercise) ?? exercise;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  exercise.scrollIntoView();
});
document.addEventListener("selfhelp-step", ({ detail }) => on() && arrange(detail)); // before it is split (host/stops.js)
