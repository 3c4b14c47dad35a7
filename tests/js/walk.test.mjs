// A walk through a conversation without a page: what comes up, which lines are offered, where they lead.
import assert from "node:assert/strict";
import test from "node:test";
import { MOST, offered, opening, said, walked, heard } from "../../selfhelp_teach/widgets/static/exercise/walk.js";

const line = (key, to, more = {}) => ({ key, text: key, variants: [], to, ways: [], when: null, sets: [], trust: { yours: 0, theirs: 0 }, feedbackHtml: "", step: null, ...more });
const turn = (more = {}) => ({ speaker: "nurse", textHtml: "plain", variants: [], sets: [], ending: "", choices: [], ...more });

const talk = {
  id: "t", start: "door", trust: { yours: 2, theirs: 2 },
  closing: [{ when: { theirs_from: 3 }, to: "well" }, { when: null, to: "badly" }],
  nodes: {
    door: turn({ choices: [
      line("ask", "answer", { sets: ["asked"], trust: { yours: 0, theirs: 1 } }),
      line("blame", "answer", { trust: { yours: 0, theirs: -9 } }),
    ] }),
    answer: turn({
      variants: [{ when: { met: ["asked"] }, textHtml: "warm" }],
      choices: [
        line("thank", "close", { when: { met: ["asked"] }, variants: [{ when: { theirs_from: 3 }, text: "thank you" }] }),
        line("leave", "close"),
        line("push", "close", { ways: [{ when: { unmet: ["asked"] }, to: "door" }] }),
      ],
    }),
    well: turn({ ending: "well" }),
    badly: turn({ ending: "badly" }),
  },
};
const end = (path) => walked(talk, path).at(-1).state;

test("what was said opens lines and words that were not there", () => {
  const { state } = walked(talk, ["ask"]).at(-1);
  assert.deepEqual(offered(talk, state).map(({ key }) => key).sort(), ["leave", "push", "thank"]);
  assert.equal(heard(talk, state), "warm");
  assert.equal(said(talk.nodes.answer.choices[0], state), "thank you");
  const cold = end(["blame"]);
  assert.ok(!offered(talk, cold).some(({ key }) => key === "thank"));
  assert.equal(heard(talk, cold), "plain");
});

test("trust stays between nothing and its most, and decides the ending", () => {
  assert.equal(end(["blame"]).theirs, 0);
  assert.ok(end(["ask"]).theirs <= MOST);
  assert.equal(end(["ask", "thank"]).node, "well");
  assert.equal(end(["blame", "leave"]).node, "badly");
});

test("the first way that holds is taken", () => {
  assert.equal(end(["blame", "push"]).node, "door");
  assert.equal(end(["ask", "push"]).node, "well");
});

test("a path goes as far as its keys lead", () => {
  assert.equal(walked(talk, ["ask", "nobody says this", "leave"]).length, 2);
  assert.deepEqual(walked(talk, [])[0].state, opening(talk));
});

test("the order of the lines is each learner's own, and stays", () => {
  const state = opening(talk);
  const order = (learner) => offered(talk, state, learner).map(({ key }) => key).join();
  const orders = Array.from({ length: 20 }, (_, at) => order(`learner ${at}`));
  assert.ok(new Set(orders).size > 1);
  assert.equal(order("learner 3"), orders[3]);
});
