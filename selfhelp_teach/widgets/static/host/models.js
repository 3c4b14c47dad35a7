// Widget models as anywidget modules expect them, usable before their kernel is.
// A model starts from the page's opening state; when the kernel is up it is bound to the kernel's model,
// takes over its state and passes on what the reader changed meanwhile. What the kernel has not confirmed is the
// reader's: an older word of the kernel about it is not taken.

import { octets } from "./frames.js";

/**
 * @typedef {import("../types/host").KernelFace} Kernel
 * @typedef {Record<string, any>} State
 * @typedef {"delivered" | "lost" | "too large"} Outcome what became of a message
 * @typedef {(...details: any[]) => void} Listener
 */

const PIECE = 100_000; // characters of a message that is sent whole; a longer one goes in pieces of so many
const MOST_PIECES = 400; // a kernel takes no more (see widgets/part.py)

/** @param {unknown} value @returns {value is ArrayBuffer | ArrayBufferView} */
const bytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** A frame that the kernel sends again as the page already has it must not draw its chart again. @param {unknown} a @param {unknown} b */
function sameBytes(a, b) {
  if (!bytes(a) || !bytes(b) || a.byteLength !== b.byteLength) return false;
  const other = octets(b);
  return octets(a).every((octet, index) => octet === other[index]);
}

/**
 * Equal in content. The order of keys does not count: the page's opening state has them sorted, the kernel's not.
 * @param {unknown} a @param {unknown} b @returns {boolean}
 */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (bytes(a) || bytes(b)) return sameBytes(a, b);
  const [mine, theirs] = /** @type {State[]} a list has its places for keys */ ([a, b]);
  const keys = Object.keys(mine);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(theirs).length && keys.every((key) => key in theirs && same(mine[key], theirs[key]));
}

