// Listening that ends, and a question that leaves nothing behind.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ask } from "../../selfhelp_teach/widgets/static/ask.js";
import { Model } from "../../selfhelp_teach/widgets/static/host/models.js";
import { onEvents, onTraits } from "../../selfhelp_teach/widgets/static/listen.js";

const heardBy = (model) => [...model.listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);

test("traits are heard until it ends", () => {
  const model = new Model({ a: 1, b: 1 });
  const told = [];
  const stop = onTraits(model, { a: () => told.push("a"), b: () => told.push("b") });
  model.set({ a: 2, b: 2 });
  stop();
  model.set({ a: 3, b: 3 });
  assert.deepEqual(told, ["a", "b"]);
  assert.equal(heardBy(model), 0);
});

test("events are heard until it ends, also in capture", () => {
  const target = new EventTarget();
  let count = 0;
  const stop = onEvents(target, { press: () => { count += 1; } }, { capture: true });
  target.dispatchEvent(new Event("press"));
  stop();
  target.dispatchEvent(new Event("press"));
  assert.equal(count, 1);
});

test("a question of a part that is gone is let go of, and nothing is said", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const model = new Model({});
  const gone = new AbortController();
  let said = "";
  void ask(model, { kind: "make" }, { onSlow: () => { said = "slow"; }, signal: gone.signal }).then(() => { said = "ended"; });
  assert.equal(heardBy(model), 1);
  gone.abort();
  mock.timers.tick(100_000);
  model.receiveMessage({ re: "?" }, []);
  await null;
  assert.equal(heardBy(model), 0);
  assert.equal(said, "");
});
