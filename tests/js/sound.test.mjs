// Which columns of a chart are heard, and as what.
import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = { documentElement: { lang: "en", dataset: {} }, body: null };
const { roles, tones } = await import("../../selfhelp_teach/widgets/static/figure/sound.js");

const named = (...fields) => fields.map((field) => ({ field, label: field }));
const columns = [{ field: "month", label: "Month" }, { field: "kind", label: "Kind" }, { field: "mid", label: "Members", unit: "people" }];
const rows = ["led", "free"].flatMap((kind, at) => [3, 1, 2].map((month) => ({ month, kind, mid: month + at })));

test("a course over months is a line for each kind, in the order of its months", () => {
  const made = tones(columns, rows);
  assert.equal(made.type, "line");
  assert.deepEqual(Object.keys(made.data), ["led", "free"]);
  assert.deepEqual(made.data.free, [{ x: 1, y: 2 }, { x: 2, y: 3 }, { x: 3, y: 4 }]);
  assert.equal(made.axes.y.label, "Members (people)");
});

test("names without an order are bars that begin at nothing", () => {
  const made = tones(named("name", "value"), [{ name: "a", value: 2 }, { name: "b", value: 5 }]);
  assert.equal(made.type, "bar");
  assert.deepEqual(made.axes.x.valueLabels, ["a", "b"]);
  assert.equal(made.axes.y.minimum, 0);
});

test("a chart without numbers, or with more than anybody listens to, is not played", () => {
  assert.equal(roles(named("name"), [{ name: "a" }]), null);
  assert.equal(tones(named("name", "value"), Array.from({ length: 2001 }, (_, value) => ({ name: "a", value }))), null);
});

test("a row without its number is passed over", () => {
  const made = tones(columns, [...rows, { month: 4, kind: "led", mid: null }]);
  assert.equal(made.data.led.length, 3);
});

test("where the table shows a part of a course, the whole of it is heard under the table's names", () => {
  const shown = [1, 6, 12].map((month) => ({ month, kind: "led by a peer", mid: month / 2 })).concat([1, 6, 12].map((month) => ({ month, kind: "led by staff", mid: month })));
  const whole = ["peer", "staff"].flatMap((line, at) => Array.from({ length: 12 }, (_, i) => ({ month: i + 1, line, mid: at ? i + 1 : (i + 1) / 2 })));
  const made = tones(columns, shown, [whole]);
  assert.deepEqual(Object.keys(made.data), ["led by a peer", "led by staff"]);
  assert.equal(made.data["led by staff"].length, 12);
});
