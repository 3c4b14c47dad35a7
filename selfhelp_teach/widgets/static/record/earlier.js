// What an earlier version kept, under names without the site's path: one record for all sites of a host.
// Nobody can tell on which site it was made, so it stays where it is and sites take copies. The first site that
// finds it takes one at once; any later one asks the learner, for the answers may be another course's.
// docs/record.md tells why.
import { VERSION } from "./record.js";
import { namedIn, stirred } from "./site.js";

const PREFIX = "selfhelp:";
const ENTRY = `${PREFIX}entry:`;
const TAKEN = `${PREFIX}taken`; // the site that took a copy first
const NAMES = ["learner", "version", "aside", "erasing", "taken"].map((name) => PREFIX + name);

export class Earlier {
  /** @param {Storage | null} storage @param {string} note the key under which this site keeps what it has dealt with */
  constructor(storage, note) {
    this.storage = storage;
    this.note = note;
  }

  get keys() {
    return namedIn(this.storage, ENTRY).sort();
  }

  /** What is there and this site has not dealt with: "take", "ask", or "" for nothing. */
  get finding() {
    if (!this.storage || Number(this.read("version") ?? VERSION) > VERSION) return "";
    const { keys } = this;
    if ((!keys.length && !this.read("learner")) || this.storage.getItem(this.note) === this.#state(keys)) return "";
    return this.storage.getItem(TAKEN) === null ? "take" : keys.length ? "ask" : "";
  }

  /** @param {string} name */
  read(name) {
    return this.storage?.getItem(PREFIX + name) ?? null;
  }

  /** Remember that this site has dealt with what is there now. @param {string} [taker] the site, where it took a copy */
  dealt(taker) {
    if (!this.storage) return;
    this.storage.setItem(this.note, this.#state(this.keys));
    if (taker && this.storage.getItem(TAKEN) === null) this.storage.setItem(TAKEN, taker);
  }

  /** Delete it, for all sites. */
  remove() {
    for (const key of [...this.keys, ...NAMES]) this.storage?.removeItem(key);
  }

  /** A few digits that change when an item does: a page of the earlier version may still be open and write. @param {string[]} keys */
  #state(keys) {
    const texts = keys.map((key) => this.storage?.getItem(key) ?? "");
    return `${keys.length}:${stirred(texts.join("")).toString(16)}`;
  }
}
