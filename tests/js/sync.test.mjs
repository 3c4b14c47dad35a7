// The browser's record on its way to the server, over a model that answers as the test says.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Sync } from "../../selfhelp_teach/widgets/static/record/sync.js";

/** A host's model: what is sent waits until the test settles it. */
class HostModel {
  constructor(promises = true) {
    Object.assign(this, { sent: [], settle: [], listeners: new Set(), promises });
  }
  on(_name, listener) {
    this.listeners.add(listener);
  }
  off(_name, listener) {
    this.listeners.delete(listener);
  }
  send(content) {
    this.sent.push(content);
    return this.promises ? new Promise((resolve) => this.settle.push(resolve)) : undefined;
  }
  say(content) {
    for (const listener of this.listeners) listener(content);
  }
}

/** A store that holds these entries. */
function store(entries) {
  return {
    learner: "l", erasing: [], kept: [], listeners: new Set(),
    entries: () => entries,
    subscribe(listener) {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
    put(found) {
      this.kept.push(...found);
    },
    add(...found) {
      entries.push(...found);
      for (const listener of this.listeners) listener({ kind: "entries", entries: found, from: "page" });
    },
  };
}

/** A sync that has begun with one entry. */
function begun(model = new HostModel()) {
  const kept = store([entry("a")]);
  return { model, kept, sync: new Sync(model, kept, () => {}) };
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());
/** Let time pass, with what it brings with it. */
const pass = (milliseconds) => {
  for (let gone = 0; gone < milliseconds; gone += 500) mock.timers.tick(500);
};
const entry = (id, text = "") => ({ id, value: text });

test("what our host still carries is not sent once more, however long it takes", () => {
  const { model, sync } = begun();
  pass(120_000);
  assert.equal(model.sent.length, 1);
  assert.equal(sync.state, "failed", "and the reader is told that it has not been confirmed");
  model.say({ kind: "kept", token: 1 });
  assert.equal(sync.state, "kept");
});

test("a front end that says nothing of a message is asked again", () => {
  const { model } = begun(new HostModel(false));
  pass(30_000);
  assert.ok(model.sent.length > 1);
});

test("what was dealt with and not answered is asked again", async () => {
  const { model } = begun();
  mock.timers.tick(1);
  model.settle[0]("delivered");
  await null;
  pass(10_000);
  assert.equal(model.sent.length, 2);
});

test("nothing is sent to a kernel that is gone", async () => {
  const { model, sync } = begun();
  mock.timers.tick(1);
  model.settle[0]("lost");
  await null;
  pass(120_000);
  assert.equal(model.sent.length, 1);
  assert.equal(sync.state, "failed");
});

test("many megabytes go in messages of less than one", () => {
  const model = new HostModel();
  const entries = Array.from({ length: 50 }, (_, at) => entry(String(at), "x".repeat(100_000)));
  const sync = new Sync(model, store([...entries]), () => {});
  const seen = [];
  for (let turn = 0; turn < 60 && sync.state !== "kept"; turn += 1) {
    mock.timers.tick(1);
    const message = model.sent.at(-1);
    assert.ok(JSON.stringify(message).length < 600_000);
    seen.push(...message.entries.map(({ id }) => id));
    model.say({ kind: "kept", token: message.token });
  }
  assert.deepEqual(seen, entries.map(({ id }) => id));
});

test("who asks about the record sends along what the kernel has not got", () => {
  const { model, kept } = begun();
  mock.timers.tick(1);
  model.say({ kind: "kept", token: 1 });
  kept.add(entry("b"));
  assert.deepEqual(kept.unconfirmed().map(({ id }) => id), ["b"]);
});

test("what the server sends of a record that has been deleted meanwhile stays deleted", () => {
  const { model, kept } = begun();
  pass(1000);
  model.say({ kind: "entries", learner: "l", entries: [entry("b")] });
  assert.deepEqual(kept.kept, [entry("b")]);
  kept.learner = "another"; // everything was deleted, and the next answer begins a record of its own
  model.say({ kind: "entries", learner: "l", entries: [entry("c")] });
  assert.deepEqual(kept.kept, [entry("b")]);
});
