// Hands the browser's record to the kernel and waits for its word that it is kept: one message at a time,
// sent again when no answer comes. Nothing is called saved on the server before the server says so.

const RETRY = [2000, 4000, 8000, 15000, 30000];
const QUIET = 300; // while someone is typing, one message for several keystrokes
const PATIENCE = 5000;
const BATCH = 200;

export class Sync {
  /** @param {{send: Function, on: Function, off: Function}} model @param {RecordStore} store */
  constructor(model, store, onState) {
    Object.assign(this, { model, store, onState });
    this.waiting = new Map(); // id -> entry the server has not confirmed
    this.flight = null;
    this.failures = 0;
    this.token = 0;
    this.state = "waiting"; // "waiting" | "kept" | "failed"
    this.sentence = null;
    this.hear = (content) => this.#heard(content);
    model.on("msg:custom", this.hear);
    this.unsubscribe = store.subscribe((change) => this.#changed(change));
    this.#everything();
  }

  #everything() {
    this.waiting = new Map(this.store.entries().map((entry) => [entry.id, entry]));
    this.greeted = false;
    this.#soon(0);
  }

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

  #soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#send(), wait);
  }

  #send() {
    if (this.flight) return;
    const erase = this.store.erasing[0];
    const entries = [...this.waiting.values()].slice(0, BATCH);
    if (!erase && !entries.length && this.greeted) return;
    this.token += 1;
    this.flight = { token: this.token, entries, erase };
    const message = erase
      ? { kind: "erase", token: this.token, learner: erase }
      : { kind: this.greeted ? "entries" : "hello", token: this.token, learner: this.store.learner, entries };
    this.patience = setTimeout(() => this.#failed(null), PATIENCE);
    try {
      this.model.send(message);
    } catch {
      this.#failed(null);
    }
  }

  #failed(sentence) {
    clearTimeout(this.patience);
    this.flight = null;
    this.greeted = false; // a new kernel knows nothing yet
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    this.#say("failed", sentence);
    this.#soon(wait);
  }

  #heard(content) {
    if (content.kind === "entries") this.store.put(content.entries, "server");
    if (content.kind === "keep") this.store.put(content.entries, "kernel");
    if (content.kind === "forgotten" && content.learner === this.store.learner) this.store.erase();
    if (content.token !== this.flight?.token || !this.flight) return;
    if (content.kind === "failed") return this.#failed(content.sentence);
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

  #say(state, sentence) {
    Object.assign(this, { state, sentence });
    this.onState();
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.patience);
    this.model.off("msg:custom", this.hear);
    this.unsubscribe();
  }
}
