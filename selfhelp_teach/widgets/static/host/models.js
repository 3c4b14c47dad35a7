// Widget models as anywidget modules expect them, usable before their kernel is.
// A model starts from the page's opening state; when the kernel is up it is bound to the kernel's model,
// takes over its state and passes on what the reader changed meanwhile.

const bytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
const octets = (value) => new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);

/** A frame that the kernel sends again as the page already has it must not draw its chart again. */
function sameBytes(a, b) {
  if (!bytes(a) || !bytes(b) || a.byteLength !== b.byteLength) return false;
  const other = octets(b);
  return octets(a).every((octet, index) => octet === other[index]);
}

/** Equal in content. The order of keys does not count: the page's opening state has them sorted, the kernel's not. */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (bytes(a) || bytes(b)) return sameBytes(a, b);
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}

/** Bytes in an opening state are written as {"base64": …}. */
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

/** Put the buffers of a message back where its state names them. */
export function withBuffers(state, paths, buffers) {
  paths.forEach((path, index) => {
    let target = state;
    for (const step of path.slice(0, -1)) target = target[step];
    target[path.at(-1)] = buffers[index];
  });
  return state;
}

/** Take the bytes out of a state: the message carries them beside it. */
function withoutBuffers(state) {
  const paths = [];
  const buffers = [];
  const plain = {};
  for (const [key, value] of Object.entries(state)) {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      paths.push([key]);
      buffers.push(value);
    } else plain[key] = value;
  }
  return { plain, paths, buffers };
}

const waiting = new Set(); // models with changes that are saved and not yet sent

export class Model {
  constructor(state) {
    this.state = state;
    this.listeners = new Map();
    this.changed = new Set(); // set, not yet saved
    this.unsent = new Set(); // saved, not yet sent
    this.messages = []; // custom messages that wait for the kernel
    this.kernel = null;
    this.comm = null;
    this.inFlight = 0;
  }

  get(key) {
    return this.state[key];
  }

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

  on(names, callback) {
    for (const name of names.split(" ")) {
      if (!this.listeners.has(name)) this.listeners.set(name, new Set());
      this.listeners.get(name).add(callback);
    }
  }

  off(names, callback) {
    if (!names) return this.listeners.clear();
    for (const name of names.split(" ")) {
      if (callback) this.listeners.get(name)?.delete(callback);
      else this.listeners.delete(name);
    }
  }

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
    return this.inFlight && this.unsent.size > 0;
  }

  /** One update in flight; whatever changes meanwhile goes out together, the newest values only. */
  #flush(now = false) {
    if (this.unsent.size) waiting.add(this);
    if (!this.kernel || (this.inFlight && !now) || !this.unsent.size) return;
    waiting.delete(this);
    const state = Object.fromEntries([...this.unsent].map((key) => [key, this.state[key]]));
    this.unsent.clear();
    this.inFlight += 1;
    const { plain, paths, buffers } = withoutBuffers(state);
    const data = { method: "update", state: plain, buffer_paths: paths };
    this.kernel.send("comm_msg", { comm_id: this.comm, data }, {
      buffers,
      onIdle: () => {
        this.inFlight = Math.max(0, this.inFlight - 1);
        this.#flush();
      },
    });
  }

  /** A press of a button speaks of the page as it is: what was moved before it, on any part, goes out before it. */
  send(content, _callbacks, buffers = []) {
    for (const model of [...waiting]) model.#flush(true);
    if (!this.kernel) this.messages.push([content, buffers]);
    else this.kernel.send("comm_msg", { comm_id: this.comm, data: { method: "custom", content } }, { buffers });
  }

  /** Take values that come from the kernel; they are not sent back. */
  receive(state) {
    const names = [];
    for (const [key, value] of Object.entries(state)) {
      // What the reader changed and the kernel has not seen yet is newer than what it says.
      if (this.unsent.has(key) || this.changed.has(key) || same(this.state[key], value)) continue;
      this.state[key] = value;
      names.push(key);
    }
    for (const key of names) this.#tell(`change:${key}`, this.state[key]);
    if (names.length) this.#tell("change");
  }

  receiveMessage(content, buffers) {
    this.#tell("msg:custom", content, buffers);
  }

  /** Bind to the kernel's model. */
  bind(kernel, comm, state) {
    this.kernel = kernel;
    this.comm = comm;
    this.inFlight = 0;
    this.receive(state);
    for (const [content, buffers] of this.messages.splice(0)) this.send(content, undefined, buffers);
    this.#flush();
  }
}
