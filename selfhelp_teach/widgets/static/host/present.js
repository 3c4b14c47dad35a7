// Presenting is the steps, in large type, and nothing is cut: a step is shown in stops, each a text, or a chart or
// exercise with the panel that moves it; what is taller than the screen is made smaller or split. Arrows, space and
// Enter go on, B and "." blank, Escape ends. Who hears the page is told which step it is, and the focus stands on its
// heading.
import { say } from "../controls/dom.js";
import { onEvents } from "../listen.js";
import { reply } from "../speech.js";

/** @import { Walk } from "../types/host" */
/** @typedef {{shown: HTMLElement[], pieces?: Element[]}} Stop */

const root = document.documentElement;
const { all: every, the } = globalThis.selfhelpFind;
const FEW = 6; // buttons that set the ward, which go beside a chart; more of them fill a stop
const LEAST = 0.6; // how small a part may be shown, of its size on a page
const READABLE = 1.25; // and a text, which is split before it gets smaller
// In these, arrow keys, space and letters have a meaning of their own.
const FIELDS = "textarea, select, input:not([type=checkbox]), [role=slider], [tabindex='0']:not(button, a)";
const PRESSED = "button, summary, a, input";
const bar = the("selfhelp-steps", HTMLElement);
const content = the("content", HTMLElement);
const [place] = every("[data-place]", HTMLElement, bar);
const steps = globalThis.selfhelpSteps ?? walk();
/** @type {Stop[]} */
let stops = [];
let at = 0;
let largest = 1;
/** @type {HTMLElement | null} */
let button = null;
let leave = () => {};

/** A page without steps is presented section by section. @returns {Walk} */
function walk() {
  const all = every("main > .selfhelp-section", HTMLElement);
  let here = 0;
  /** @param {HTMLElement} section */
  const go = (section) => {
    here = all.indexOf(section);
    for (const each of all) each.toggleAttribute("data-here", each === section);
  };
  return { all, shown: () => all, go, current: () => all[here] };
}

/** @param {Element} part */
const large = (part) => part.querySelector(".selfhelp-figure, .selfhelp-exercise, .selfhelp-chairs")
  || part.querySelectorAll(".selfhelp-presets button").length > FEW;

/** The stops of a section, each a list of the elements that it shows. Small parts go with the large one after them. @param {HTMLElement} section */
function stopsOf(section) {
  /** @type {HTMLElement[][]} */
  const made = [];
  /** @type {HTMLElement[]} */
  let small = [];
  const rest = () => {
    made.at(-1)?.push(...small);
    small = [];
  };
  /** @param {...HTMLElement} shown */
  const add = (...shown) => {
    made.push([...small, ...shown]);
    small = [];
  };
  /** @param {HTMLElement} node @param {...HTMLElement} around */
  const cell = (node, ...around) => {
    // The two chairs and their halves of the ward are one view.
    if (node.querySelector(".selfhelp-chairs")) return add(...around, node, ...parts(node));
    for (const part of parts(node)) {
      if (large(part)) add(...around, node, part);
      else small.push(...around, node, part);
    }
  };
  for (const block of parts(section)) {
    if (!seen(block)) continue;
    if (block.matches(".selfhelp-prose")) {
      rest();
      if ([...block.children].some((node) => !node.matches("h2"))) add(block);
    } else if (block.matches(".selfhelp-bench")) {
      const [panel, ...cells] = parts(block).filter(seen);
      for (const node of cells) cell(node, block, panel, ...parts(panel));
    } else if (block.matches(".selfhelp-cell")) cell(block);
  }
  if (made.length) rest();
  else if (small.length) add();
  return made.length ? made : [parts(section).slice(0, 1)];
}

/** @param {HTMLElement} node */
const parts = (node) => [...node.children].filter((part) => part instanceof HTMLElement);
/** @param {HTMLElement} block */
const seen = (block) => !(root.dataset.provenance === "reported" && block.dataset.rests === "other");

/** @param {HTMLElement} section @param {HTMLElement[]} shown @param {Element[]} [pieces] */
function reveal(section, shown, pieces) {
  for (const name of ["data-shown", "data-heading", "data-piece"]) for (const node of document.querySelectorAll(`[${name}]`)) node.removeAttribute(name);
  for (const node of shown) node.setAttribute("data-shown", "");
  // Under which heading a stop stands is seen on each.
  const head = section.querySelector(":scope > .selfhelp-prose");
  if (head instanceof HTMLElement && !shown.includes(head)) {
    head.setAttribute("data-shown", "");
    head.setAttribute("data-heading", "");
  }
  if (pieces) for (const node of pieces) node.setAttribute("data-piece", "");
  shown[0]?.toggleAttribute("data-in-pieces", Boolean(pieces));
}

const room = () => innerHeight - every(".selfhelp-header", HTMLElement)[0].offsetHeight - 12;
const high = () => content.getBoundingClientRect().height;
/** @param {number} value */
const size = (value) => root.style.setProperty("--selfhelp-large", String(value));

/** Make what is shown as large as fits, and say whether it fits at all. @param {number} least */
function fit(least) {
  for (let value = largest; value > least; value -= 0.125) {
    size(value);
    if (high() <= room()) return true;
  }
  size(least);
  return high() <= room();
}

/** Split a text that is taller than the screen, child by child. @param {HTMLElement} section @param {HTMLElement[]} shown @returns {Stop[]} */
function split(section, shown) {
  reveal(section, shown);
  const [text] = shown;
  if (!text?.matches(".selfhelp-prose") || fit(READABLE)) return [{ shown }];
  /** @type {Required<Stop>[]} */
  const made = [];
  for (const child of text.children) {
    if (child.matches("h1, h2")) continue;
    const last = made.at(-1);
    if (last) reveal(section, shown, [...last.pieces, child]);
    if (last && fit(READABLE)) last.pieces.push(child);
    else made.push({ shown, pieces: [child] });
  }
  return made;
}

