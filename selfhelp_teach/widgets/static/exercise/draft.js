// Keeps one growing entry (a draft, an explanation, a synthesis) while someone types.
import { entry as newEntry, revised } from "../keeper/record.js";

const QUIET = 700; // kept this long after the last keystroke
const LONGEST = 1500; // and at least this often while the keys do not rest

export class Draft {
  /** @param {RecordStore} store @param {object} values of a new entry @param {Function} [onKept] */
  constructor(store, values, onKept) {
    Object.assign(this, { store, values, onKept, entry: null, timer: null, waiting: undefined, since: null });
    this.flush = () => this.#keep();
    addEventListener("pagehide", this.flush);
    document.addEventListener("visibilitychange", this.flush);
  }

  set(value) {
    this.waiting = value;
    this.since ??= performance.now();
    clearTimeout(this.timer);
    const left = Math.max(0, LONGEST - (performance.now() - this.since));
    this.timer = setTimeout(this.flush, Math.min(QUIET, left));
  }

  #keep() {
    clearTimeout(this.timer);
    if (this.waiting === undefined) return;
    const value = this.waiting;
    this.waiting = undefined;
    this.since = null;
    this.entry = this.entry ? revised(this.entry, { value }) : newEntry({ ...this.values, value });
    this.store.put([this.entry], "page");
    this.onKept?.();
  }

  /** Let go of what is not kept yet: it was handed in, or deleted. */
  drop() {
    clearTimeout(this.timer);
    this.waiting = undefined;
    this.since = null;
    this.entry = null;
  }

  stop() {
    this.flush();
    removeEventListener("pagehide", this.flush);
    document.removeEventListener("visibilitychange", this.flush);
  }
}
