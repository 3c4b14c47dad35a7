// A kernel's socket. A message counts as delivered when the kernel says that it has dealt with it, not when it was
// sent: until then it stays in the journal, and after a loss the journal is sent again, in order, under the same ids
// (a part takes an id once; see widgets/part.py).

import { randomId } from "../record/record.js";
import { PROTOCOL, decode, encode } from "./frames.js";

const FIRST_WAIT = 300; // milliseconds before the first new try, twice as long before each next
const LONGEST_WAIT = 8000;
const CONNECTING = 10_000; // a socket that has not opened by then is given up
const WAKING = 30_000; // and so is a first one on which nothing has come
const KNOCK = 300; // the kernel is asked for its first word so often, twice as long before each next
const ASKING = 4000; // how long the server may take to say whether the kernel is there
const TICK = 2500; // the ear listens this often; it counts ticks, so that a clock set or a sleep is no silence
const PING = 2; // ticks of quiet after which the kernel is asked for a sign
const SILENT = 5; // ticks of quiet after which the reader is told: 12.5 to 15 seconds
const BUSY = 12; // a kernel that said it is at work may be quiet for so long before the socket is changed
const WINDOW = 1_000_000; // bytes under way at most, beyond one message

/**
 * @typedef {import("./frames.js").Message} Message
 * @typedef {import("../types/host").Sending} Sending
 * @typedef {{frame: ArrayBuffer, again: () => ArrayBuffer, sent: boolean, onIdle?: () => void, onLost?: () => void}} Entry
 */