/** @param {HTMLElement} section */
function enter(section, last = false) {
  steps.go(section);
  stops = stopsOf(section).flatMap((shown) => split(section, shown));
  show(last ? stops.length - 1 : 0);
}

/** @param {number} next */
function show(next) {
  const section = steps.current();
  at = Math.max(0, Math.min(stops.length - 1, next));
  const { shown, pieces } = stops[at];
  reveal(section, shown, pieces);
  since = performance.now();
  fit(LEAST);
  const all = steps.shown();
  place.textContent = `${all.indexOf(section) + 1} / ${all.length}${stops.length > 1 ? ` · ${at + 1} / ${stops.length}` : ""}`;
  place.dataset.stop = String(at);
  tell(section, all);
  const [back, on] = every("[data-to]", HTMLElement, bar);
  back.setAttribute("aria-disabled", String(at === 0 && section === all[0]));
  on.setAttribute("aria-disabled", String(at === stops.length - 1 && section === all.at(-1)));
  scrollTo(0, 0);
  dispatchEvent(new Event("resize")); // charts take the width there is now
}

/** Where the focus was on something that is gone from sight, it goes to the heading of the step. @param {HTMLElement} section */
function ground(section) {
  const held = document.activeElement;
  if (held && held !== document.body && held.checkVisibility({ visibilityProperty: true })) return;
  const [heading = section] = every("h1, h2", HTMLElement, section);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Say which step it is, and which part of it. @param {HTMLElement} section @param {HTMLElement[]} all */
function tell(section, all) {
  ground(section);
  const words = { title: section.querySelector("h1, h2")?.textContent?.trim() ?? "", step: all.indexOf(section) + 1, steps: all.length, part: at + 1, parts: stops.length };
  reply(bar, say((stops.length > 1 ? button?.dataset.part : button?.dataset.step) ?? "", words));
}

function blank(is = !root.hasAttribute("data-blank")) {
  if (is === root.hasAttribute("data-blank")) return;
  root.toggleAttribute("data-blank", is);
  if (!is) ground(steps.current());
  reply(bar, (is ? button?.dataset.dark : button?.dataset.lit) ?? "");
}

// What keyboards and clickers send.
const ON = new Set(["ArrowRight", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "PageUp"]);
const BLANK = new Set(["b", "B", "."]);

/** Whether there is more of this step below (1) or above (-1), and if so, a part of it comes into view. @param {1 | -1} way */
function more(way) {
  const before = scrollY;
  scrollBy({ top: (way * innerHeight) / 4, behavior: "instant" });
  return scrollY !== before;
}

// A chart that takes its new width may grow, and an answer brings more to see: it is made to fit again.
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let since = 0;
const SETTLES = 900; // milliseconds in which a stop's charts have taken their width
const watch = new ResizeObserver(() => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (root.hasAttribute("data-presenting") && (high() > room() || performance.now() - since < SETTLES)) fit(LEAST);
  }, 60);
});

/** @param {number} by */
function move(by) {
  if (stops[at + by]) return show(at + by);
  const all = steps.shown();
  const section = all[all.indexOf(steps.current()) + by];
  if (section) enter(section, by < 0);
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target instanceof Element ? event.target : null;
  if (event.key === "Escape") stop();
  else if (event.key === "F5") blank(false); // "begin" of a clicker: to load the page again would end it
  else if (target?.closest(FIELDS)) return;
  else if ((event.key === " " || event.key === "Enter") && target?.closest(PRESSED)) return;
  else if (ON.has(event.key)) move(1);
  else if (BACK.has(event.key)) move(-1);
  else if (event.key === "ArrowDown" && !more(1)) move(1);
  else if (event.key === "ArrowUp" && !more(-1)) move(-1);
  else if (BLANK.has(event.key)) blank();
  else return;
  event.preventDefault();
}

/** @param {CustomEvent<number>} event */
const pressed = (event) => {
  event.preventDefault(); // the bar's buttons go on by stops now, and not by steps
  move(event.detail);
};

/** What the button does next. @param {"start" | "stop"} act */
function label(act) {
  if (button) button.textContent = button.dataset[act] ?? "";
}

function start() {
  const here = globalThis.selfhelpSteps && root.dataset.steps === "on" ? steps.current()
    : steps.shown().find((section) => section.getBoundingClientRect().bottom > 80) ?? steps.shown()[0];
  root.setAttribute("data-presenting", "");
  globalThis.selfhelpStops?.clear();
  largest = innerWidth >= 1760 ? 2 : innerWidth >= 1088 ? 1.5 : 1.25;
  label("stop");
  bar.hidden = false;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  leave = onEvents(document, { keydown: key, "selfhelp-move": pressed });
  watch.observe(content);
  enter(here);
}

function stop() {
  leave();
  watch.disconnect();
  root.removeAttribute("data-presenting");
  root.removeAttribute("data-blank");
  root.style.removeProperty("--selfhelp-large");
  label("start");
  bar.hidden = !globalThis.selfhelpSteps;
  const section = steps.current();
  steps.go(section);
  dispatchEvent(new Event("resize"));
  if (root.dataset.steps !== "on") section.scrollIntoView();
  ground(section);
}

if (!globalThis.selfhelpSteps) for (const each of every("[data-to]", HTMLElement, bar)) each.addEventListener("click", () => move(Number(each.dataset.to)));

/** @param {HTMLElement} pressedButton */
export function toggle(pressedButton) {
  button = pressedButton;
  if (root.hasAttribute("data-presenting")) stop();
  else start();
}
