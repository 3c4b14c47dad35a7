// The kernel's side of the host without a browser: a socket that drops, stalls and answers as the test says.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { decode, encode } from "../../selfhelp_teach/widgets/static/host/frames.js";
import { Kernel } from "../../selfhelp_teach/widgets/static/host/kernel.js";
import { Model, inPieces } from "../../selfhelp_teach/widgets/static/host/models.js";

let sockets;
let status;

class Socket {
  static OPEN = 1;
  constructor(url) {
    Object.assign(this, { url, readyState: 0, bufferedAmount: 0, frames: [] });
    sockets.push(this);
  }
  send(frame) {
    this.frames.push(decode(frame));
  }
  close() {
    this.readyState = 3;
    this.onclose?.();
  }
  open() {
    this.readyState = 1;
    this.onopen();
    this.say({}, "status", { execution_state: "idle" });
  }
  say(parent, type, content) {
    this.onmessage?.({ data: encode("iopub", { header: { msg_id: "k", msg_type: type }, parent_header: parent, content }) });
  }
  /** The kernel deals with everything sent so far that is no ping. */
  answer() {
    for (const { header } of this.said.splice(0)) this.say(header, "status", { execution_state: "idle" });
  }
  get said() {
    this.heard ??= 0;
    const found = this.frames.slice(this.heard).filter(({ header }) => header.msg_type !== "kernel_info_request");
    this.heard = this.frames.length;
    return found;
  }
}

const settle = async () => {
  for (let i = 0; i < 20; i += 1) await null;
};

beforeEach(() => {
  sockets = [];
  status = 204;
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  globalThis.location = { href: "http://course.example/page" };
  globalThis.WebSocket = Socket;
  globalThis.fetch = async () => {
    if (status === null) throw new TypeError("no network");
    return { status };
  };
});
afterEach(() => mock.timers.reset());

function connected() {
  const kernel = new Kernel("/", "id");
  const told = [];
  for (const type of ["open", "away", "silent", "heard", "dead"]) kernel.addEventListener(type, () => told.push(type));
  kernel.connect();
  sockets[0].open();
  return { kernel, told, socket: sockets[0] };
}

/** A model that is bound to the kernel. */
function bound(kernel, state = { value: 0.5 }) {
  const model = new Model(state);
  model.bind(kernel, "comm", state);
  return model;
}

/** What a hand does: a value is set and saved. */
function move(model, value) {
  model.set("value", value);
  model.save_changes();
}

const values = (frames) => frames.map(({ content }) => content.data.state?.value ?? content.data.content?.kind);

/** Lose the socket and come back with the next. */
async function again(socket) {
  socket.close();
  await settle();
  mock.timers.tick(8000);
  await settle();
  sockets.at(-1).open();
  return sockets.at(-1);
}

test("no two sockets of a page have one name: a kernel passes over the second of them", async () => {
  const { socket } = connected();
  socket.close();
  await settle();
  mock.timers.tick(300);
  const names = sockets.map(({ url }) => url.searchParams.get("session_id"));
  assert.equal(names.length, 2);
  assert.equal(new Set(names).size, 2);
});

test("a message reads as it was laid out", () => {
  const buffer = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
  const message = decode(encode("shell", { header: { msg_id: "ñ", msg_type: "comm_msg" }, content: { a: "\u{1F600}" } }, [buffer]));
  assert.equal(message.header.msg_id, "ñ");
  assert.deepEqual(message.content, { a: "\u{1F600}" });
  assert.deepEqual([...new Uint8Array(message.buffers[0].buffer)], [2, 3]);
});

test("bytes that are no message are refused, not read for ever", () => {
  const huge = new DataView(new ArrayBuffer(8));
  huge.setBigUint64(0, 2n ** 60n, true);
  assert.throws(() => decode(huge.buffer), RangeError);
  assert.throws(() => decode(new Uint8Array(64).fill(255).buffer), RangeError);
});

