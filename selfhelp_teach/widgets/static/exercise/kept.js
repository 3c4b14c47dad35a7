// What is kept of an exercise: all that was handed in to this version of it and is an answer, and which of it stands.
import { latestOf, standing } from "../record/record.js";

/** @import { RecordStore } from "../record/store.js" */
/** @import { Task } from "../types/exercise" */
/** @import { Entry } from "../types/record" */

export class Kept {
  /** @param {RecordStore} store @param {Task} task @param {string} kind of what is handed in @param {(entry: Entry) => boolean} answers */
  constructor(store, task, kind, answers) {
    this.store = store;
    this.task = task;
    this.kind = kind;
    this.answers = answers;
    /** @type {Set<string>} ids of what the kernel calls no answer to this exercise: it locks nothing */
    this.refused = new Set();
  }

  /** The version is raised when the meaning of an answer changes: what was said to an older one is history. @param {...string} kinds */
  #all(...kinds) {
    const { id, version } = this.task;
    return this.store.history(id, ...kinds).filter((entry) => (entry.exercise_version ?? version) === version);
  }

  /** @param {...string} kinds */
  latest(...kinds) {
    return latestOf(this.#all(...kinds));
  }

  /** How many hints were asked for, of any version. */
  get hints() {
    return Math.max(0, ...this.store.history(this.task.id, "hint").map((hint) => Number(hint.value) || 0));
  }

  get given() {
    return this.#all(this.kind).filter((entry) => !this.refused.has(entry.id) && this.answers(entry));
  }

  /** Of a prediction the first, of an answer the last; and those given where nobody knew of it. */
  get standing() {
    return standing(this.given, this.task.prediction ? "first" : "last");
  }
}
