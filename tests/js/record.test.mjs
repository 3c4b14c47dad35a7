// The record in the browser's storage: two tabs that write at once, clocks that go wrong, storage that is full.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RecordStore } from "../../selfhelp_teach/widgets/static/record/store.js";
import { byOrder, firstOnes, lastOnes, parse, revised, standsOver } from "../../selfhelp_teach/widgets/static/record/record.js";

const SITE = "/spring/";

/** A browser's storage that all tabs of it share; what one writes the others hear. */
class Storage {
  constructor(room = Infinity) {
    this.items = new Map();
    this.tabs = [];
    this.room = room;
  }
  get length() {
    return this.items.size;
  }
  key(at) {
    return [...this.items.keys()][at] ?? null;
  }
  getItem(key) {
    return this.items.get(key) ?? null;
  }
  setItem(key, value) {
    const size = [...this.items].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), value.length);
    if (size > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
    this.#tell(key, value);
  }
  removeItem(key) {
    this.items.delete(key);
    this.#tell(key, null);
  }
  #tell(key, newValue) {
    for (const tab of this.tabs) if (tab !== this.writing) tab.heard({ storageArea: this, key, newValue });
  }
  /** What is done in one tab: the others hear of it. */
  in(tab, act) {
    this.writing = tab;
    act();
    this.writing = null;
  }
}

function tabs(count = 2, storage = new Storage()) {
  const opened = Array.from({ length: count }, () => new RecordStore(storage, SITE));
  storage.tabs = opened;
  return { storage, opened };
}

const answer = (store, value) => store.made({ kind: "answer", exercise: "one", value });

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-03-01T12:00:00Z") });
});

test("what one tab keeps the other shows, and both are one record", () => {
  const { storage, opened: [one, other] } = tabs();
  assert.equal(one.learner, other.learner);
  const heard = [];
  other.subscribe((change) => heard.push(change.from));
  storage.in(one, () => one.put([answer(one, "a")]));
  assert.deepEqual(other.history("one").map(({ value }) => value), ["a"]);
  assert.deepEqual(heard, ["tab"]);
});

test("two tabs that answer without knowing of each other both keep their answer", () => {
  const storage = new Storage();
  const [one, other] = [new RecordStore(storage, SITE), new RecordStore(storage, SITE)];
  one.put([answer(one, "a")]);
  other.put([answer(other, "b")]); // no word of the first has come yet
  const third = new RecordStore(storage, SITE);
  assert.deepEqual(lastOnes(third.history("one")).map(({ value }) => value).sort(), ["a", "b"]);
  assert.equal(firstOnes(third.history("one")).length, 2);
});

test("an answer made with knowledge of another comes after it, though the clock was put back", () => {
  const { storage, opened: [one, other] } = tabs();
  storage.in(one, () => one.put([answer(one, "a")]));
  mock.timers.setTime(Date.parse("2020-01-01T00:00:00Z"));
  storage.in(other, () => other.put([answer(other, "b")]));
  assert.deepEqual(one.history("one").map(({ value }) => value), ["a", "b"]);
  assert.deepEqual(lastOnes(one.history("one")).map(({ value }) => value), ["b"]);
});

test("a revision stands over what it revises, whatever the clock says", () => {
  const { opened: [store] } = tabs(1);
  const old = answer(store, "a");
  mock.timers.setTime(Date.parse("1999-01-01T00:00:00Z"));
  const fresh = revised(old, { value: "b" });
  assert.ok(standsOver(fresh, old));
  assert.ok(!standsOver(old, fresh));
});

test("of two revisions made at the same moment the same one stands in every tab", () => {
  const { opened: [store] } = tabs(1);
  const old = answer(store, "a");
  const [one, other] = [revised(old, { value: "x" }), revised(old, { value: "y" })];
  assert.notEqual(standsOver(one, other), standsOver(other, one));
});

test("entries of an earlier version, without an order, go by the time on their clocks", () => {
  const early = { id: "b", kind: "answer", time: "2026-01-01T00:00:00.000Z", updated: "2026-01-05T00:00:00.000Z" };
  const late = { id: "a", kind: "answer", time: "2026-01-02T00:00:00.000Z", updated: "2026-01-02T00:00:00.000Z" };
  assert.deepEqual([late, early].sort(byOrder), [early, late]);
});

test("who deletes everything in one tab finds it gone in the other, under another key", () => {
  const { storage, opened: [one, other] } = tabs();
  storage.in(one, () => one.put([answer(one, "a")]));
  const before = one.learner;
  storage.in(one, () => one.erase());
  assert.deepEqual(other.entries(), []);
  assert.equal(other.learner, one.learner);
  assert.notEqual(one.learner, before);
  assert.deepEqual(one.erasing, [before], "the server is still to be asked");
});

test("what found no space is said, held, and written once there is some", () => {
  const storage = new Storage();
  const store = new RecordStore(storage, SITE);
  storage.room = [...storage.items.values()].join("").length + 10;
  assert.equal(store.put([answer(store, "x".repeat(500))]), false);
  assert.equal(store.problem, "quota");
  assert.equal(store.entries().length, 1);
  storage.room = Infinity;
  assert.equal(store.put([answer(store, "y")]), true);
  assert.equal(new RecordStore(storage, SITE).entries().length, 2);
});

test("a file read back is the record it was written from", () => {
  const { opened: [store] } = tabs(1);
  store.put([answer(store, "a"), answer(store, { b: [1, null] })]);
  assert.deepEqual(parse(store.file()).entries, store.history("one"));
});
