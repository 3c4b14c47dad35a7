// What a page says to screen readers: for one act one short, named sentence, from what has the focus.
//
// How a part uses it:
//   reply(root, text)                        what was pressed here answers: an item placed, an answer marked, a step
//                                            undone. Always said, once, soon.
//   changed(root, { name, text, before })    what stands here is other than before: a chart's summary, a panel's
//                                            readout. Offer it whenever it changes; whether it is heard is decided here.
//                                            `name` is the part's visible name, `text` and `before` its whole sentences
//                                            now and then, `short` (optional) what to say in place of the difference.
//   waiting(root, text)                      what stands here instead of numbers, such as the prediction it waits for. It is
//                                            said once, after a move of a lever near it that changes nothing else.
// `root` is the part's own element: of all that changes after an act, the part nearest to the focus speaks, and what
// is hidden does not. A change that nobody's act has caused (the page opens, a kernel comes back) is not said.
//   refining(root, is)                       whether the numbers here are on their way to better ones: what is said then
//                                            is what stands at the end, or after some seconds.
//
// The reader chooses in the View menu (`<html data-speech>`): "off" leaves replies alone, "full" gives the nearest
// part's whole text. The state is on the page, since a host may load this file more than once.
import { h } from "./controls/dom.js";

const SOON = 120; // milliseconds for the focus to be read first
const QUIET = 700; // without a further change
const PATIENCE = 5000; // at the longest, while numbers get better
const MOST = 20; // words of a short sentence, after the name
const LEVERS = ":is(.selfhelp-panel, .selfhelp-presets, .selfhelp-history, .selfhelp-control):not(.selfhelp-exercise *)";
const NEAR = 2; // steps away, see `distance`: within one section

/** @import { Change, SpeechState } from "./types/speech" */

const kept = (globalThis.__selfhelpSpeech ??= start());
if (globalThis.document) hearActs();

/** @returns {SpeechState} */
function start() {
  return { root: null, act: 0, anchor: null, replies: new Map(), changes: new Map(), waits: new Map(), waitTold: "", unmoved: 0, unsettled: new Set(), since: 0, soon: 0, later: 0, answered: 0, speaker: null, spoken: 0 };
}

