// Hands the browser's record to the kernel and waits for its word that it is kept: one message at a time,
// sent again when no answer comes. Nothing is called saved on the server before the server says so.

const RETRY = [2000, 4000, 8000, 15000, 30000];
const QUIET = 300; // while someone is typing, one message for several keystrokes
const PATIENCE = 5000;
const BATCH = 200; // entries in one message, and
const BATCH_LENGTH = 400_000; // characters of them, beyond one entry

/** @import { Askable } from "../types/listen" */
/** @import { Entry, RecordChange, SyncStore } from "../types/record" */
/** @import { Message } from "../types/shapes" */

/**
 * @typedef {{token: number, entries: Entry[], erase: string | undefined, underWay: boolean}} Flight
 * @typedef {ReturnType<typeof setTimeout>} Timer
 */

export class Sync {
  /** @param {Askable} model @param {SyncStore} store @param {() => void} onState */
  constructor(model, store, onState) {
    this.model = model;
    this.store = store;
    this.onState = onState;
    /** @type {Map<string, Entry>} id -> entry the server has not confirmed */
    this.waiting = new Map();
    /** @type {Flight | null} */
    this.flight = null;
    /** @type {Timer | undefined} */
    this.timer = undefined;
    /** @type {Timer | undefined} */
    this.patience = undefined;
    this.greeted = false;
    this.failures = 0;
    this.token = 0;
    /** @type {"waiting" | "kept" | "failed"} */
    this.state = "waiting";
    /** @type {string | null} */
    this.sentence = null;
    this.hear = (/** @type {Message} */ content) => this.#heard(content);
    model.on("msg:custom", this.hear);
    this.unsubscribe = store.subscribe((change) => this.#changed(change));
    // Who asks the kernel about the record sends along what it has not got yet.
    store.unconfirmed = () => [...this.waiting.values()];
    this.#everything();
  }

  #everything() {
    this.waiting = new Map(this.store.entries().map((entry) => [entry.id, entry]));
    this.greeted = false;
    this.#soon(0);
  }

  /** @param {RecordChange} change */
  #changed(change) {
    if (change.kind === "erased") {
      this.waiting.clear();
      this.greeted = false;
      clearTimeout(this.patience);
      this.flight = null;
    } else if (change.from !== "server") {
      for (const entry of change.entries) this.waiting.set(entry.id, entry);
    }
    // What was confirmed before says nothing of what is new.
    if (this.state === "kept" && (this.waiting.size || this.store.erasing.length)) this.#say("waiting", null);
    this.#soon(QUIET);
  }

  /** @param {number} wait milliseconds */
  #soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#send(), wait);
  }

  #send() {
    if (this.flight) return;
    const erase = this.store.erasing[0];
    const entries = batch(this.waiting.values());
    if (!erase && !entries.length && this.greeted) return;
    this.token += 1;
    /** @type {Flight} */
    const flight = { token: this.token, entries, erase, underWay: false };
    this.flight = flight;
    const message = erase
      ? { kind: "erase", token: this.token, learner: erase }
      : { kind: this.greeted ? "entries" : "hello", token: this.token, learner: this.store.learner, entries };
    this.patience = setTimeout(() => this.#late(), PATIENCE);
    try {
      const sent = this.model.send(message);
      flight.underWay = Boolean(sent?.then);
      void sent?.then?.((outcome) => this.#arrived(flight, outcome));
    } catch {
      this.#failed(null);
    }
  }

  // Our host brings a message to the kernel however long it takes: sending it again would only be one more.
  #late() {
    if (!this.flight?.underWay) return this.#failed(null);
    return this.#say("failed", null);
  }

  /** @param {Flight} flight @param {string} outcome */
  #arrived(flight, outcome) {
    flight.underWay = false;
    if (flight !== this.flight) return;
    if (outcome === "delivered") this.#failed(null); // dealt with, and not a word about it
    else {
      clearTimeout(this.patience); // the kernel is gone, and with it this page's way to the server
      this.#say("failed", null);
    }
  }

  /** @param {string | null} sentence */
  #failed(sentence) {
    clearTimeout(this.patience);
    this.flight = null;
    this.greeted = false; // a new kernel knows nothing yet
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    this.#say("failed", sentence);
    this.#soon(wait);
  }

  /** @param {Message} content */
  #heard(content) {
    const found = /** @type {Entry[] | undefined} the store takes only what is sound */ (content.entries);
    // What was on its way while everything was deleted is of another record, and stays deleted.
    if (found && content.kind === "entries" && content.learner === this.store.learner) this.store.put(found, "server");
    if (content.kind === "forgotten" && content.learner === this.store.learner) this.store.forgotten();
    if (content.token !== this.flight?.token || !this.flight) return;
    if (content.kind === "failed") return this.#failed(String(content.sentence ?? "") || null);
    if (content.kind !== "kept" && content.kind !== "erased") return;
    clearTimeout(this.patience);
    const { entries, erase } = this.flight;
    this.flight = null;
    this.failures = 0;
    if (erase) this.store.erasureConfirmed(erase);
    else {
      this.greeted = true;
      for (const entry of entries) if (this.waiting.get(entry.id) === entry) this.waiting.delete(entry.id);
    }
    this.#say(this.waiting.size ? "waiting" : "kept", null);
    this.#soon(0);
  }

  /** @param {"waiting" | "kept" | "failed"} state @param {string | null} sentence */
  #say(state, sentence) {
    this.state = state;
    this.sentence = sentence;
    this.onState();
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.patience);
    this.model.off("msg:custom", this.hear);
    this.unsubscribe();
  }
}

/** As many entries as one message takes. @param {Iterable<Entry>} entries */
function batch(entries) {
  const taken = [];
  let length = 0;
  for (const entry of entries) {
    length += JSON.stringify(entry).length;
    if (taken.length && (length > BATCH_LENGTH || taken.length >= BATCH)) break;
    taken.push(entry);
  }
  return taken;
}
