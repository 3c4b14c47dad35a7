// A worker that says nothing any more: what a phone short of memory does to it.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const worker = { sent: [], ended: false, postMessage: (message) => worker.sent.push(message), terminate: () => (worker.ended = true) };
globalThis.document = {
  querySelector: () => ({ content: "python/" }),
  getElementById: () => ({ textContent: "[]" }),
  createElement: () => ({ dataset: {} }),
  body: { append() {} },
};
globalThis.location = { href: "http://127.0.0.1/index.html" };
globalThis.Worker = function made() {
  return worker;
};
globalThis.fetch = () => new Promise(() => {});
const { PageKernel } = await import("../../selfhelp_teach/widgets/static/host/page_kernel.js");

let kernel;
let told;
const says = (data) => worker.onmessage({ data: { page: kernel.page, ...data } });
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  delete globalThis.selfhelpPython;
  worker.ended = false;
  kernel = new PageKernel();
  told = [];
  kernel.addEventListener("dead", ({ detail }) => told.push(detail.reason));
  kernel.connect();
});

test("a worker that answers nothing for a minute is given up, and what it owed is lost by name", () => {
  says({ type: "complete" });
  let lost = 0;
  kernel.send("comm_msg", {}, { onLost: () => (lost += 1) });
  mock.timers.tick(59_000);
  assert.deepEqual(told, []);
  mock.timers.tick(2000);
  assert.deepEqual(told, ["no word"]);
  assert.equal(lost, 1);
  assert.ok(worker.ended);
});

test("a worker that owes nothing may be silent, and each word gives it time anew", () => {
  says({ type: "complete" });
  mock.timers.tick(600_000);
  const first = kernel.send("comm_msg", {});
  kernel.send("comm_msg", {});
  mock.timers.tick(50_000);
  says({ type: "idle", id: first });
  mock.timers.tick(50_000);
  assert.deepEqual(told, []);
});

test("a start may take as long as the network does", () => {
  kernel.send("comm_msg", {});
  mock.timers.tick(600_000);
  assert.deepEqual(told, []);
});

test("what stops the worker is told once, however it is heard", () => {
  worker.onerror({ message: "RangeError: WebAssembly.Memory(): could not allocate memory" });
  says({ type: "failed", reason: "RangeError" });
  assert.equal(told.length, 1);
});
