// Records that were put by in this browser, each whole in one item, so that somebody else can begin anew.
import { namedIn, read } from "./site.js";

/** @import { Described } from "../types/record" */

export class Others {
  /** @param {Storage | null} storage @param {string} prefix the names of the items, before the record's key */
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /** @returns {(Described & {learner: string})[]} the last used first */
  list() {
    return namedIn(this.storage, this.prefix).map((name) => {
      const { file: _file, ...told } = this.#read(name);
      return { learner: name.slice(this.prefix.length), ...told };
    }).sort((a, b) => b.last - a.last);
  }

  /** The text of a record's file. @param {string} learner @returns {string} */
  text(learner) {
    return this.#read(this.prefix + learner).file ?? "";
  }

  /** @param {string} learner @param {Described} told @param {string} file @returns {boolean} whether there was space for it */
  keep(learner, told, file) {
    try {
      this.storage?.setItem(this.prefix + learner, JSON.stringify({ ...told, file }));
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} learner */
  remove(learner) {
    this.storage?.removeItem(this.prefix + learner);
  }

  /** @param {string} name */
  #read(name) {
    return read(this.storage?.getItem(name)) ?? {};
  }
}
