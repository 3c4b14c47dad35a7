// The walk through a conversation, step for step as exercises/talks/walking.py takes it (a test walks both side
// by side): what is remembered, which lines are offered and in what order, where a line leads. No page in here.

/** @import { Condition, Line, Step, Talk, TalkState } from "../types/exercise" */
/** @typedef {{when: Condition | null, to: string}} Rule */

export const MOST = 5; // of trust, on each side

/** @param {Condition | null} condition @param {Set<string>} met @param {number} yours @param {number} theirs */
function holds(condition, met, yours, theirs) {
  if (!condition) return true;
  /** @param {number | undefined} low @param {number | undefined} high @param {number} at */
  const within = (low, high, at) => (low === undefined || at >= low) && (high === undefined || at <= high);
  return (condition.met ?? []).every((flag) => met.has(flag))
    && !(condition.unmet ?? []).some((flag) => met.has(flag))
    && (!condition.any_of || condition.any_of.some((flag) => met.has(flag)))
    && within(condition.yours_from, condition.yours_to, yours)
    && within(condition.theirs_from, condition.theirs_to, theirs);
}

/** @param {number} value */
const level = (value) => Math.max(0, Math.min(MOST, value));

/** A state: the node, what has come up (with and without what is heard at it), and the trust of each side. @param {Talk} talk @param {string} node @param {Set<string>} met @param {number} yours @param {number} theirs @returns {TalkState} */
function at(talk, node, met, yours, theirs) {
  return { node, before: met, met: new Set([...met, ...talk.nodes[node].sets]), yours, theirs };
}

/** @param {Talk} talk */
export function opening(talk) {
  return at(talk, talk.start, new Set(), talk.trust.yours, talk.trust.theirs);
}

/** The lines that may be said here, in the order in which `learner` is shown them. @param {Talk} talk @param {TalkState} state */
export function offered(talk, state, learner = "") {
  const found = talk.nodes[state.node].choices.filter((choice) => holds(choice.when, state.met, state.yours, state.theirs));
  const placed = found.map((choice) => ({ choice, at: hash(`${talk.id}/${state.node}/${learner}/${choice.key}`) }));
  return placed.sort((a, b) => a.at - b.at || (a.choice.key < b.choice.key ? -1 : 1)).map(({ choice }) => choice);
}

/** @param {Talk} talk @param {TalkState} state @param {Line} choice */
export function after(talk, state, choice) {
  const met = new Set([...state.met, ...choice.sets]);
  const yours = level(state.yours + choice.trust.yours);
  const theirs = level(state.theirs + choice.trust.theirs);
  /** @param {Rule[]} rules */
  const leads = (rules) => rules.find((rule) => holds(rule.when, met, yours, theirs))?.to;
  let to = leads(choice.ways) ?? choice.to;
  if (to === "close") to = leads(talk.closing) ?? ""; // the last rule always holds
  return at(talk, to, met, yours, theirs);
}

/** The markup of a turn as it is told in this state. @param {Talk} talk @param {TalkState} state */
export function heard(talk, state) {
  const node = talk.nodes[state.node];
  return (node.variants.find((each) => holds(each.when, state.before, state.yours, state.theirs)) ?? node).textHtml;
}

/** A line as it is worded in this state. @param {Line} choice @param {TalkState} state */
export function said(choice, state) {
  return (choice.variants.find((each) => holds(each.when, state.met, state.yours, state.theirs)) ?? choice).text;
}

/** The turns of a path, as far as its keys lead: each state, and the line said in it. The last has none. @param {Talk} talk @param {string[]} path */
export function walked(talk, path) {
  /** @type {Step[]} */
  const turns = [];
  let state = opening(talk);
  for (const key of path) {
    const choice = offered(talk, state).find((found) => found.key === key);
    if (!choice) break;
    turns.push({ state, choice });
    state = after(talk, state, choice);
  }
  return [...turns, { state }];
}

/** FNV-1a of 32 bits, stirred once more so that near names part. @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  value = Math.imul((value ^ (value >>> 16)) >>> 0, 0x45d9f3b) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}
