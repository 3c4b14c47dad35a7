// The gap between a guess and its result, put into the learner's own words.
import { h } from "../controls/dom.js";
import { Draft } from "./draft.js";
import { prose } from "./markup.js";
import { writing } from "./writing.js";

/** @import { RecordStore } from "../record/store.js" */
/** @import { ExerciseLabels, Task } from "../types/exercise" */
/** @import { NewEntry } from "../types/record" */
/** @import { Kept } from "./kept.js" */

/** @param {HTMLElement} el @param {Task} task @param {ExerciseLabels} words @param {RecordStore} store @param {NewEntry} values of its entry @param {Kept} kept */
export function gapBox(el, task, words, store, values, kept) {
  const draft = new Draft(store, values);
  /** @type {ReturnType<typeof writing> | null} */
  let box = null;
  const text = () => kept.latest("gap")?.value;
  return {
    /** What a talk's debrief asks for is kept here too. @param {string} written */
    keep: (written) => draft.set(written),
    get text() { return text(); },
    /** @param {boolean} open whether the result is on show */
    show(open) {
      el.hidden = !open || !task.prediction;
      if (el.hidden || box) return;
      el.append(h("p", { class: "selfhelp-control-label" }, words.gap ?? ""), prose(task.gapHtml));
      box = writing(el, { label: words.answer, rows: 4 }, words, (written) => draft.set(written));
      box.setValue(text());
    },
    restore() {
      draft.leave();
      box?.setValue(text());
    },
    drop: () => draft.drop(),
    stop: () => draft.stop(),
  };
}
