// The small host: mounts our parts from the page's opening state, then binds them to the kernel.
// Pages that show other widgets are handed to Voilà's own front end.

import "./facts.js";
import { follow, pack, unpack } from "./carry.js";
import { Banner, tellConnection } from "./connection.js";
import { Kernel } from "./kernel.js";
import { Model, revive, withBuffers } from "./models.js";
import { cellOf, drawn, mount, mounted, onScreen, unmountAll } from "./mounting.js";
import { comes, messageOf, outputsComplete, requestStates, viewsByCell } from "./outputs.js";
import { ownPython } from "./early.js";
import { PageKernel } from "./page_kernel.js";
import { useStockFrontEnd } from "./stock.js";
import { hearActs } from "../speech.js";

/** @import { Message } from "./frames.js" */
/** @import { KernelFace } from "../types/host" */
/** @import { States } from "./outputs.js" */

const { meta, the } = globalThis.selfhelpFind;
const base = meta("base") || "/";

document.documentElement.dataset.host = "here"; // the page's own word that nothing came is not needed
const HOLD = 10; // milliseconds for which an answer waits for the word that its kernel is free again
/** @type {Map<string, Model>} by the id of its comm */
const models = new Map();

let unfollow = () => {};

/** @param {string} [text] */
const say = (text) => {
  if (step && text) step.textContent = text;
};

function leave() {
  unfollow();
  unmountAll();
}

/** Mount what the opening state holds, before any kernel answers. */
function openPage() {
  hearActs();
  /** @type {{ shared: unknown[], cells: Record<string, { key: string, state: Record<string, unknown>, of: Record<string, number> }[]> }} */
  const opening = JSON.parse(document.getElementById("selfhelp-opening")?.textContent || '{"shared":[],"cells":{}}');
  const shared = opening.shared.map(revive);
  /** @type {Map<string, Model>} */
  const named = new Map();
  for (const [id, views] of Object.entries(opening.cells)) {
    const cell = cellOf(id);
    if (!cell) continue;
    mounted.set(
      id,
      views.map((view, index) => {
        // A part shown twice has one model, so that both views follow it.
        const others = Object.fromEntries(Object.entries(view.of).map(([trait, place]) => [trait, structuredClone(shared[place])]));
        const model = (view.key && named.get(view.key)) || new Model({ ...revive(view.state), ...others });
        named.set(view.key, model);
        return mount(cell, model, index);
      }),
    );
  }
  globalThis.selfhelp.opened = Promise.all([...mounted.values()].flat().map((record) => record.ready));
  void globalThis.selfhelp.opened.then(() => dispatchEvent(new Event("selfhelp-opened")));
}

/** @param {KernelFace} kernel @param {States} states @param {Map<string, string[]>} views */
function bindAll(kernel, states, views) {
  for (const [id, widgets] of views) {
    const cell = cellOf(id);
    const records = mounted.get(id) ?? [];
    widgets.forEach((comm, index) => {
      const state = states[comm].state;
      let record = records[index];
      if (!record && cell) {
        const model = models.get(comm) ?? new Model(state);
        record = mount(cell, model, index);
        records.push(record);
      }
      if (!record) return; // the page has no such cell
      models.set(comm, record.model);
      record.model.bind(kernel, comm, state);
    });
    mounted.set(id, records);
    if (!records.length) cell?.querySelectorAll(".selfhelp-still").forEach((still) => still.remove());
  }
  Model.release(models.values());
}

/** @param {Message} message */
function deliver(message) {
  const model = models.get(message.content.comm_id);
  const data = message.content.data;
  if (!model || !data) return;
  if (data.method === "update") model.receive(withBuffers(data.state, data.buffer_paths ?? [], message.buffers), message.parent_header.msg_id);
  else if (data.method === "custom") model.receiveMessage(data.content, message.buffers);
}

