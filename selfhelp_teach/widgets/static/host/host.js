// The small host: mounts our parts from the page's opening state, then binds them to the kernel.
// Pages that show other widgets are handed to Voilà's own front end.

import "./facts.js";
import { follow, pack, unpack } from "./carry.js";
import { Banner, tellConnection } from "./connection.js";
import { Kernel } from "./kernel.js";
import { Model, revive, withBuffers } from "./models.js";
import { ownPython } from "./early.js";
import { PageKernel } from "./page_kernel.js";
import { useStockFrontEnd } from "./stock.js";
import { hearActs } from "../speech.js";

/** @import { Message } from "./frames.js" */
/** @import { KernelFace, Mounted, WidgetState } from "../types/host" */
/** @typedef {{model: Model, ready: Promise<Mounted>}} Shown a part of a cell, ready once it has drawn itself */
/** @typedef {Record<string, WidgetState>} States of widgets, by the id of their comm */

const VIEW = "application/vnd.jupyter.widget-view+json";
const { all, meta, the } = globalThis.selfhelpFind;
const base = meta("base") || "/";

document.documentElement.dataset.host = "here"; // the page's own word that nothing came is not needed
const HOLD = 10; // milliseconds for which an answer waits for the word that its kernel is free again
/** @type {Map<string, Model>} by the id of its comm */
const models = new Map();
/** @type {Map<string, Shown[]>} by the name of the cell */
const mounted = new Map();

let unfollow = () => {};

/** @param {string} [text] */
const say = (text) => {
  if (step && text) step.textContent = text;
};

/** Where in its cell a part stands: on a workbench, with the others of its area. @param {HTMLElement} cell @param {string} area */
function areaOf(cell, area) {
  if (!area) return cell;
  const there = cell.querySelector(`:scope > [data-area="${area}"]`);
  if (there) return there;
  const made = Object.assign(document.createElement("div"), { className: "selfhelp-area" });
  made.dataset.area = area;
  cell.append(made);
  return made;
}

/** Mount one part into its cell; a part that fails leaves a sentence and the page goes on. @param {HTMLElement} cell @param {Model} model @param {number} index */
async function mount(cell, model, index) {
  const el = document.createElement("div");
  el.className = "selfhelp-part";
  el.dataset.key = model.get("key");
  const still = cell.querySelectorAll(".selfhelp-still")[index];
  /** @type {Mounted} */
  const record = { model, el, ends: [] };
  // The part draws itself beside the still picture and takes its place when it has something to show.
  // It is placed before anything is awaited: parts of one cell keep their order however they arrive.
  el.dataset.mounting = "";
  if (still) still.after(el);
  else areaOf(cell, model.get("area")).append(el);
  try {
    /** @type {import("../types/parts").PartModule<unknown>} */
    const part = (await import(`../parts/${model.get("module")}.js`)).default;
    record.ends.push(await part.render({ model, el }));
  } catch (error) {
    console.error(error);
    el.className = "selfhelp-failed";
    el.textContent = banner.el.dataset.failed ?? "";
  }
  delete el.dataset.mounting;
  still?.remove();
  return record;
}

/** Let go of one part. @param {Mounted} record */
function end({ ends }) {
  for (const each of ends.splice(0)) {
    try {
      each();
    } catch (error) {
      console.error(error); // one part that fails keeps no other from ending
    }
  }
}

/** Let go of the parts of a cell that shows something else now. @param {string} id */
async function unmount(id) {
  const shown = mounted.get(id) ?? [];
  mounted.delete(id);
  for (const { ready } of shown) {
    const record = await ready;
    end(record);
    record.el.remove();
  }
}

/** Let go of all parts: those that are still drawing themselves end when they have. */
function leave() {
  unfollow();
  for (const shown of mounted.values()) for (const { ready } of shown) void ready.then(end);
  mounted.clear();
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
    const cell = document.getElementById(`cell-${id}`);
    if (!cell) continue;
    mounted.set(
      id,
      views.map((view, index) => {
        // A part shown twice has one model, so that both views follow it.
        const others = Object.fromEntries(Object.entries(view.of).map(([trait, place]) => [trait, structuredClone(shared[place])]));
        const model = (view.key && named.get(view.key)) || new Model({ ...revive(view.state), ...others });
        named.set(view.key, model);
        return { model, ready: mount(cell, model, index) };
      }),
    );
  }
  globalThis.selfhelp.opened = Promise.all([...mounted.values()].flat().map((record) => record.ready));
  void globalThis.selfhelp.opened.then(() => dispatchEvent(new Event("selfhelp-opened")));
}

