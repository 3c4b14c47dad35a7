// Entries in the browser's storage: one item each, so that two tabs never write over one another, a write is done when
// the call returns, and the other tabs hear of it. Whose they are is another matter (store.js).
import { MOST_ORDER, asEntry, byOrder, entry, lastOnes, revised, standsOver } from "./record.js";
import { isFull, keysOf, namedIn, read, sittings, sitePath } from "./site.js";

/** @import { Entry, NewEntry, RecordChange } from "../types/record" */

export class Kept {
  /** @param {Storage | null} storage `null` where the browser gives none @param {string} [site] path of the site */
  constructor(storage, site = sitePath()) {
    this.storage = storage;
    this.site = site;
    this.keys = keysOf(site);
    /** @type {"session" | "quota" | "newer" | null} the name of a sentence */
    this.problem = storage ? null : "session";
    /** @type {Map<string, Entry>} */
    this.memory = new Map();
    this.clock = 0; // the greatest `order` there is
    this.learner = "";
    /** @type {Date | null} */
    this.keptAt = null;
    /** @type {Set<(change: RecordChange) => void>} */
    this.listeners = new Set();
  }

  /** Take from the storage what is there and stands. */
  readAll() {
    for (const key of namedIn(this.storage, this.keys.entry)) this.read(key);
  }

  /** @param {string} key */
  read(key) {
    if (!key.startsWith(this.keys.entry)) return null;
    const found = asEntry(read(this.storage?.getItem(key)));
    if (!found || !this.stands(found)) return null;
    this.hold(found);
    return found;
  }

  /** @param {Entry} found */
  hold(found) {
    this.memory.set(found.id, found);
    this.clock = Math.max(this.clock, found.order ?? 0);
  }

  /** @param {Entry} found */
  stands(found) {
    const old = this.memory.get(found.id);
    return !old || standsOver(found, old);
  }

  /** Hold none of them any more. */
  clear() {
    this.memory.clear();
    this.clock = 0;
    this.keptAt = null;
  }

  entries() {
    return [...this.memory.values()];
  }

  /** The entries of one exercise, from the first to the last. @param {string | null | undefined} exercise @param {...string} kinds */
  history(exercise, ...kinds) {
    return this.entries()
      .filter((each) => each.exercise === exercise && (!kinds.length || kinds.includes(each.kind)))
      .sort(byOrder);
  }

  /** A new entry that comes after all that is known here, and says which of its kind it was made after. @param {NewEntry} values */
  made(values) {
    const follows = lastOnes(this.history(values.exercise, values.kind)).map((each) => each.id).slice(-100);
    return entry({ ...values, order: this.next(), ...(follows.length ? { follows } : {}) });
  }

  /** The same entry with what somebody has just written into it: it comes after all that is known here. @param {Entry} old @param {Partial<Entry>} values */
  rewritten(old, values) {
    return revised(old, { ...values, order: this.next() });
  }

  next() {
    this.clock = Math.min(MOST_ORDER, this.clock + 1);
    return this.clock;
  }

  /**
   * Keep entries. What is here already and stands is left.
   * @param {readonly unknown[]} entries
   * @returns {boolean} whether all of them are in the browser's storage now
   */
  put(entries, from = "page") {
    /** @type {Entry[]} */
    const changed = [];
    for (const raw of entries) {
      const found = asEntry(raw);
      if (!found) continue;
      if (!this.memory.size && from === "page") this.claim(); // whoever begins it knows whose it is
      if (this.storage) this.read(this.keys.entry + found.id); // another tab may have revised it a moment ago
      if (!this.stands(found)) continue;
      this.hold(found);
      this.write(this.keys.entry + found.id, found);
      changed.push(found);
    }
    if (changed.length) {
      this.keptAt = new Date();
      this.tell({ kind: "entries", entries: changed, from });
    }
    return !this.problem;
  }

  /** @param {string} key @param {unknown} value */
  write(key, value) {
    if (!this.storage) return;
    try {
      this.storage.setItem(key, JSON.stringify(value));
      if (this.problem === "quota") this.retryAll();
    } catch (error) {
      this.problem = isFull(error) ? "quota" : "session";
    }
  }

  // Space came free: what had to wait is written now.
  retryAll() {
    this.problem = null;
    for (const each of this.memory.values()) {
      if (this.problem) break;
      if (this.storage?.getItem(this.keys.entry + each.id) === null) this.write(this.keys.entry + each.id, each);
    }
  }

  /** Say that this record is one's own. */
  claim() {
    sittings()?.setItem(this.keys.mine, this.learner);
  }

  /** @param {(change: RecordChange) => void} listener @returns {() => void} what ends it */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @param {RecordChange} change */
  tell(change) {
    for (const listener of [...this.listeners]) {
      try {
        listener(change);
      } catch (error) {
        globalThis.reportError?.(error); // one part that fails keeps no other from hearing
      }
    }
  }
}
