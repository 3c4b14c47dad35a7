// The words under a chart: twenty at most in view, nothing lost, and cut where one would take a breath.
import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = { documentElement: { lang: "en", dataset: {} } };
const { shortened } = await import("../../selfhelp_teach/widgets/static/figure/summary.js");

const some = (count) => Array.from({ length: count }, (_, at) => `word${at}`).join(" ");

test("twenty words are shown whole", () => {
  assert.deepEqual(shortened(some(20)), [some(20), ""]);
  assert.deepEqual(shortened(""), ["", ""]);
});

test("a longer text is cut behind a sentence, else behind a comma, else behind twenty words, and nothing is lost", () => {
  for (const [text, first] of [
    [`${some(9)}. ${some(8)}, ${some(30)}.`, `${some(9)}.`],
    [`Now: 3.4 (nine of ten: 1.5 to 5.3). ${some(30)}`, "Now: 3.4 (nine of ten: 1.5 to 5.3)."],
    [`${some(12)}, ${some(30)}.`, `${some(12)},`],
    [some(30), some(20)],
  ]) {
    const [begins, rest] = shortened(text);
    assert.equal(begins, first);
    assert.equal(`${begins} ${rest}`, text);
  }
});
