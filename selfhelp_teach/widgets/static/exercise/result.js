// The result beside what was expected.
import { h, outside, plain, s, say, withUnit } from "../controls/dom.js";

/** @import { Words } from "../types/dom" */
/** @import { ChallengeTask, Details, FeedbackSource, MatchingTask, NumberTask, RankingTask, SingleChoiceTask, Task } from "../types/exercise" */

const WIDTH = 640;

/** @param {NumberTask} task @param {Words} words @param {number} value @param {number} result @param {[number, number]} interval */
function numberLine(task, words, value, result, [low, high]) {
  /** @param {number} number */
  const at = (number) => 20 + ((number - task.min) / (task.max - task.min)) * (WIDTH - 40);
  /** @param {number} number */
  const told = (number) => withUnit(plain(number), task.unit);
  const guessed = Number.isFinite(value);
  const said = [
    ...(guessed ? [{ name: words.expected, number: value, y: 42, kind: "own" }] : []),
    { name: words.result, number: result, y: 98, kind: "result" },
  ];
  const marks = said.map(({ name, number, y, kind }) => {
    const anchor = at(number) > WIDTH * 0.7 ? "end" : at(number) < WIDTH * 0.3 ? "start" : "middle";
    return [s("line", { x1: at(number), x2: at(number), y1: 54, y2: 76, class: `selfhelp-mark-${kind}` }),
      s("text", { x: at(number), y, "text-anchor": anchor, class: `selfhelp-mark-${kind}` }, `${name}: ${told(number)}`)];
  });
  return h("div", { class: "selfhelp-number-line", translate: "no" }, s("svg", {
    viewBox: `0 0 ${WIDTH} 136`, role: "img", "aria-label": said.map(({ name, number }) => `${name}: ${told(number)}`).join(". "),
  },
  s("line", { x1: 20, x2: WIDTH - 20, y1: 65, y2: 65, class: "selfhelp-axis" }),
  guessed ? s("rect", { x: Math.min(at(value), at(result)), width: Math.abs(at(value) - at(result)), y: 58, height: 14, class: "selfhelp-between-shade" }) : null,
  high > low ? s("line", { x1: at(Math.max(low, task.min)), x2: at(Math.min(high, task.max)), y1: 65, y2: 65, class: "selfhelp-near" }) : null,
  s("text", { x: 20, y: 128, class: "selfhelp-axis-label" }, told(task.min)),
  s("text", { x: WIDTH - 20, y: 128, "text-anchor": "end", class: "selfhelp-axis-label" }, told(task.max)), marks));
}

/** @param {RankingTask} task @param {Words} words @param {string[]} value @param {string[][]} tiers */
function orders(task, words, value, tiers) {
  const names = new Map(task.items.map((item) => [item.value, item.label]));
  let place = 0;
  const rows = tiers.map((tier) => {
    const tied = tier.length > 1;
    const first = place + 1;
    place += tier.length;
    const lines = tier.map((key) => h("li", {}, names.get(key), " ", !value ? null
      : h("span", { class: "selfhelp-aside" }, `(${say(words.your_place ?? "{place}", { place: value.indexOf(key) + 1 })})`)));
    return h("div", { class: "selfhelp-tier" },
      h("p", {}, h("strong", {}, tied ? `${first}–${place}` : String(first)), tied ? ` ${words.no_order ?? ""}` : ""), h("ul", {}, lines));
  });
  return h("div", { class: "selfhelp-orders" }, h("p", { class: "selfhelp-control-label" }, words.result ?? ""), rows);
}

/** One line of an outcome, with words on tags. @param {string} text @param {(string | undefined)[]} tags @param {boolean} [reached] */
const outcome = (text, tags, reached) => h("li", { "data-reached": reached?.toString() }, text, tags.filter(Boolean).map((tag) => [" ", h("span", { class: "selfhelp-tag" }, tag)]));

/** @param {SingleChoiceTask} task @param {Words} words @param {unknown} value @param {string[]} right */
function options(task, words, value, right) {
  return h("ul", { class: "selfhelp-outcome" }, task.options.map((option) =>
    outcome(option.label, [value === option.value ? words.expected : "", right.includes(option.value) ? words.result : ""])));
}

