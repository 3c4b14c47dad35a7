// What is told of an answer once it was marked: in a word, in numbers, in the authors' words, and where those come from.
import { h, say } from "../controls/dom.js";
import { textOf } from "../speech.js";
import { prose } from "./markup.js";
import { gapOf, result, source } from "./result.js";

/** @import { Child } from "../types/dom" */
/** @import { ExerciseLabels, Marked, Task } from "../types/exercise" */
/** @import { Entry } from "../types/record" */

/** Whether somebody went on to the result without a guess. @param {Task} task @param {Entry | null} entry */
export const passed = (task, entry) => task.prediction && Boolean(entry?.details?.passed);

/** How near it came, in a word. @param {Task} task @param {ExerciseLabels} words @param {Marked | null} said */
export function verdict(task, words, said) {
  if (!said) return "";
  if (!task.prediction) return words[said.verdict] ?? "";
  if (said.closeness === null) return "";
  return said.closeness >= 1 ? words.close : said.closeness > 0.5 ? words.away : words.far;
}

/** How far the guess and the result are apart. @param {Task} task @param {ExerciseLabels} words @param {Entry | null} entry @param {Marked | null} said */
export const between = (task, words, entry, said) => (said && task.prediction && !passed(task, entry) ? gapOf(task, words, entry?.value, said.details) : "");

/** The first paragraph that is said to an answer. A model answer that is closed is none of it. @param {Marked | null} said */
export const comment = (said) => (said?.feedbackHtml.length ? textOf(prose(said.feedbackHtml[0])) : "");

/**
 * All of it, as it stands on the page.
 * @param {Task} task @param {ExerciseLabels} words @param {Entry | null} entry @param {Marked} said @param {{tries: number, debrief: Child}} more
 * @returns {Child[]}
 */
export function feedback(task, words, entry, said, { tries, debrief }) {
  const skipped = passed(task, entry);
  const [word, apart] = [verdict(task, words, said), between(task, words, entry, said)];
  const pictured = task.type === "challenge" || task.type === "likert" || skipped || entry?.value !== undefined;
  return [
    skipped ? h("p", { class: "selfhelp-verdict" }, words.passed) : null,
    word ? h("p", { class: "selfhelp-verdict", "data-verdict": said.verdict }, word) : null,
    pictured ? result(task, words, entry?.value, said.details) : null,
    apart ? h("p", { class: "selfhelp-between" }, apart) : null,
    said.feedbackHtml.map(prose),
    debrief,
    said.sampleHtml ? h("details", { class: "selfhelp-sample" }, h("summary", {}, words.sample ?? ""), prose(said.sampleHtml)) : null,
    said.sources.length && task.type !== "conversation" ? h("p", { class: "selfhelp-source" }, h("span", {}, `${words.sources}: `), said.sources.map(source)) : null,
    !task.prediction && task.marked ? h("p", { class: "selfhelp-aside" }, say(words.again ?? "", { count: tries })) : null,
  ];
}
