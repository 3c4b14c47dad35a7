// A question to the kernel that ends, whatever happens: answered, not answered, too large, or lost with its kernel.
// Our host sends it again after a loss; the kernel deals with it once (see widgets/part.py). A stock front end says
// nothing of what became of a message: there a deadline ends it.

import { randomId } from "./record/record.js";

const DEADLINE = 60_000;
const SLOW = 4000; // milliseconds after which the reader is told that the answer takes its time

/** @import { Askable } from "./types/listen" */
/** @import { Message } from "./types/shapes" */

/**
 * @typedef {{outcome: "answered", content: Message, buffers: DataView[]} | {outcome: "unanswered" | "too large" | "lost"}} Ending
 * @param {Askable} model
 * @param {Record<string, unknown>} content
 * @param {{onSlow?: () => void, signal?: AbortSignal, buffers?: ArrayBuffer[]}} [options] nothing is said once the signal has come
 * @returns {Promise<Ending>}
 */
export function ask(model, content, { onSlow, signal, buffers } = {}) {
  const question = randomId(8);
  return new Promise((resolve) => {
    /** @type {ReturnType<typeof setTimeout>[]} */
    const timers = [];
    const leave = () => {
      for (const timer of timers) clearTimeout(timer);
      model.off("msg:custom", listen);
    };
    /** @param {Ending} ending */
    const end = (ending) => {
      leave();
      if (!signal?.aborted) resolve(ending);
    };
    signal?.addEventListener("abort", leave, { once: true });
    /** @param {Message} answer @param {DataView[]} buffers */
    const listen = (answer, buffers) => {
      if (answer?.re === question) end({ outcome: "answered", content: answer, buffers });
    };
    model.on("msg:custom", listen);
    if (onSlow) timers.push(setTimeout(onSlow, SLOW));
    const sent = buffers ? model.send({ ...content, ask: question }, undefined, buffers) : model.send({ ...content, ask: question });
    // What the kernel says to a message comes before its word that it has dealt with it.
    if (sent?.then) void sent.then((outcome) => end({ outcome: outcome === "delivered" ? "unanswered" : outcome }));
    else timers.push(setTimeout(() => end({ outcome: "lost" }), DEADLINE));
  });
}
