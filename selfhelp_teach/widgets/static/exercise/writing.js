// Free text: criteria beforehand, openings to take, a count. What is written is only ever text.
import { button, h, say, uid } from "../controls/dom.js";
import { reply } from "../speech.js";

const MOST = 1_000_000; // bytes of a text that is kept; a longer one stays in its box, and the page says so
const LONG = 50_000; // characters above which words are counted by their spaces: exact takes too long while one types

/** @import { Words } from "../types/dom" */
/** @import { Input, WritingTask } from "../types/exercise" */

const encoder = new TextEncoder();
/** @param {string} text */
const bytes = (text) => (text.length * 3 <= MOST ? 0 : encoder.encode(text).byteLength);

// A sign that can be seen. Spaces of every width, signs without one and fillers are no answer.
const SEEN = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\u2800\u3164\u115F\u1160\uFFA0]/u;

/** Count words in any script. @param {string} text */
export function countWords(text) {
  if (globalThis.Intl?.Segmenter && text.length <= LONG) {
    const segmenter = new Intl.Segmenter(document.documentElement.lang || undefined, { granularity: "word" });
    let count = 0;
    for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count += 1;
    return count;
  }
  return (text.match(/\S+/g) ?? []).length;
}

/**
 * @param {HTMLElement} el @param {WritingTask} task @param {Words} words @param {(text: string) => unknown} told
 * @returns {Input & {readonly focused: boolean}}
 */
export function writing(el, task, words, told) {
  const [id, countId] = [uid("text"), uid("count")];
  const criteriaId = uid("criteria");
  const [low, high] = task.words ?? [0, null];
  const box = h("textarea", {
    id, rows: task.rows ?? 7, dir: "auto", translate: "no", class: "selfhelp-writing",
    "aria-describedby": `${countId}${task.criteria?.length ? ` ${criteriaId}` : ""}`,
    oninput: changed,
  });
  const counter = h("p", { class: "selfhelp-count", id: countId });
  const paper = h("div", { class: "selfhelp-writing-printed", dir: "auto", translate: "no", "aria-hidden": "true" }); // a box prints what fits into it
  const label = h("label", { for: id, class: "selfhelp-control-label" }, task.label ?? words.answer);
  const criteria = task.criteria?.length
    ? h("div", { class: "selfhelp-criteria", id: criteriaId }, h("p", {}, words.criteria ?? ""), h("ul", {}, task.criteria.map((line) => h("li", {}, line))))
    : null;
  const starters = task.starters?.length
    ? h("div", { class: "selfhelp-starters", role: "group", "aria-label": words.starters }, h("p", {}, words.starters ?? ""),
      task.starters.map((line) => button(line, () => begin(line))))
    : null;
  const root = h("div", { class: "selfhelp-control selfhelp-free-text" }, criteria, starters, label, box, paper, counter);
  el.append(root);

  /** @param {string} line */
  function begin(line) {
    const opening = line.replace(/\s*(…|\.\.\.)\s*$/, " ");
    box.value = box.value.trim() ? `${box.value.replace(/\s+$/, "")}\n\n${opening}` : opening;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    changed();
  }
  let problem = ""; // why this text is not kept
  function changed() {
    count();
    if (!problem) told(box.value);
  }
  function count() {
    paper.textContent = box.value;
    const size = bytes(box.value);
    problem = size > MOST ? say(words.text_long ?? "{size} > {most}", { size: Math.ceil(size / 1000), most: MOST / 1000 }) : "";
    box.setAttribute("aria-invalid", String(Boolean(problem)));
    counter.toggleAttribute("data-problem", Boolean(problem));
    if (problem) {
      if (counter.textContent === problem) return;
      counter.textContent = problem;
      reply(root, problem);
      return;
    }
    const number = countWords(box.value);
    const text = high && number > high ? words.words_high : low && number < low ? words.words_low : words.words;
    counter.textContent = say(text ?? "{count}", { count: number, low, high: high ?? "" });
  }
  count();
  return {
    get value() { return SEEN.test(box.value) && !problem ? box.value : null; },
    get missing() { return { sentence: problem || words.missing_text, at: box }; },
    get partial() { return box.value; },
    setValue(text) { box.value = typeof text === "string" ? text : ""; count(); },
    setDisabled(off) { box.readOnly = off; },
    get focused() { return document.activeElement === box; },
    destroy: () => root.remove(),
  };
}
