// A kernel in the page: the same face as host/kernel.js, with a worker that runs Python in place of a socket.

import { canRun, python } from "./early.js";

/** @import { Sending } from "../types/host" */
/** @import { FromWorker, SharedPython } from "../types/worker" */

// Milliseconds without a word after which Python is taken for gone: a system short of memory ends a worker and tells
// nobody. The longest that a page works out takes a small part of that.
const PATIENCE = 60_000;

export class PageKernel extends EventTarget {
  /** Events: "open", "message", "idle", "dead" (with a reason), and "progress" while Python starts. */
  constructor() {
    super();
    this.session = crypto.getRandomValues(new Uint32Array(1))[0].toString(16);
    this.count = 0;
    /** @type {Map<string, Pick<Sending, "onIdle" | "onLost">>} message id -> what to do when Python has dealt with it, or never will */
    this.journal = new Map();
    this.opened = false;
    this.complete = false;
    this.ended = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
  }

  connect() {
    if (!canRun()) return this.#end("no WebAssembly");
    this.python = python();
    this.page = ++this.python.page;
    const { worker } = this.python;
    worker.onmessage = ({ data }) => data.page === this.page && this.#receive(data);
    worker.onerror = (event) => this.#end(event.message ?? "");
    worker.postMessage({ type: "page", page: this.page, cells: JSON.parse(/** @type {HTMLElement} */ (document.getElementById("selfhelp-cells")).textContent) });
    this.opened = true;
    this.dispatchEvent(new CustomEvent("open", { detail: { again: false } }));
  }

  /** @param {FromWorker} data */
  #receive(data) {
    if (data.type === "progress") this.dispatchEvent(new CustomEvent("progress", { detail: data }));
    else if (data.type === "started") document.documentElement.dataset.python = data.resumed ? "resumed" : "anew";
    else if (data.type === "outputs") this.#write("selfhelp-outputs", JSON.stringify(data.outputs), data.cell);
    else if (data.type === "complete") {
      this.complete = true;
      this.#write("", "true").id = "selfhelp-complete";
    }
    else if (data.type === "failed") this.#end(data.reason);
    else if (data.type === "message") {
      const { kind, parent, content, buffers } = data;
      const detail = { header: { msg_type: kind }, parent_header: { msg_id: parent ?? "" }, content, buffers };
      this.dispatchEvent(new CustomEvent("message", { detail }));
    } else if (data.type === "idle") {
      const entry = this.journal.get(data.id);
      this.journal.delete(data.id);
      entry?.onIdle?.();
      this.dispatchEvent(new Event("idle"));
    }
    this.#wait();
  }

  /** Wait for the next word while Python owes one. */
  #wait() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    if (!this.complete || this.ended || !this.journal.size) return;
    const since = Date.now();
    // A device that slept through it owes the worker the time anew.
    this.waiting = setTimeout(() => (Date.now() - since > PATIENCE * 1.5 ? this.#wait() : this.#end("no word")), PATIENCE);
  }

  /** @param {string} reason */
  #end(reason) {
    if (this.ended) return;
    this.ended = true;
    this.reason = reason;
    clearTimeout(this.waiting);
    this.python?.worker.terminate();
    delete globalThis.selfhelpPython;
    this.dispatchEvent(new CustomEvent("dead", { detail: { reason } }));
    const lost = [...this.journal.values()];
    this.journal.clear();
    for (const { onLost } of lost) onLost?.();
  }

  /** Let go of Python without a word. */
  leave() {
    this.ended = true;
    clearTimeout(this.waiting);
  }

  /** Outputs come into the page as the server would have written them. @param {string} className @param {string} text @param {string} [cell] */
  #write(className, text, cell) {
    const script = Object.assign(document.createElement("script"), { type: "application/json", className, textContent: text });
    if (cell) script.dataset.cell = cell;
    document.body.append(script);
    return script;
  }

  /** @param {string} type @param {unknown} content @param {Sending} [sending] */
  send(type, content, { buffers = [], onIdle, onLost } = {}) {
    const id = `${this.session}_${(this.count++).toString(36)}`;
    if (this.ended) {
      queueMicrotask(() => onLost?.());
      return id;
    }
    this.journal.set(id, { onIdle, onLost });
    /** @type {SharedPython} there since connect() */ (this.python).worker.postMessage({ type: "send", page: this.page, id, kind: type, content, buffers });
    if (this.waiting === undefined) this.#wait();
    return id;
  }

  /** The page goes; its Python stays for the next one, or goes with the window. */
  farewell() {
    clearTimeout(this.waiting);
  }
}