/** Bytes in an opening state are written as {"base64": …}. @param {any} value @returns {any} */
export function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value && typeof value === "object") {
    if (typeof value.base64 === "string" && Object.keys(value).length === 1) {
      const text = atob(value.base64);
      return new DataView(Uint8Array.from(text, (c) => c.charCodeAt(0)).buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
  }
  return value;
}

/** Put the buffers of a message back where its state names them. @param {any} state @param {(string | number)[][]} paths @param {DataView[]} buffers */
export function withBuffers(state, paths, buffers) {
  paths.forEach((path, index) => {
    let target = state;
    for (const step of path.slice(0, -1)) target = target[step];
    target[/** @type {string} */ (path.at(-1))] = buffers[index];
  });
  return state;
}

/** Take the bytes out of a state: the message carries them beside it. @param {State} state */
function withoutBuffers(state) {
  /** @type {string[][]} */
  const paths = [];
  const buffers = [];
  /** @type {State} */
  const plain = {};
  for (const [key, value] of Object.entries(state)) {
    if (bytes(value)) {
      paths.push([key]);
      buffers.push(value);
    } else plain[key] = value;
  }
  return { plain, paths, buffers };
}

/**
 * The contents in which a message is sent: itself, or pieces of its text, which the part puts together.
 * @param {State} content @returns {State[]}
 */
export function inPieces(content) {
  const text = JSON.stringify(content);
  if (text.length <= PIECE) return [content];
  const of = crypto.randomUUID?.() ?? String(Math.random());
  const cuts = [0];
  while (cuts[cuts.length - 1] < text.length) {
    const cut = Math.min(text.length, cuts[cuts.length - 1] + PIECE);
    // Half of an astral character is no text.
    cuts.push(/[\ud800-\udbff]/.test(text[cut - 1]) && cut < text.length ? cut - 1 : cut);
  }
  const count = cuts.length - 1;
  return cuts.slice(1).map((cut, at) => ({ kind: "piece", of, at, count, text: text.slice(cuts[at], cut) }));
}

/** @type {Set<Model>} models with changes that are saved and not yet sent */
const waiting = new Set();

export class Model {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {Map<string, Set<Listener>>} */
    this.listeners = new Map();
    this.changed = new Set(); // set, not yet saved
    this.unsent = new Set(); // saved, not yet sent
    /** @type {Map<string, string>} trait -> the message that took it to the kernel, until the kernel confirms it */
    this.unconfirmed = new Map();
    /** @type {[State, (ArrayBuffer | ArrayBufferView)[], (outcome: Outcome) => void][]} custom messages that wait for the kernel */
    this.messages = [];
    /** @type {Kernel | null} */
    this.kernel = null;
    this.comm = "";
    this.inFlight = 0;
  }

  /** @param {string} key */
  get(key) {
    return this.state[key];
  }

  /** @param {string | State} key @param {any} [value] */
  set(key, value) {
    if (typeof key === "object") {
      for (const [name, item] of Object.entries(key)) this.set(name, item);
      return;
    }
    if (same(this.state[key], value)) return;
    this.state[key] = value;
    this.changed.add(key);
    this.#tell(`change:${key}`, value);
    this.#tell("change");
  }

  /** @param {string} names @param {Listener} callback */
  on(names, callback) {
    for (const name of names.split(" ")) {
      const listeners = this.listeners.get(name) ?? new Set();
      this.listeners.set(name, listeners.add(callback));
    }
  }

  /** @param {string} [names] @param {Listener} [callback] */
  off(names, callback) {
    if (!names) {
      this.listeners.clear();
      return;
    }
    for (const name of names.split(" ")) {
      if (callback) this.listeners.get(name)?.delete(callback);
      else this.listeners.delete(name);
    }
  }

  /** @param {string} name @param {...any} details */
  #tell(name, ...details) {
    for (const callback of [...(this.listeners.get(name) ?? [])]) {
      try {
        callback.call(this, ...details);
      } catch (error) {
        console.error(`A part failed at ${name}`, error);
      }
    }
  }

  save_changes() {
    for (const key of this.changed) this.unsent.add(key);
    this.changed.clear();
    this.#flush();
  }

  /** Whether a newer value waits until the kernel has dealt with the one in flight. */
  get waits() {
    return this.inFlight > 0 && this.unsent.size > 0;
  }

  /** One update in flight; whatever changes meanwhile goes out together, the newest values only. */
  #flush(now = false) {
    if (this.unsent.size) waiting.add(this);
    if (!this.kernel || (this.inFlight && !now) || !this.unsent.size) return;
    waiting.delete(this);
    const keys = [...this.unsent];
    const state = Object.fromEntries(keys.map((key) => [key, this.state[key]]));
    this.unsent.clear();
    this.inFlight += 1;
    const { plain, paths, buffers } = withoutBuffers(state);
    const data = { method: "update", state: plain, buffer_paths: paths };
    const id = this.kernel.send("comm_msg", { comm_id: this.comm, data }, {
      buffers,
      onIdle: () => {
        this.inFlight = Math.max(0, this.inFlight - 1);
        for (const key of keys) if (this.unconfirmed.get(key) === id) this.unconfirmed.delete(key);
        this.#flush();
      },
    });
    for (const key of keys) this.unconfirmed.set(key, id);
  }

  /**
   * Send a message of its own kind. A press of a button speaks of the page as it is: what was moved before it, on any
   * part, goes out before it.
   * @param {State} content @param {unknown} [_callbacks] @param {(ArrayBuffer | ArrayBufferView)[]} [buffers]
   * @returns {Promise<Outcome>} what became of it
   */
  send(content, _callbacks, buffers = []) {
    for (const model of [...waiting]) model.#flush(true);
    return new Promise((resolve) => {
      if (this.kernel) this.#post(content, buffers, resolve);
      else this.messages.push([content, buffers, resolve]);
    });
  }

  /** @param {State} content @param {(ArrayBuffer | ArrayBufferView)[]} buffers @param {(outcome: Outcome) => void} told */
  #post(content, buffers, told) {
    const pieces = inPieces(content);
    if (pieces.length > MOST_PIECES) {
      told("too large");
      return;
    }
    pieces.forEach((piece, at) => {
      const last = at === pieces.length - 1;
      this.kernel?.send("comm_msg", { comm_id: this.comm, data: { method: "custom", content: piece } }, {
        buffers: last ? buffers : [],
        onIdle: last ? () => told("delivered") : undefined,
        onLost: () => told("lost"),
      });
    });
  }

  /**
   * Take values that come from the kernel; they are not sent back.
   * @param {State} state @param {string} [answered] the message of this page during which the kernel said so
   */
  receive(state, answered) {
    const names = [];
    for (const [key, value] of Object.entries(state)) {
      // What the reader changed and the kernel has not seen yet is newer than what it says.
      if (this.unsent.has(key) || this.changed.has(key) || same(this.state[key], value)) continue;
      if (this.unconfirmed.has(key) && this.unconfirmed.get(key) !== answered) continue;
      this.state[key] = value;
      names.push(key);
    }
    for (const key of names) this.#tell(`change:${key}`, this.state[key]);
    if (names.length) this.#tell("change");
  }

  /** @param {any} content @param {DataView[]} buffers */
  receiveMessage(content, buffers) {
    this.#tell("msg:custom", content, buffers);
  }

  /** Bind to the kernel's model; what waited goes out with `release`. @param {Kernel} kernel @param {string} comm @param {State} state */
  bind(kernel, comm, state) {
    this.kernel = kernel;
    this.comm = comm;
    this.receive(state);
  }

  /** Send what was done before the kernel was there: all values first, as messages speak of the page as it is. @param {Iterable<Model>} models */
  static release(models) {
    const bound = [...models].filter((model) => model.kernel);
    for (const model of bound) model.#flush();
    for (const model of bound) for (const [content, buffers, told] of model.messages.splice(0)) model.#post(content, buffers, told);
  }
}
