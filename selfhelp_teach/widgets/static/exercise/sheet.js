// The sheet an exercise is written on: what is asked, where it is answered, and where it is told what came of it.
import { button, h, say, uid } from "../controls/dom.js";
import { prose } from "./markup.js";

/** @import { ExerciseLabels, Task } from "../types/exercise" */

/**
 * @param {Task} task @param {ExerciseLabels} words
 * @param {{list: HTMLElement, next: HTMLElement | null}} hints
 * @param {{hand: () => unknown, pass: () => void, reveal: () => void}} presses what its buttons do
 */
export function sheet(task, words, hints, presses) {
  const titleId = uid("exercise");
  /** @param {KeyboardEvent} event */
  const once = (event) => { if (event.repeat && event.key === "Enter") event.preventDefault(); }; // a held key presses once
  const pieces = {
    status: h("p", { class: "selfhelp-exercise-status", role: "status" }),
    keptAt: h("p", { class: "selfhelp-exercise-kept" }), // a place of its own: it comes and goes with each word written
    inputs: h("div", { class: "selfhelp-exercise-input" }),
    sureness: h("div", { class: "selfhelp-exercise-sure" }),
    main: button("", presses.hand, { class: "selfhelp-button selfhelp-main", onkeydown: once }),
    pass: button(words.pass, presses.pass, { class: "selfhelp-button selfhelp-pass", onkeydown: once }),
    reveal: button(words.reveal, presses.reveal, { class: "selfhelp-button selfhelp-main" }),
    feedback: h("div", { class: "selfhelp-feedback", role: "group", "aria-label": `${words.result ?? ""}: ${task.title}` }),
    gap: h("div", { class: "selfhelp-gap" }),
    elsewhere: h("div", { class: "selfhelp-elsewhere" }),
  };
  const root = h("div", { class: "selfhelp-exercise", id: `exercise-${task.id}`, role: "group", "data-exercise": task.id, "data-type": task.type, "data-prediction": String(task.prediction), "aria-labelledby": titleId },
    h("div", { class: "selfhelp-exercise-head" },
      h("p", { class: "selfhelp-exercise-kind" }, task.prediction ? words.predict : words.exercise, " · ", say(words.minutes ?? "", { minutes: task.minutes })),
      h("h3", { id: titleId }, task.title)),
    prose(task.promptHtml), task.private ? h("p", { class: "selfhelp-aside" }, words.private) : null,
    pieces.inputs, pieces.sureness,
    h("div", { class: "selfhelp-actions" }, pieces.main, task.prediction ? pieces.pass : null, pieces.reveal, hints.next),
    pieces.status, pieces.keptAt, pieces.elsewhere, hints.list, pieces.feedback, pieces.gap);
  return { root, ...pieces };
}
