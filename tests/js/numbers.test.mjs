// Numbers as people write them, and changes as they are told.
import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = { documentElement: { lang: "en", dataset: {} }, body: null, activeElement: null };
globalThis.addEventListener = () => {};
const { readNumber, written } = await import("../../selfhelp_teach/widgets/static/controls/entry.js");
const { difference } = await import("../../selfhelp_teach/widgets/static/speech.js");

const inLanguage = (lang, act) => {
  document.documentElement.lang = lang;
  try {
    act();
  } finally {
    document.documentElement.lang = "en";
  }
};

test("both decimal signs are read, in every language", () => {
  for (const lang of ["en", "es"]) {
    inLanguage(lang, () => {
      for (const [text, value] of [["7,5", 7.5], ["7.5", 7.5], [" 0,6 ", 0.6], [".5", 0.5], ["-3", -3], ["−3", -3], ["+2", 2], ["12", 12], ["５", 5], ["6\u200b0", 60]]) {
        assert.equal(readNumber(text), value, `${text} (${lang})`);
      }
    });
  }
});

test("only a whole text is a number, and thousands are not guessed at", () => {
  for (const text of ["", " ", "7,5,5", "1.2.3", "1 000", "1e3", "abc", "7a", "--1", "½", "1,000", "12,500"]) assert.ok(Number.isNaN(readNumber(text)), text);
  inLanguage("es", () => {
    assert.ok(Number.isNaN(readNumber("1.000")));
    assert.equal(readNumber("1,125"), 1.125);
  });
  assert.equal(readNumber("0,125"), 0.125, "no thousand begins with nothing");
});

test("the unit may stand behind a number", () => {
  assert.equal(readNumber("59,5 %", "%"), 59.5);
  assert.ok(Number.isNaN(readNumber("59,5 %", "families")));
});

test("a number is shown to be edited with the sign of the page and reads back the same", () => {
  for (const lang of ["en", "es"]) {
    inLanguage(lang, () => {
      for (const value of [0, 7.5, 0.755, 1234.5, -3, 0.1 + 0.2]) assert.ok(Math.abs(readNumber(written(value, 2)) - value) < 1e-6, written(value, 2));
    });
  }
  inLanguage("es", () => assert.equal(written(0.5, 2), "0,50"));
});

test("of a summary only what changed is told, with the number that stood there", () => {
  const before = "At power 0.7, 61 of 100 families have met a problem, 40 carry a grievance in silence. The band holds nine of ten.";
  const after = "At power 0.7, 61 of 100 families have met a problem, 47 carry a grievance in silence. The band holds nine of ten.";
  assert.equal(difference(before, after, "before: {old}"), "47 carry a grievance in silence (before: 40).");
  assert.equal(difference(before, before), "");
});

test("a difference stays short, however much changed", () => {
  const many = Array.from({ length: 30 }, (_, at) => `thing number ${at} is quite another one`).join(", ");
  assert.ok(difference("", many).split(" ").length <= 27);
});