/** Resolve once the outputs of every cell are there; tell meanwhile what is being done. @returns {Promise<void>} */
function outputsComplete() {
  return new Promise((resolve) => {
    const look = () => {
      const last = outputScripts().at(-1);
      const doing = last && document.getElementById(`cell-${last.dataset.cell}`)?.dataset.doing;
      say(doing);
      if (!document.getElementById("selfhelp-complete")) return false;
      resolve();
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document.body, { childList: true });
    // A server's page ends with its outputs; Python in the page writes them into a page that has long been there.
    if (!ownPython()) document.addEventListener("DOMContentLoaded", () => {
      observer.disconnect();
      if (!look()) resolve();
    });
  });
}

const outputScripts = () => all("script.selfhelp-outputs", HTMLScriptElement);

/** Ask the kernel for the state of all its widgets. @param {KernelFace} kernel @returns {Promise<States>} */
function requestStates(kernel) {
  return new Promise((resolve) => {
    const comm = `control-${kernel.session}-${Math.random()}`;
    const listen = (/** @type {Event} */ event) => {
      const message = messageOf(event);
      const { content, header } = message;
      if (content.comm_id !== comm) return;
      // A kernel that has no widgets closes a comm it does not know.
      const closed = header.msg_type === "comm_close";
      if (!closed && content.data?.method !== "update_states") return;
      kernel.removeEventListener("message", listen);
      if (closed) {
        resolve({});
        return;
      }
      kernel.send("comm_close", { comm_id: comm, data: {} });
      resolve(withBuffers(content.data.states, content.data.buffer_paths ?? [], message.buffers));
    };
    kernel.addEventListener("message", listen);
    kernel.send(
      "comm_open",
      { comm_id: comm, target_name: "jupyter.widget.control", data: {} },
      { metadata: { version: "1.0.0" } },
    );
    kernel.send("comm_msg", { comm_id: comm, data: { method: "request_states" } });
  });
}

/** The kernel's own message in an event of it. @param {Event} event @returns {Message} */
const messageOf = (event) => /** @type {CustomEvent<Message>} it tells "message" with nothing else */ (event).detail;

/** @param {WidgetState | undefined} widget */
const ours = (widget) => widget?.model_module === "anywidget" && widget.state.module;

/**
 * @typedef {{output_type: string, data?: Record<string, {model_id?: string} | undefined>}} Output
 */

/** The views of each cell, as (cell id, [model ids]); null where a page shows widgets that are not ours. @param {States} states */
function viewsByCell(states) {
  /** @type {Map<string, string[]>} */
  const views = new Map();
  for (const script of outputScripts()) {
    const { cell = "", reason } = script.dataset;
    /** @type {Output[]} */
    const outputs = JSON.parse(script.textContent ?? "[]");
    const ids = outputs.flatMap((output) => output.data?.[VIEW]?.model_id ?? []);
    if (!ids.every((id) => ours(states[id]))) return null;
    views.set(cell, ids);
    showOther(cell, outputs, reason);
  }
  return views;
}

/** Plain text and error outputs have a place too; tracebacks never reach the page. @param {string} id @param {Output[]} outputs @param {string} [reason] */
function showOther(id, outputs, reason) {
  const cell = document.getElementById(`cell-${id}`);
  for (const output of outputs) {
    if (output.output_type === "error") {
      void unmount(id);
      const p = Object.assign(document.createElement("p"), { className: "selfhelp-failed" });
      p.textContent = `${banner.el.dataset.failed}${reason ? ` (${reason})` : ""}`; // told to authors only
      cell?.replaceChildren(p);
    }
  }
}

/** @param {KernelFace} kernel @param {States} states @param {Map<string, string[]>} views */
function bindAll(kernel, states, views) {
  for (const [id, widgets] of views) {
    const cell = document.getElementById(`cell-${id}`);
    const records = mounted.get(id) ?? [];
    widgets.forEach((comm, index) => {
      const state = states[comm].state;
      let record = records[index];
      if (!record && cell) {
        const model = models.get(comm) ?? new Model(state);
        record = { model, ready: mount(cell, model, index) };
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
  if (isStock) {
    await outputsComplete();
    handOver();
    return;
  }
  say(step?.dataset.connecting);
  await outputsComplete();
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
  await drawn((cell) => onScreen(document.getElementById(`cell-${cell}`)));
  say(step?.dataset.ready);
  performance.mark("selfhelp-live");
  await drawn(() => true);
  document.documentElement.dataset.live = "yes";
  globalThis.selfhelp.alive?.();
  connection.back();
}

/** @param {(cell: string) => boolean} wanted */
const drawn = (wanted) => Promise.all([...mounted].filter(([cell]) => wanted(cell)).flatMap(([, records]) => records.map(({ ready }) => ready)));
/** @param {Element | null} el */
const onScreen = (el) => {
  const { top, bottom } = el?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return top < innerHeight && bottom > 0;
};

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
/** @returns {Promise<void>} */
function openingThere() {
  const isWhole = () => document.getElementById("selfhelp-opening-whole") !== null;
  if (isWhole() || document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isWhole()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => (observer.disconnect(), resolve()));
  });
}

await openingThere();
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
