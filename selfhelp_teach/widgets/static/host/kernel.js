// A Jupyter kernel's socket in the current protocol (v1.kernel.websocket.jupyter.org), with what the
// widget protocol needs of it: comm messages out, iopub messages in, word of idle, loss and return.

const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const FIRST_WAIT = 300;
const LONGEST_WAIT = 8000;
const TRIES = 8;
const PATIENCE = 5000;

/** Lay out one message: count of offsets, the offsets, then channel, four JSON parts and buffers. */
export function encode(channel, message, buffers = []) {
  const parts = [
    encoder.encode(channel),
    ...["header", "parent_header", "metadata", "content"].map((key) => encoder.encode(JSON.stringify(message[key] ?? {}))),
    ...buffers.map((b) => new Uint8Array(b.buffer ?? b, b.byteOffset ?? 0, b.byteLength)),
  ];
  const count = parts.length + 1;
  const total = 8 * (count + 1) + parts.reduce((sum, part) => sum + part.byteLength, 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(count), true);
  let offset = 8 * (count + 1);
  parts.forEach((part, index) => {
    view.setBigUint64(8 * (index + 1), BigInt(offset), true);
    bytes.set(part, offset);
    offset += part.byteLength;
  });
  view.setBigUint64(8 * count, BigInt(offset), true);
  return bytes.buffer;
}

/** Read one message. */
export function decode(data) {
  const view = new DataView(data);
  const count = Number(view.getBigUint64(0, true));
  const offsets = Array.from({ length: count }, (_, index) => Number(view.getBigUint64(8 * (index + 1), true)));
  const text = (index) => decoder.decode(new Uint8Array(data, offsets[index], offsets[index + 1] - offsets[index]));
  const buffers = [];
  for (let index = 5; index < count - 1; index++) buffers.push(new DataView(data.slice(offsets[index], offsets[index + 1])));
  return {
    channel: text(0),
    header: JSON.parse(text(1)),
    parent_header: JSON.parse(text(2)),
    metadata: JSON.parse(text(3)),
    content: JSON.parse(text(4)),
    buffers,
  };
}

// Every answer repeats the header it answers, so ids are short. A session is one of a kernel's few pages.
const newSession = () => Array.from(crypto.getRandomValues(new Uint8Array(6)), (b) => b.toString(16).padStart(2, "0")).join("");

export class Kernel extends EventTarget {
  /** Events: "open" (again: true after a loss), "message", "idle", "away", "dead". */
  constructor(base, id) {
    super();
    this.base = base;
    this.id = id;
    this.session = newSession();
    this.count = 0; // messages sent
    this.waiting = []; // what could not be sent yet
    this.idle = new Map(); // message id -> what to do when the kernel has dealt with it
    this.tries = 0;
    this.opened = false;
    this.ended = false;
  }

  connect() {
    const url = new URL(`${this.base}api/kernels/${this.id}/channels?session_id=${this.session}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url, [PROTOCOL]);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.tries = 0;
      const again = this.opened;
      this.opened = true;
      this.socket = socket;
      this.dispatchEvent(new CustomEvent("open", { detail: { again } }));
      for (const frame of this.waiting.splice(0)) socket.send(frame);
    };
    socket.onmessage = ({ data }) => this.#receive(decode(data));
    socket.onclose = () => this.#lost();
  }

  async #lost() {
    this.socket = null;
    if (this.ended) return;
    // Whoever waits for "idle" would wait forever: the answer went with the socket.
    for (const done of [...this.idle.values()]) done();
    this.idle.clear();
    // A server that answers but knows no such kernel has ended it; one that does not answer may return.
    const gone = this.tries > 0 && (await this.#isGone());
    if (gone || this.tries >= TRIES) return this.#end();
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.tries++);
    this.dispatchEvent(new CustomEvent("away", { detail: { wait } }));
    setTimeout(() => this.ended || this.connect(), wait);
  }

  async #isGone() {
    try {
      return (await fetch(`${this.base}selfhelp/kernel/${this.id}`, { cache: "no-store" })).status === 404;
    } catch {
      return false;
    }
  }

  #end() {
    if (this.ended) return;
    this.ended = true;
    this.socket?.close();
    this.dispatchEvent(new Event("dead"));
  }

  #receive(message) {
    const type = message.header.msg_type;
    if (type === "status") {
      const state = message.content.execution_state;
      if (state === "idle") {
        const parent = message.parent_header.msg_id;
        const done = this.idle.get(parent);
        this.idle.delete(parent);
        done?.();
        this.dispatchEvent(new Event("idle"));
      } else if (state === "dead" || state === "restarting" || state === "autorestarting") {
        // A restarted kernel knows nothing of this page's parts.
        this.#end();
      }
      return;
    }
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
  }

  /** Send on the shell channel; `onIdle` runs when the kernel has dealt with the message. */
  send(type, content, { metadata = {}, buffers = [], onIdle } = {}) {
    if (this.ended) return;
    const header = {
      msg_id: `${this.session}_${(this.count++).toString(36)}`,
      msg_type: type,
      username: "",
      session: this.session,
      date: new Date().toISOString(),
      version: "5.3",
    };
    const frame = encode("shell", { header, parent_header: {}, metadata, content }, buffers);
    if (onIdle) {
      this.idle.set(header.msg_id, onIdle);
      // A kernel that was ended on the server leaves its socket open and silent.
      setTimeout(async () => this.idle.has(header.msg_id) && (await this.#isGone()) && this.#end(), PATIENCE);
    }
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(frame);
    else this.waiting.push(frame);
  }

  /** End the kernel as the page goes. The token proves that the request comes from this page. */
  farewell() {
    if (this.left) return;
    this.left = this.ended = true;
    this.socket?.close();
    const token = document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/)?.[1] ?? "";
    fetch(`${this.base}selfhelp/end/${this.id}`, {
      method: "POST",
      keepalive: true,
      headers: { "X-XSRFToken": decodeURIComponent(token) },
    }).catch(() => {});
  }
}