/** @param {ChallengeTask} task @param {Words} words @param {{reached: boolean, value: number}[]} found */
function goals(task, words, found) {
  return h("ul", { class: "selfhelp-goals" }, task.goals.map((goal, at) => {
    const { reached, value } = found[at] ?? { reached: false, value: NaN };
    const word = reached ? words.goal_reached : words.goal_missed;
    return outcome(goal, [`${word} (${task.percent?.[at] ? withUnit(plain(100 * value, 0), "%") : plain(value, Math.abs(value) < 1 ? 2 : 1)})`], reached);
  }));
}

/** @param {Words} words @param {Record<string, number>} means @param {number | undefined} points */
function scales(words, means, points) {
  return h("ul", {}, Object.entries(means).map(([scale, mean]) => h("li", {}, say(words.scale_result ?? "", {
    scale: scale === "all" ? words.scale_all : scale.replaceAll("-", " "), mean: plain(mean, 1), points,
  }))));
}

/** @param {MatchingTask} task @param {Words} words @param {Record<string, string>} value @param {Record<string, boolean>} marks */
function cards(task, words, value, marks) {
  const targets = new Map(task.targets.map((target) => [target.value, target.label]));
  return h("ul", { class: "selfhelp-outcome" }, task.items.map((item) => {
    const right = marks[item.value];
    return outcome(`${item.label} → ${targets.get(value[item.value])}`, [right ? words.correct : words.incorrect], right);
  }));
}

/**
 * How far the guess and the result are apart, in a sentence; empty where that is said elsewhere.
 * @param {Task} task @param {Words} words @param {any} value an answer that the type's `fits` has let through (inputs.js)
 * @param {Details} details @returns {string}
 */
export function gapOf(task, words, value, { result: found, tiers, correct }) {
  if (task.type === "number" && typeof found === "number") {
    const apart = Number((found - value).toFixed(6));
    if (!apart) return words.gap_same ?? "";
    const size = plain(Math.abs(apart));
    return say((apart > 0 ? words.gap_above : words.gap_below) ?? "", { gap: task.unit === "%" ? say(words.gap_points ?? "", { points: size }) : withUnit(size, task.unit) });
  }
  if (task.type === "ranking" && tiers) {
    const place = new Map(value.map((/** @type {string} */ key, /** @type {number} */ at) => [key, at]));
    const before = (/** @type {string} */ one, /** @type {string} */ other) => (place.get(one) ?? 0) < (place.get(other) ?? 0);
    const pairs = tiers.flatMap((tier, at) => tiers.slice(at + 1).flat().flatMap((lower) => tier.map((upper) => before(upper, lower))));
    return pairs.length ? say(words.gap_pairs ?? "", { all: pairs.length, same: pairs.filter(Boolean).length }) : "";
  }
  if (task.type === "single-choice" && correct?.length) {
    if (correct.includes(value)) return words.gap_same ?? "";
    const name = (/** @type {string} */ key) => task.options.find((option) => option.value === key)?.label ?? "";
    return say(words.gap_other ?? "", { own: name(value), result: correct.map(name).join("; ") });
  }
  return "";
}

/**
 * What there is to show beside the words, or null.
 * @param {Task} task @param {Words} words @param {any} value an answer that the type's `fits` has let through (inputs.js)
 * @param {Details} details
 */
export function result(task, words, value, { result: found, interval, tiers, correct, goals: reached, scales: means, points, marks }) {
  if (task.type === "number" && task.prediction && typeof found === "number") return numberLine(task, words, value, found, interval ?? [found, found]);
  if (task.type === "ranking" && tiers) return orders(task, words, value, tiers);
  if (task.type === "single-choice" && task.prediction && correct) return options(task, words, value, correct);
  if (task.type === "challenge" && reached) return goals(task, words, reached);
  if (task.type === "likert" && means) return scales(words, means, points);
  if (task.type === "matching" && marks) return cards(task, words, value, marks);
  return null;
}

/** One source of the feedback, with what kind of statement it makes. @param {FeedbackSource} source @param {number} at */
export function source({ text, english, status, label, url }, at) {
  return [at ? "; " : "", outside(url, text, english), " ", h("span", { class: "selfhelp-status", "data-status": status, translate: "no" }, label)];
}