test("what was not confirmed is sent again in order, before the page hears of the return", async () => {
  const { kernel, socket } = connected();
  const model = bound(kernel);
  move(model, 0.6);
  model.send({ kind: "pin" });
  move(model, 0.7);
  model.send({ kind: "undo" });
  const first = socket.said;
  let before = null;
  kernel.addEventListener("open", () => (before = values(sockets.at(-1).said)));
  await again(socket);
  assert.deepEqual(before, [0.6, "pin", 0.7, "undo"]);
  assert.deepEqual(first.length, before.length);
});

test("a message sent again has the id it had, and is not signed alike", async () => {
  const { kernel, socket } = connected();
  bound(kernel).send({ kind: "pin" });
  const [one] = socket.said;
  const [two] = (await again(socket)).said;
  assert.equal(one.header.msg_id, two.header.msg_id);
  assert.notDeepEqual(one.metadata, two.metadata);
});

test("what was confirmed is not sent again", async () => {
  const { kernel, socket } = connected();
  const outcome = bound(kernel).send({ kind: "pin" });
  socket.answer();
  assert.equal(await outcome, "delivered");
  assert.deepEqual((await again(socket)).said, []);
});

test("a value under way is not undone by an older word of the kernel, and follows its answer", () => {
  const { kernel, socket } = connected();
  const model = bound(kernel);
  move(model, 0.6);
  const [{ header }] = socket.said;
  model.receive({ value: 0.5 }, "before");
  assert.equal(model.get("value"), 0.6);
  model.receive({ value: 0.55 }, header.msg_id);
  assert.equal(model.get("value"), 0.55);
});

test("while one value is under way the newest waits, and the others are never sent", () => {
  const { kernel, socket } = connected();
  const model = bound(kernel);
  for (const value of [0.6, 0.7, 0.8]) move(model, value);
  assert.deepEqual(values(socket.said), [0.6]);
  socket.heard = 0;
  socket.answer();
  assert.equal(socket.frames.at(-1).content.data.state.value, 0.8);
});

test("silence is told within fifteen seconds, and the socket is changed", async () => {
  const { told, socket } = connected();
  mock.timers.tick(15_000);
  await settle();
  assert.ok(told.includes("silent"));
  assert.equal(socket.readyState, 3);
});

test("a kernel that says something is not silent", async () => {
  const { told, socket } = connected();
  for (let second = 0; second < 60; second += 5) {
    mock.timers.tick(5000);
    socket.say({}, "status", { execution_state: "idle" });
  }
  assert.deepEqual(told, ["open"]);
  assert.ok(socket.frames.some(({ header }) => header.msg_type === "kernel_info_request"));
});

test("only the server's word that the kernel is gone ends it, however long there is no network", async () => {
  const { kernel, told, socket } = connected();
  const outcome = bound(kernel).send({ kind: "pin" });
  status = null;
  socket.close();
  for (let tries = 0; tries < 40; tries += 1) {
    await settle();
    mock.timers.tick(20_000);
  }
  assert.ok(!told.includes("dead"));
  status = 404;
  for (let tries = 0; tries < 4; tries += 1) {
    await settle();
    mock.timers.tick(20_000);
  }
  await settle();
  assert.ok(told.includes("dead"));
  assert.equal(await outcome, "lost");
  assert.equal(await bound(kernel).send({ kind: "pin" }), "lost");
});

test("a long message goes in pieces that make it up again, no sign cut in half", () => {
  const content = { kind: "export", text: "\u{1F600}é".repeat(150_000) };
  const pieces = inPieces(content);
  assert.ok(pieces.length > 1);
  assert.deepEqual(JSON.parse(pieces.map(({ text }) => text).join("")), content);
  for (const { text } of pieces) assert.ok(text.isWellFormed?.() ?? true);
});

test("no more than a megabyte is under way beyond one message", () => {
  const { kernel, socket } = connected();
  bound(kernel).send({ text: "x".repeat(3_000_000) });
  const size = (frames) => frames.reduce((sum, frame) => sum + JSON.stringify(frame.content).length, 0);
  assert.ok(size(socket.frames) < 1_200_000);
  while (kernel.journal.size) {
    const before = kernel.journal.size;
    socket.answer();
    assert.ok(kernel.journal.size < before);
  }
});
