// One family's story up to a month, from the course of its ward: plain words, nothing that has not happened yet.
import { plain, say } from "../controls/dom.js";
import { EMPTY, MEMBER, STATES } from "./marks.js";
import { arrives } from "./plan.js";

/** @import { Words } from "../types/dom" */

/** @param {number[]} months @param {Words} labels */
const listed = (months, labels) => {
  const shown = months.length > 4 ? months.slice(-4) : months;
  const words = shown.map((month) => plain(month)).join(", ");
  return months.length > 4 ? say(labels.lately, { months: words, count: plain(months.length) }) : words;
};

/**
 * @param {{codes: Uint8Array, families: number, first: number}} course @param {number} i the family @param {number} month
 * @param {Words} labels
 * @returns {string} sentences; empty where the bed is empty
 */
export function familyStory({ codes, families, first }, i, month, labels) {
  /** @param {number} at */
  const code = (at) => codes[at * families + i];
  if ((code(month) & 7) === EMPTY) return "";
  let since = month;
  while (since > 0 && !arrives(codes, since, i, families)) since -= 1;
  /** @param {number} at */
  const state = (at) => STATES[code(at) & 7];
  /** @param {(at: number) => boolean} test */
  const months = (test) => Array.from({ length: month - since + 1 }, (_, at) => since + at).filter(test).map((at) => at + first);
  /** @param {(at: number) => boolean} test */
  const run = (test) => {
    let at = month;
    while (at > since && test(at - 1)) at -= 1;
    return at + first;
  };
  const told = [since ? say(labels.came, { month: plain(since + first) }) : labels.came_before];
  /** @param {number} at */
  const member = (at) => Boolean(code(at) & MEMBER);
  if (member(month)) told.push(say(labels.in_group, { month: plain(run(member)) }));
  else if (months(member).length) told.push(say(labels.left_group, { month: plain(Math.max(...months(member))) }));
  for (const kind of ["voiced", "alternative", "protest"]) {
    const found = months((at) => state(at) === kind);
    if (found.length) told.push(say(labels[`did_${kind}`], { months: listed(found, labels) }));
  }
  /** @param {number} at */
  const silent = (at) => state(at) === "silent";
  if (silent(month)) told.push(say(labels.silent_since, { month: plain(run(silent)) }));
  else if (months(silent).length) told.push(say(labels.was_silent, { count: plain(months(silent).length) }));
  if (state(month) === "content") told.push(labels.content_now);
  return `${say(labels.family, { number: plain(i + 1) })} ${told.join(" ")}`;
}