/** @param {KernelFace} kernel */
function listenToKernel(kernel) {
  // While a hand moves, the next value goes out before the last answer is drawn: the kernel works meanwhile.
  /** @type {Message[]} */
  const held = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const release = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const message of held.splice(0)) deliver(message);
  };
  kernel.addEventListener("idle", release);
  kernel.addEventListener("message", (event) => {
    const message = messageOf(event);
    if (message.header.msg_type !== "comm_msg") return;
    const next = kernel.journal.has(message.parent_header.msg_id ?? "") && [...models.values()].some((model) => model.waits);
    if (!next && !held.length) return deliver(message);
    held.push(message);
    timer ??= setTimeout(release, HOLD);
  });
  kernel.addEventListener("open", async (event) => {
    if (!(/** @type {CustomEvent<{again: boolean}>} */ (event).detail.again)) return;
    // What the kernel said into the broken socket may be lost: take its state as it is once it has heard the page.
    const states = await requestStates(kernel);
    for (const [comm, model] of models) if (states[comm]) model.receive(states[comm].state);
    connection.back();
  });
}

/** Resolve when the text has been painted: drawing charts may wait for that, a reader may not. @returns {Promise<void>} */
const painted = () => document.hidden ? Promise.resolve() : new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
});

/** Parts of ours end before the stock front end shows the cells its own way. */
function handOver() {
  leave();
  useStockFrontEnd();
}

/** @param {KernelFace} kernel */
async function goLive(kernel) {
  if (!isStock) say(step?.dataset.connecting);
  await outputsComplete(say);
  if (isStock) {
    handOver();
    return;
  }
  const states = await requestStates(kernel);
  const views = viewsByCell(states);
  if (!views) {
    kernel.leave();
    handOver();
    return;
  }
  listenToKernel(kernel);
  bindAll(kernel, states, views);
  // Live for a reader is what is on the screen, drawn and bound; the rest of a long page follows.
  await drawn(onScreen);
  say(step?.dataset.ready);
  performance.mark("selfhelp-live");
  await drawn(() => true);
  document.documentElement.dataset.live = "yes";
  globalThis.selfhelp.alive?.();
  connection.back();
}

/** @type {import("../types/host").Host} */
const host = { models, mounted, leave };
globalThis.selfhelp = host;
addEventListener("pagehide", () => globalThis.selfhelp.kernel?.farewell());
addEventListener("pageshow", (event) => {
  // Brought back from the browser's memory: its kernel is gone, a fresh page is cheap.
  if (event.persisted) location.reload();
});

// The module may run while the page is still being sent: wait for the opening state only. Its end has a mark of its own,
// since other modules put things at the end of what there is of the page, in the middle of a long script too.
const opening = () => document.getElementById("selfhelp-opening-whole") !== null || document.readyState !== "loading";
await comes(opening, document, { deep: true });
if (document.documentElement.dataset.walk !== undefined) await import("./fold.js"); // it hears exercises as they are drawn
const step = document.getElementById("selfhelp-doing");
const banner = new Banner(the("selfhelp-banner", HTMLElement), () => location.reload());
const isStock = meta("front-end") === "stock";
/** @type {KernelFace} */
const kernel = ownPython() ? new PageKernel() : new Kernel(base, meta("kernel"));
globalThis.selfhelp.kernel = kernel;
if (ownPython()) {
  const { openSite } = await import("./site.js");
  openSite(kernel, new Promise((resolve) => { globalThis.selfhelp.alive = resolve; }));
}
const connection = tellConnection(kernel, banner, say, { patient: ownPython() }); // listens before anything can happen
try {
  if (!isStock) kernel.connect();
  await painted();
  openPage();
  const opened = [...mounted.values()].flat().map(({ model }) => model);
  unfollow = follow(opened);
  unpack(opened);
  kernel.addEventListener("dead", () => pack(opened));
  await goLive(kernel);
} catch (error) {
  console.error(error);
  banner.tell("failed", { again: true });
}
