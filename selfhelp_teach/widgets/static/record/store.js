// A learner's record in the page's own storage: whose it is, the files it comes from and goes to, and how it ends.
import { VERSION, asEntry, canonical, describe, isLearner, parse, randomId, serialise } from "./record.js";
import { Earlier } from "./earlier.js";
import { Kept } from "./kept.js";
import { Others } from "./others.js";
import { listIn, namedIn, pageStorage, read, signOf, sittings } from "./site.js";

/** @import { Entry } from "../types/record" */

export class RecordStore extends Kept {
  /** @param {Storage | null} storage `null` where the browser gives none @param {string} [site] path of the site */
  constructor(storage, site) {
    super(storage, site);
    /** @type {unknown[]} */
    this.aside = [];
    /** @type {string[]} keys whose deletion the server has not confirmed yet */
    this.erasing = [];
    /** @type {(() => Entry[]) | undefined} what the server has not confirmed, where it is asked (sync.js) */
    this.unconfirmed = undefined;
    this.earlier = new Earlier(storage, this.keys.earlier);
    this.others = new Others(storage, this.keys.others);
    this.#open();
  }

  #open() {
    const { keys } = this;
    try {
      const version = Number(this.storage?.getItem(keys.version) ?? VERSION);
      if (version > VERSION) {
        this.#without(); // never touch what a newer copy wrote
        this.problem = "newer";
      }
      const known = this.storage?.getItem(keys.learner);
      const theirs = this.earlier.finding === "take" ? this.earlier.read("learner") : null;
      this.learner = [known, theirs].find(isLearner) ?? randomId(16);
      if (this.storage && known !== this.learner) {
        this.storage.setItem(keys.learner, this.learner);
        this.storage.setItem(keys.version, String(VERSION));
      }
      this.readAll();
      this.aside = listIn(this.storage?.getItem(keys.aside));
      this.erasing = listIn(this.storage?.getItem(keys.erasing)).filter(isLearner);
      if (this.earlier.finding === "take") this.#take();
      const newest = Math.max(...this.entries().map((each) => Date.parse(each.updated)));
      if (Number.isFinite(newest)) this.keptAt = new Date(newest);
    } catch {
      this.learner ||= randomId(16);
      if (!this.problem) this.problem = "session";
      this.storage = null;
    }
  }

  #without() {
    this.storage = null;
    this.earlier = new Earlier(null, this.keys.earlier);
    this.others = new Others(null, this.keys.others);
  }

  file() {
    return serialise(this.entries(), this.aside);
  }

  /** Merge the text of a file. Throws `Refused`, and then nothing was changed. @param {string} text */
  restore(text) {
    const read = parse(text);
    if (!this.memory.size) this.claim(); // whoever brings a file knows whose it is
    this.#putAside(read.aside);
    this.put(read.entries, "file");
    return { count: read.entries.length, aside: read.aside.length };
  }

  /** @param {readonly unknown[]} things */
  #putAside(things) {
    const aside = new Map([...this.aside, ...things].map((thing) => [canonical(thing, false), thing]));
    this.aside = [...aside.values()];
    if (this.aside.length) this.write(this.keys.aside, this.aside);
  }

  /** What an earlier version left for all sites and this one has not taken: whose it is has to be asked. */
  offered() {
    if (this.earlier.finding !== "ask") return null;
    const found = this.#copies().map(([, copy]) => copy);
    return found.length ? describe(found) : null;
  }

  /** The entries an earlier version left, by the names it gave them. @returns {[string, Entry][]} */
  #copies() {
    return this.earlier.keys.flatMap((key) => {
      const found = asEntry(read(this.storage?.getItem(key)));
      return found ? [/** @type {[string, Entry]} */ ([key, found])] : [];
    });
  }

  /** Answer what `offered` asks. @param {boolean} mine */
  takeOffered(mine) {
    if (mine) this.#take();
    else this.earlier.dealt();
    this.tell({ kind: "entries", entries: this.entries(), from: "file" });
  }

  // Copy what an earlier version kept. Its key opens the copy on the server, so the first site takes that too, and
  // gives up a key of its own. Any later one keeps its own: who deletes everything there must not reach the first.
  #take() {
    const { earlier } = this;
    const theirs = earlier.finding === "take" ? earlier.read("learner") : null;
    const own = this.learner;
    for (const [key, found] of this.#copies()) {
      this.put([found], "file");
      if (this.problem !== "quota") continue;
      this.storage?.removeItem(key); // no space for both: it moves
      this.retryAll();
    }
    this.#putAside(listIn(earlier.read("aside")));
    const pending = listIn(earlier.read("erasing")).filter(isLearner);
    if (isLearner(theirs) && theirs !== own && !pending.includes(theirs)) {
      this.learner = theirs;
      this.storage?.setItem(this.keys.learner, theirs);
      pending.push(own);
    }
    this.erasing = [...new Set([...this.erasing, ...pending])];
    if (this.erasing.length) this.write(this.keys.erasing, this.erasing);
    earlier.dealt(this.site);
  }

  /** Whose answers are here: how many, the moment of the last, the name if one was given. */
  whose() {
    return this.memory.size ? { ...describe(this.entries()), code: this.code } : null;
  }

  /** A few signs that tell this record's files from another's, and give its key to nobody. */
  get code() {
    return signOf(this.learner);
  }

  /** Whether somebody has said, or shown by beginning it, that this record is theirs: for as long as the tab is open. */
  claimed() {
    return !this.memory.size || sittings()?.getItem(this.keys.mine) === this.learner;
  }

  /** Delete this site's answers, here and in the other tabs; the next answer begins a new record under a new key. */
  erase() {
    const gone = this.whose()?.count ?? 0;
    this.erasing.push(this.learner);
    this.write(this.keys.erasing, this.erasing); // first: a page that ends here must not forget to ask
    this.#beginAnew();
    this.write(this.keys.erasing, this.erasing); // again, where there was no space for it
    return gone;
  }

  #beginAnew(learner = randomId(16)) {
    const old = this.learner;
    this.learner = learner;
    try {
      for (const key of [...namedIn(this.storage, this.keys.entry), this.keys.aside]) this.storage?.removeItem(key);
      this.storage?.setItem(this.keys.learner, this.learner);
      if (this.problem === "quota") this.problem = null;
    } catch {
      this.problem ??= "session";
    }
    this.#emptied(old);
  }

  /** The server has deleted what it kept under this key. @param {string} learner */
  erasureConfirmed(learner) {
    this.erasing = this.erasing.filter((key) => key !== learner);
    this.write(this.keys.erasing, this.erasing);
  }

  /** Put this record by in the browser, whole, and begin a new one for somebody else. */
  setBy() {
    if (!this.memory.size || !this.storage) return false;
    if (!this.others.keep(this.learner, describe(this.entries()), this.file())) return false;
    this.#beginAnew();
    return true;
  }

  /** Go on with a record that was put by; the one that is here is put by instead. @param {string} learner */
  bringBack(learner) {
    const read = parse(this.others.text(learner));
    if (this.memory.size && !this.setBy()) return false;
    this.others.remove(learner); // first, so that there is space
    this.#beginAnew(learner);
    this.#putAside(read.aside);
    this.put(read.entries, "file");
    return true;
  }

  /** Delete a record that was put by, here and on the server. @param {string} learner */
  eraseOther(learner) {
    this.others.remove(learner);
    this.erasing.push(learner);
    this.write(this.keys.erasing, this.erasing);
    this.tell({ kind: "entries", entries: [], from: "page" });
  }

  /** @param {string | null} old */
  #emptied(old) {
    this.clear();
    this.aside = [];
    this.tell({ kind: "erased", learner: old, from: "page" });
  }

  /** Another record is here now, under another key: the parts show what is in it. @param {string} old */
  #anew(old) {
    this.readAll();
    this.tell({ kind: "erased", learner: old, from: "tab" });
    if (!this.memory.size) return;
    this.keptAt = new Date();
    this.tell({ kind: "entries", entries: this.entries(), from: "tab" });
  }

  /**
   * The server says that what it kept under our key was deleted. If another tab of this site did it, the browser has
   * another key by now, and nothing here may bring it back. If not, another site with the same database did: what was
   * written on this one stays, under a new key.
   */
  forgotten() {
    const old = this.learner;
    if (this.storage?.getItem(this.keys.learner) !== old) {
      this.learner = this.storage?.getItem(this.keys.learner) ?? randomId(16);
      this.clear();
      this.aside = [];
    } else {
      this.learner = randomId(16);
      this.storage?.setItem(this.keys.learner, this.learner);
      this.claim();
    }
    this.#anew(old);
  }

  /** Another tab wrote. @param {StorageEvent} event */
  heard(event) {
    if (event.storageArea !== this.storage || !this.storage) return;
    if (event.key === this.keys.learner && isLearner(event.newValue) && event.newValue !== this.learner) {
      const old = this.learner;
      this.learner = event.newValue;
      this.clear();
      this.aside = listIn(this.storage.getItem(this.keys.aside));
      this.#anew(old);
    } else if (event.key === null) {
      this.learner = randomId(16); // someone cleared the site's data
      this.#emptied(null);
    } else if (event.newValue !== null) {
      const found = this.read(event.key);
      if (!found) return;
      this.keptAt = new Date();
      this.tell({ kind: "entries", entries: [found], from: "tab" });
    }
  }
}

/** The page's one store. */
export function openStore() {
  if (globalThis.__selfhelpStore) return globalThis.__selfhelpStore;
  const store = new RecordStore(pageStorage());
  globalThis.addEventListener?.("storage", (event) => store.heard(event));
  globalThis.__selfhelpStore = store;
  return store;
}
