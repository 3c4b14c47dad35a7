// The page's own storage of a record: one item an entry in localStorage, so that two tabs never write
// over one another, a write is done when the call returns, and the other tabs hear of it.
import { VERSION, asEntry, canonical, isLearner, parse, randomId, serialise, standsOver } from "./record.js";

const PREFIX = "selfhelp:";
const ENTRY = `${PREFIX}entry:`;
const LEARNER = `${PREFIX}learner`;
const VERSION_KEY = `${PREFIX}version`;
const ASIDE = `${PREFIX}aside`;
const ERASING = `${PREFIX}erasing`;

export class RecordStore {
  /** @param {Storage | null} storage `null` where the browser gives none */
  constructor(storage) {
    this.storage = storage;
    this.problem = storage ? null : "session"; // "session" | "quota" | "newer": the name of a sentence
    this.memory = new Map();
    this.aside = [];
    this.erasing = []; // keys whose deletion the server has not confirmed yet
    this.listeners = new Set();
    this.learner = null;
    this.keptAt = null;
    this.#open();
  }

  #open() {
    try {
      const version = Number(this.storage?.getItem(VERSION_KEY) ?? VERSION);
      if (version > VERSION) {
        this.storage = null; // never touch what a newer copy wrote
        this.problem = "newer";
      }
      const known = this.storage?.getItem(LEARNER);
      this.learner = isLearner(known) ? known : randomId(16);
      if (this.storage && known !== this.learner) {
        this.storage.setItem(LEARNER, this.learner);
        this.storage.setItem(VERSION_KEY, String(VERSION));
      }
      for (let at = 0; at < (this.storage?.length ?? 0); at += 1) this.#read(this.storage.key(at));
      const newest = Math.max(...this.entries().map((entry) => Date.parse(entry.updated)));
      if (Number.isFinite(newest)) this.keptAt = new Date(newest);
      this.aside = this.#list(ASIDE);
      this.erasing = this.#list(ERASING).filter(isLearner);
    } catch {
      this.learner ??= randomId(16);
      if (!this.problem) this.problem = "session";
      this.storage = null;
    }
  }

  // A damaged item must not take the whole storage away.
  #list(key) {
    try {
      const found = JSON.parse(this.storage?.getItem(key) ?? "[]");
      return Array.isArray(found) ? found : [found];
    } catch {
      return [];
    }
  }

  #read(key) {
    if (!key?.startsWith(ENTRY)) return null;
    try {
      const found = asEntry(JSON.parse(this.storage.getItem(key)));
      if (found && this.#stands(found)) {
        this.memory.set(found.id, found);
        return found;
      }
    } catch {
      // an item that cannot be read is left where it is
    }
    return null;
  }

  #stands(entry) {
    const old = this.memory.get(entry.id);
    return !old || standsOver(entry, old);
  }

  entries() {
    return [...this.memory.values()];
  }

  /** The entries of one exercise, by time. */
  history(exercise, ...kinds) {
    return this.entries()
      .filter((entry) => entry.exercise === exercise && (!kinds.length || kinds.includes(entry.kind)))
      .sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
  }

  /**
   * Keep entries. What is here already and stands is left.
   * @returns {boolean} whether all of them are in the browser's storage now
   */
  put(entries, from = "page") {
    const changed = [];
    for (const raw of entries) {
      const entry = asEntry(raw);
      if (!entry) continue;
      if (this.storage) this.#read(ENTRY + entry.id); // another tab may have revised it a moment ago
      if (!this.#stands(entry)) continue;
      this.memory.set(entry.id, entry);
      this.#write(ENTRY + entry.id, entry);
      changed.push(entry);
    }
    if (changed.length) this.#tell({ kind: "entries", entries: changed, from });
    return !this.problem;
  }

  #write(key, value) {
    if (!this.storage) return;
    try {
      this.storage.setItem(key, JSON.stringify(value));
      this.keptAt = new Date();
      if (this.problem === "quota") this.#retryAll();
    } catch (error) {
      this.problem = error?.name === "QuotaExceededError" || error?.code === 22 ? "quota" : "session";
    }
  }

  // Space came free: what had to wait is written now.
  #retryAll() {
    this.problem = null;
    for (const entry of this.memory.values()) {
      if (this.problem) break;
      if (this.storage.getItem(ENTRY + entry.id) === null) this.#write(ENTRY + entry.id, entry);
    }
  }

  file() {
    return serialise(this.entries(), this.aside);
  }

  /** Merge the text of a file. Throws `Refused`, and then nothing was changed. */
  restore(text) {
    const read = parse(text);
    const aside = new Map([...this.aside, ...read.aside].map((thing) => [canonical(thing, false), thing]));
    this.aside = [...aside.values()];
    if (this.aside.length) this.#write(ASIDE, this.aside);
    this.put(read.entries, "file");
    return { count: read.entries.length, aside: read.aside.length };
  }

  /** Delete everything, here and in the other tabs; the next answer begins a new record under a new key. */
  erase() {
    const old = this.learner;
    try {
      const keys = Array.from({ length: this.storage?.length ?? 0 }, (_, at) => this.storage.key(at));
      for (const key of keys) if (key?.startsWith(ENTRY) || key === ASIDE) this.storage.removeItem(key);
      this.learner = randomId(16);
      this.storage?.setItem(LEARNER, this.learner);
      if (this.problem === "quota") this.problem = null;
    } catch {
      this.problem ??= "session";
    }
    this.erasing.push(old);
    this.#write(ERASING, this.erasing);
    this.#emptied(old);
  }

  /** The server has deleted what it kept under this key. */
  erasureConfirmed(learner) {
    this.erasing = this.erasing.filter((key) => key !== learner);
    this.#write(ERASING, this.erasing);
  }

  #emptied(old) {
    this.memory.clear();
    this.aside = [];
    this.#tell({ kind: "erased", learner: old, from: "page" });
  }

  /** Another tab wrote. @param {StorageEvent} event */
  heard(event) {
    if (event.storageArea !== this.storage || !this.storage) return;
    if (event.key === LEARNER && isLearner(event.newValue) && event.newValue !== this.learner) {
      const old = this.learner;
      this.learner = event.newValue;
      this.#emptied(old);
      for (let at = 0; at < this.storage.length; at += 1) this.#read(this.storage.key(at));
    } else if (event.key === null) {
      this.learner = randomId(16); // someone cleared the site's data
      this.#emptied(null);
    } else if (event.newValue !== null) {
      const found = this.#read(event.key);
      if (found) this.#tell({ kind: "entries", entries: [found], from: "tab" });
    }
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  #tell(change) {
    for (const listener of [...this.listeners]) {
      try {
        listener(change);
      } catch (error) {
        globalThis.reportError?.(error); // one part that fails keeps no other from hearing
      }
    }
  }
}

function pageStorage() {
  try {
    const storage = globalThis.localStorage; // throws where storage is switched off
    storage.setItem(`${PREFIX}probe`, "1");
    storage.removeItem(`${PREFIX}probe`);
    return storage;
  } catch (error) {
    // A full storage can still be read, so what is there is shown.
    return error?.name === "QuotaExceededError" ? globalThis.localStorage : null;
  }
}

/** The page's one store. */
export function openStore() {
  if (!globalThis.__selfhelpStore) {
    const store = new RecordStore(pageStorage());
    globalThis.addEventListener?.("storage", (event) => store.heard(event));
    globalThis.__selfhelpStore = store;
  }
  return globalThis.__selfhelpStore;
}