export class Kernel extends EventTarget {
  /**
   * Events: "open" (again: true after a loss; what waited has been sent), "message", "idle", "away" (told at each
   * try, with what the server says), "silent" (nothing heard on an open socket), "heard" (again), "dead" (the server
   * says that the kernel is gone).
   * @param {string} base @param {string} id
   */
  constructor(base, id) {
    super();
    this.base = base;
    this.id = id;
    this.session = randomId(6); // every answer repeats the header it answers, so ids are short; and a kernel has few pages
    this.count = 0; // messages made
    /** @type {Map<string, Entry>} what the kernel has not confirmed, in the order in which it was said */
    this.journal = new Map();
    this.underWay = 0; // bytes of the journal that are on this socket
    /** @type {WebSocket | null} */
    this.socket = null;
    this.tries = 0;
    this.ready = false; // the kernel's words come through
    this.opened = false; // they have, once at least
    this.ended = false;
    this.left = false;
    /** @type {string | null} the message of this page that the kernel said it is dealing with */
    this.atWork = null;
    this.quiet = 0; // ticks since something was heard
    this.silent = false; // and the reader has been told
    this.buffered = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.ear = undefined;
    globalThis.addEventListener?.("online", () => this.#now());
  }

  connect() {
    clearTimeout(this.timer);
    // The server gives the kernel this name for whoever speaks. A kernel passes over a second one of the same name, and
    // the socket before this one may be there still: on a line that stalls it can even come after it.
    const url = new URL(`${this.base}api/kernels/${this.id}/channels?session_id=${randomId(6)}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url, [PROTOCOL]);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.ready = false;
    this.timer = setTimeout(() => this.#drop(), CONNECTING);
    socket.onopen = () => {
      clearTimeout(this.timer);
      if (this.opened) this.#listen();
      else this.timer = setTimeout(() => this.#drop(), WAKING);
      this.#knock(socket, KNOCK);
    };
    socket.onmessage = ({ data }) => this.#receive(decode(data));
    socket.onclose = () => this.#lost();
  }

  /** Whether messages go out at once. */
  get isOpen() {
    return this.ready && this.socket?.readyState === WebSocket.OPEN;
  }

  // A server hears a new socket before it passes on what the kernel says: until the kernel's first word has come,
  // its word that a message was dealt with would be lost.
  /** @param {WebSocket} socket @param {number} wait */
  #knock(socket, wait) {
    if (this.ready || socket !== this.socket || socket.readyState !== WebSocket.OPEN) return;
    this.#ping(socket);
    setTimeout(() => this.#knock(socket, 2 * wait), wait);
  }

  /** @param {WebSocket} socket */
  #ping(socket) {
    socket.send(encode("shell", { header: this.#header("kernel_info_request") }));
  }

  #open() {
    this.ready = true;
    this.tries = 0;
    clearTimeout(this.timer);
    const again = this.opened;
    this.opened = true;
    this.#listen();
    this.#pump();
    this.dispatchEvent(new CustomEvent("open", { detail: { again } }));
  }

  // The ear: what comes, however little, is a sign; after some quiet the kernel is asked for one.
  #listen() {
    clearInterval(this.ear);
    this.quiet = 0;
    this.buffered = 0;
    this.ear = setInterval(() => this.#tick(), TICK);
  }

  #tick() {
    const buffered = this.socket?.bufferedAmount ?? 0;
    const progress = buffered < this.buffered; // a long message on a slow line is no silence
    this.buffered = buffered;
    if (progress) this.quiet = 0;
    if (globalThis.document?.hidden && !this.underWay) return;
    this.quiet += 1;
    if (this.quiet === PING) {
      if (this.underWay) void this.#endIfGone(); // a kernel ended on the server may leave its socket open and silent
      else if (this.isOpen && this.socket) this.#ping(this.socket);
    }
    if (this.quiet < SILENT) return;
    if (!this.silent) {
      this.silent = true;
      this.dispatchEvent(new CustomEvent("silent", { detail: { busy: Boolean(this.atWork) } }));
      void this.#endIfGone();
    }
    if (!this.atWork || this.quiet >= BUSY) this.#drop();
  }

  #heard() {
    this.quiet = 0;
    if (!this.silent) return;
    this.silent = false;
    if (this.isOpen) this.dispatchEvent(new Event("heard"));
  }

  // A stalled socket may take a minute to close: it is let go of at once.
  #drop() {
    const socket = this.socket;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    void this.#lost();
  }

  async #lost() {
    this.socket = null;
    this.ready = false;
    clearInterval(this.ear);
    clearTimeout(this.timer);
    this.underWay = 0;
    this.atWork = null;
    for (const entry of this.journal.values()) {
      if (!entry.sent) continue;
      entry.sent = false;
      entry.frame = entry.again();
    }
    if (this.ended) return;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(this.tries, 8));
    // Without an answer of the server nothing is known: only its word that there is no such kernel ends the page.
    const answer = this.tries > 0 ? await this.#ask() : null;
    if (this.ended || this.socket) return;
    if (answer === 404) return this.#end();
    this.tries += 1;
    this.dispatchEvent(new CustomEvent("away", { detail: { wait, tries: this.tries, answer } }));
    this.timer = setTimeout(() => this.connect(), wait);
  }

  #now() {
    if (!this.ended && !this.socket) this.connect();
  }

  /** What the server answers about this kernel: an HTTP status, or null for no answer. @returns {Promise<number | null>} */
  async #ask() {
    try {
      return (await fetch(`${this.base}selfhelp/kernel/${this.id}`, { cache: "no-store", signal: AbortSignal.timeout(ASKING) })).status;
    } catch {
      return null;
    }
  }

  async #endIfGone() {
    if ((await this.#ask()) === 404) this.#end();
  }

  #end() {
    if (this.ended) return;
    this.leave();
    this.dispatchEvent(new Event("dead"));
    const lost = [...this.journal.values()];
    this.journal.clear();
    for (const { onLost } of lost) onLost?.();
  }

  /** Let go of the kernel without a word. */
  leave() {
    this.ended = true;
    clearInterval(this.ear);
    clearTimeout(this.timer);
    this.socket?.close();
  }

  /** @param {Message} message */
  #receive(message) {
    this.#heard();
    if (!this.ready && message.channel === "iopub") this.#open();
    if (message.header.msg_type !== "status") {
      this.dispatchEvent(new CustomEvent("message", { detail: message }));
      return;
    }
    const state = message.content.execution_state;
    const about = message.parent_header.msg_id;
    if (state === "busy" && about !== undefined && this.journal.has(about)) this.atWork = about;
    else if (state === "idle") this.#confirm(about);
    // A restarted kernel knows nothing of this page's parts.
    else if (state === "dead" || state === "restarting" || state === "autorestarting") this.#end();
  }

  /** @param {string | undefined} id */
  #confirm(id) {
    if (id === this.atWork) this.atWork = null;
    const entry = id === undefined ? undefined : this.journal.get(id);
    if (entry && id !== undefined) {
      this.journal.delete(id);
      if (entry.sent) this.underWay -= entry.frame.byteLength;
      entry.onIdle?.();
      this.#pump();
    }
    this.dispatchEvent(new Event("idle"));
  }

  /** @param {string} type */
  #header(type) {
    return {
      msg_id: `${this.session}_${(this.count++).toString(36)}`,
      msg_type: type,
      username: "",
      session: this.session,
      date: new Date().toISOString(),
      version: "5.3",
    };
  }

  // Send what has not been sent, oldest first, as long as there is room on the way.
  #pump() {
    if (!this.isOpen) return;
    for (const entry of this.journal.values()) {
      if (entry.sent) continue;
      if (this.underWay && this.underWay + entry.frame.byteLength > WINDOW) return;
      entry.sent = true;
      this.underWay += entry.frame.byteLength;
      this.socket?.send(entry.frame);
    }
  }

  /**
   * Say something on the shell channel. It is sent when it can be, and again if need be.
   * @param {string} type @param {unknown} content @param {Sending} [sending]
   * @returns {string} the id of the message
   */
  send(type, content, { metadata = {}, buffers = [], onIdle, onLost } = {}) {
    const header = this.#header(type);
    if (this.ended) {
      queueMicrotask(() => onLost?.());
      return header.msg_id;
    }
    let times = -1;
    // A kernel passes over what is signed as before without a word: each sending differs from the last.
    const again = () => {
      times += 1;
      return encode("shell", { header, metadata: times ? { ...metadata, again: times } : metadata, content }, buffers);
    };
    this.journal.set(header.msg_id, { frame: again(), again, sent: false, onIdle, onLost });
    this.#pump();
    return header.msg_id;
  }

  /** End the kernel as the page goes. That it knows the id proves that the request comes from this page. */
  farewell() {
    if (this.left) return;
    this.left = true;
    this.leave();
    fetch(`${this.base}selfhelp/end/${this.id}`, { method: "POST", keepalive: true }).catch(() => {});
  }
}