/** @param {Event} event */
function acted(event) {
  if (event instanceof KeyboardEvent && ["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
  kept.act += 1;
  kept.anchor = event.target instanceof Element ? event.target : null;
  clearTimeout(kept.unmoved);
  kept.unmoved = kept.waits.size && kept.anchor?.closest(LEVERS) ? setTimeout(tellWaiting, 2 * QUIET) : 0;
}

/** Hear what is done on this page: another one in the same window has none of its listeners. */
export function hearActs() {
  if (kept.root === document.documentElement) return;
  kept.root = document.documentElement;
  kept.waits.clear();
  kept.waitTold = "";
  for (const type of ["keydown", "pointerdown", "click"]) addEventListener(type, acted, true);
  if (document.body) liveRegion(); // there before it first speaks: a region that comes with its text is not read
}

/** The element all announcements go through: the template's, since this file can run before there is a body; else ours. */
export function liveRegion() {
  const region = document.getElementById("selfhelp-live") ?? h("div", { id: "selfhelp-live", class: "selfhelp-hidden", role: "status", "aria-live": "polite" });
  if (!region.isConnected) document.body.append(region);
  return region;
}

/** @param {string} text */
function utter(text) {
  const region = liveRegion();
  region.textContent = region.textContent === text ? `${text}\u00a0` : text; // the same again is said again
}

/** @param {string} text */
const ended = (text) => (/[.!?…:]["”»)]*$/.test(text) ? text : `${text}.`);
/** @param {string | null | undefined} text */
const clean = (text) => String(text ?? "").replace(/\s+/g, " ").trim();

/** The text of an element for the ear: blocks are sentences of their own, not glued together. @param {Element} el */
export function textOf(el) {
  const blocks = [...el.querySelectorAll("p, li, h2, h3, h4, td, th, div, summary, figcaption, text")].filter((each) => !each.querySelector("p, li, div"));
  const parts = blocks.length ? blocks.filter((each) => !each.closest("details:not([open]) > :not(summary)")) : [el];
  return parts.map((each) => clean(each.textContent)).filter(Boolean).map(ended).join(" ");
}

/** Answer what was just pressed in `root`. @param {Element | null} root @param {string} text */
export function reply(root, text) {
  const said = clean(text);
  if (!said) return;
  kept.replies.set(root, said);
  kept.answered = kept.act;
  clearTimeout(kept.soon);
  kept.soon = setTimeout(() => {
    kept.soon = 0;
    const all = [...kept.replies.values()];
    kept.replies.clear();
    utter(all.length > 1 ? all.map(ended).join(" ") : all[0]);
  }, SOON);
}

/** Offer what is other than before. @param {Element} root @param {Change} change */
export function changed(root, change) {
  if (!kept.act || !clean(change.text)) return;
  // Of a text that changes again before it is said, what counts is the first and the last.
  const first = kept.changes.get(root)?.before ?? change.before;
  kept.changes.set(root, { ...change, before: first, act: kept.act });
  if (!kept.later) kept.since = performance.now();
  clearTimeout(kept.later);
  kept.later = setTimeout(tellChanges, QUIET);
}

/** @param {Element} root @param {string} text nothing, where numbers stand */
export function waiting(root, text) {
  if (clean(text)) kept.waits.set(root, clean(text));
  else kept.waits.delete(root);
}

function tellWaiting() {
  kept.unmoved = 0;
  const told = kept.spoken === kept.act || kept.answered === kept.act || kept.later;
  if (told || document.documentElement.dataset.speech === "off") return;
  const anchor = focused();
  const near = [...kept.waits.keys()].filter((root) => shown(root) && distance(root, anchor) <= NEAR);
  if (!near.length) return;
  const text = kept.waits.get(near.reduce((best, next) => (closer(next, best, anchor) ? next : best)));
  if (!text || text === kept.waitTold) return;
  kept.waitTold = text;
  utter(text);
}

/** @param {Element} root @param {boolean} is */
export function refining(root, is) {
  if (is) kept.unsettled.add(root);
  else kept.unsettled.delete(root);
}

function tellChanges() {
  if (kept.unsettled.size && performance.now() - kept.since < PATIENCE) {
    kept.later = setTimeout(tellChanges, QUIET / 2);
    return;
  }
  kept.later = 0;
  const offers = [...kept.changes].filter(([root, { act }]) => act === kept.act && shown(root));
  kept.changes.clear();
  const mode = document.documentElement.dataset.speech ?? "short";
  if (mode === "off" || !offers.length) return;
  if (mode !== "full" && kept.answered === kept.act) return; // the reply is the sentence
  const anchor = focused();
  const [root, change] = offers.reduce((best, next) => (closer(next[0], best[0], anchor) ? next : best));
  // One act, one sentence: better numbers that come later are read where they stand, unless the reader wants it all.
  const again = kept.speaker === root && mode === "full";
  if (kept.spoken === kept.act && !again && !closer(root, kept.speaker, anchor)) return;
  const text = mode === "full" ? clean(change.text) : clean(change.short ?? difference(change.before ?? "", change.text, change.beforeWord));
  if (!text) return;
  kept.speaker = root;
  kept.spoken = kept.act;
  utter(change.name ? `${named(change.name)} ${text}` : text);
}

/** @param {string} name */
const named = (name) => (/[.:!?…]$/.test(clean(name)) ? clean(name) : `${clean(name)}:`);
/** @param {Element} root */
const shown = (root) => root.isConnected && (root.checkVisibility?.() ?? true);

function focused() {
  const active = document.activeElement;
  return active && active !== document.body ? active : kept.anchor;
}

/** How far apart two places are: the same part, cell, bench, section, or further. @param {Element | null} root @param {Element | null} anchor */
function distance(root, anchor) {
  if (!anchor || !root) return 9;
  if (root.contains(anchor) || anchor.contains(root)) return 0;
  const around = ["[data-cell]", ".selfhelp-bench", ".selfhelp-section"];
  const at = around.findIndex((selector) => anchor.closest(selector)?.contains(root));
  return at < 0 ? around.length + 1 : at + 1;
}

/** @param {Element} one @param {Element | null} other @param {Element | null} anchor */
function closer(one, other, anchor) {
  const [a, b] = [distance(one, anchor), distance(other, anchor)];
  if (a !== b || !anchor || !other) return a < b;
  /** @param {Element} root */
  const after = (root) => Boolean(anchor.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (after(one) !== after(other)) return after(one);
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) === after(one);
}

/** @param {string} text */
const clauses = (text) => clean(text).split(/(?<=[.;:,!?])\s+/).filter(Boolean);
const NUMBER = /[-−]?\d+(?:[.,\u00a0\u202f]\d+)*/g;
/** @param {string} clause */
const skeleton = (clause) => clause.replace(NUMBER, "#").toLowerCase();
/** @param {string} text */
const length = (text) => text.split(/\s+/).filter(Boolean).length;

/**
 * What of a text is new: its changed clauses, as far as a short sentence goes, the first with the number that stood there.
 * @param {string} before @param {string} after @param {string} [word] a pattern with `{old}`
 */
export function difference(before, after, word) {
  const old = clauses(before);
  const known = new Set(old);
  const fresh = clauses(after).filter((clause) => !known.has(clause));
  /** @type {string[]} */
  const said = [];
  let count = 0;
  for (const clause of fresh) {
    if (said.length && count + length(clause) > MOST) break;
    said.push(clause);
    count += length(clause);
  }
  if (!said.length) return "";
  if (word) {
    const at = said.findIndex((clause) => clause.match(NUMBER)?.length === 1 && old.some((each) => skeleton(each) === skeleton(clause)));
    if (at >= 0) {
      const was = old.find((each) => skeleton(each) === skeleton(said[at]))?.match(NUMBER)?.[0] ?? "";
      said[at] = said[at].replace(/[.;:,]?$/, (sign) => ` (${word.replace("{old}", was)})${sign}`);
    }
  }
  const words = said.join(" ").split(" ");
  const text = words.length > MOST + 6 ? `${words.slice(0, MOST).join(" ")} …` : words.join(" ");
  return ended(text.replace(/[;:,]$/, ""));
}
