// Keeps one growing entry (a draft, an explanation, a synthesis) while someone types.
import { onEvents } from "../listen.js";

/** @import { RecordStore } from "../record/store.js" */
/** @import { Entry, NewEntry } from "../types/record" */

const QUIET = 700; // kept this long after the last keystroke
const LONGEST = 1500; // and at least this often while the keys do not rest

export class Draft {
  /** @param {RecordStore} store @param {NewEntry} values of a new entry @param {() => void} [onKept] */
  constructor(store, values, onKept) {
    this.store = store;
    this.values = values;
    this.onKept = onKept;
    /** @type {Entry | null} */
    this.entry = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {unknown} */
    this.waiting = undefined;
    /** @type {number | null} */
    this.since = null;
    this.flush = () => this.#keep();
    this.stops = [onEvents(window, { pagehide: this.flush }), onEvents(document, { visibilitychange: this.flush })];
  }

  /** @param {unknown} value */
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
    this.entry = this.entry ? this.store.rewritten(this.entry, { value }) : this.store.made({ ...this.values, value });
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

  /** Keep what waits; what is typed from now on is another entry: the box shows something else. */
  leave() {
    this.flush();
    this.entry = null;
  }

  stop() {
    this.flush();
    for (const stop of this.stops) stop();
  }
}
