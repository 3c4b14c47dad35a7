// The hints of an exercise, one after the other.
import { button, h, say } from "../controls/dom.js";
import { markup } from "./markup.js";

/** @import { ExerciseLabels, Task } from "../types/exercise" */

/** @param {Task} task @param {ExerciseLabels} words @param {(number: number, hint: HTMLElement) => void} taken */
export function hints({ hintsHtml: all }, words, taken) {
  const list = h("ol", { class: "selfhelp-hints" });
  const next = button("", () => {
    const number = list.children.length + 1;
    if (number <= all.length) taken(number, add());
  });

  function add() {
    const item = markup(all[list.children.length], {}, "li");
    list.append(item);
    show();
    return item;
  }
  function show() {
    const left = all.length - list.children.length;
    next.textContent = left ? say(words.hint ?? "", { next: all.length - left + 1, count: all.length }) : words.no_more_hints ?? "";
    next.setAttribute("aria-disabled", String(!left)); // it keeps the focus it has
  }
  show();
  return {
    list,
    /** What asks for the next one, where there are any. */
    next: all.length ? next : null,
    /** Show so many of them. @param {number} count */
    restore(count) {
      list.replaceChildren();
      while (list.children.length < Math.min(all.length, count)) add();
      show();
    },
  };
}
