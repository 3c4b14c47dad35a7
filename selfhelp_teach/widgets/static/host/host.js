// The small host: mounts our parts from the page's opening state, then binds them to the kernel.
// Pages that show other widgets are handed to Voilà's own front end.

import { Kernel } from "./kernel.js";
import { Model, revive, withBuffers } from "./models.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const meta = (name) => document.querySelector(`meta[name="selfhelp-${name}"]`)?.content ?? "";
const base = meta("base") || "/";

let step; // these two are there once the head of the page has been read
let banner;
const HOLD = 10; // milliseconds for which an answer waits for the word that its kernel is free again
const models = new Map(); // comm id -> Model
const mounted = new Map(); // cell -> [{ model, el }]

const say = (text) => {
  if (step && text) step.textContent = text;
};

function showBanner(text, again) {
  banner.replaceChildren(document.createTextNode(`${text} `));
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = again;
    button.addEventListener("click", () => location.reload());
    banner.append(button);
  }
  banner.hidden = false;
}

/** Mount one part into its cell; a part that fails leaves a sentence and the page goes on. */
async function mount(cell, model, index) {
  const el = document.createElement("div");
  el.className = "selfhelp-part";
  const still = cell.querySelectorAll(":scope > .selfhelp-still")[index];
  const record = { model, el };
  // The part draws itself beside the still picture and takes its place when it has something to show.
  // It is placed before anything is awaited: parts of one cell keep their order however they arrive.
  el.dataset.mounting = "";
  still ? still.after(el) : cell.append(el);
  try {
    const part = (await import(`../parts/${model.get("module")}.js`)).default;
    await part.initialize?.({ model });
    await part.render({ model, el, experimental: {} });
  } catch (error) {
    console.error(error);
    el.className = "selfhelp-failed";
    el.textContent = banner.dataset.failed;
  }
  delete el.dataset.mounting;
  still?.remove();
  return record;
}

/** Mount what the opening state holds, before any kernel answers. */
function openPage() {
  const opening = JSON.parse(document.getElementById("selfhelp-opening")?.textContent || '{"cells":{}}');
  const named = new Map();
  for (const [id, views] of Object.entries(opening.cells)) {
    const cell = document.getElementById(`cell-${id}`);
    if (!cell) continue;
    mounted.set(
      id,
      views.map((view, index) => {
        // A part shown twice has one model, so that both views follow it.
        const model = (view.key && named.get(view.key)) || new Model(revive(view.state));
        named.set(view.key, model);
        return { model, ready: mount(cell, model, index) };
      }),
    );
  }
  globalThis.selfhelp.opened = Promise.all([...mounted.values()].flat().map((record) => record.ready));
}

/** Resolve once the server has sent the outputs of every cell; tell meanwhile what is being done. */
function outputsComplete() {
  return new Promise((resolve) => {
    const look = () => {
      const last = [...document.querySelectorAll("script.selfhelp-outputs")].at(-1);
      const doing = last && document.getElementById(`cell-${last.dataset.cell}`)?.dataset.doing;
      say(doing);
      if (!document.getElementById("selfhelp-complete")) return false;
      resolve();
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document.body, { childList: true });
    document.addEventListener("DOMContentLoaded", () => {
      observer.disconnect();
      if (!look()) resolve();
    });
  });
}

/** Ask the kernel for the state of all its widgets. */
function requestStates(kernel) {
  return new Promise((resolve) => {
    const comm = `control-${kernel.session}-${Math.random()}`;
    const listen = ({ detail: message }) => {
      const { content, header } = message;
      if (content.comm_id !== comm) return;
      // A kernel that has no widgets closes a comm it does not know.
      const closed = header.msg_type === "comm_close";
      if (!closed && content.data?.method !== "update_states") return;
      kernel.removeEventListener("message", listen);
      if (closed) return resolve({});
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

const ours = (widget) => widget?.model_module === "anywidget" && widget.state.module;

/** The views of each cell, as (cell id, [model ids]); null where a page shows widgets that are not ours. */
function viewsByCell(states) {
  const views = new Map();
  for (const script of document.querySelectorAll("script.selfhelp-outputs")) {
    const outputs = JSON.parse(script.textContent);
    const ids = outputs.map((output) => output.data?.[VIEW]?.model_id).filter(Boolean);
    if (!ids.every((id) => ours(states[id]))) return null;
    views.set(script.dataset.cell, ids);
    showOther(script.dataset.cell, outputs);
  }
  return views;
}

/** Plain text and error outputs have a place too; tracebacks never reach the page. */
function showOther(id, outputs) {
  const cell = document.getElementById(`cell-${id}`);
  for (const output of outputs) {
    if (output.output_type === "error") {
      const p = Object.assign(document.createElement("p"), { className: "selfhelp-failed" });
      p.textContent = banner.dataset.failed;
      cell?.replaceChildren(p);
    }
  }
}

function bindAll(kernel, states, views) {
  for (const [id, widgets] of views) {
    const cell = document.getElementById(`cell-${id}`);
    const records = mounted.get(id) ?? [];
    widgets.forEach((comm, index) => {
      const state = states[comm].state;
      let record = records[index];
      if (!record) {
        const model = models.get(comm) ?? new Model(state);
        record = { model, ready: mount(cell, model, index) };
        records.push(record);
      }
      models.set(comm, record.model);
      record.model.bind(kernel, comm, state);
    });
    mounted.set(id, records);
    if (!records.length) cell?.querySelectorAll(":scope > .selfhelp-still").forEach((still) => still.remove());
  }
}

function deliver(message) {
  const model = models.get(message.content.comm_id);
  const data = message.content.data;
  if (!model || !data) return;
  if (data.method === "update") model.receive(withBuffers(data.state, data.buffer_paths ?? [], message.buffers));
  else if (data.method === "custom") model.receiveMessage(data.content, message.buffers);
}

function listenToKernel(kernel) {
  // While a hand moves, the next value goes out before the last answer is drawn: the kernel works meanwhile.
  const held = [];
  let timer = 0;
  const release = () => {
    clearTimeout(timer);
    timer = 0;
    for (const message of held.splice(0)) deliver(message);
  };
  kernel.addEventListener("idle", release);
  kernel.addEventListener("message", ({ detail: message }) => {
    if (message.header.msg_type !== "comm_msg") return;
    const next = kernel.idle.has(message.parent_header.msg_id) && [...models.values()].some((model) => model.waits);
    if (!next && !held.length) return deliver(message);
    held.push(message);
    timer ||= setTimeout(release, HOLD);
  });
  kernel.addEventListener("away", () => showBanner(banner.dataset.away));
  kernel.addEventListener("dead", () => {
    document.documentElement.dataset.live = "lost";
    showBanner(banner.dataset.lost, banner.dataset.again);
  });
  kernel.addEventListener("open", async ({ detail }) => {
    if (!detail.again) return;
    // What was sent into the broken socket may be lost: take the kernel's state as it is now.
    const states = await requestStates(kernel);
    for (const [comm, model] of models) if (states[comm]) model.bind(kernel, comm, states[comm].state);
    banner.hidden = true;
  });
}

/** Hand the page to Voilà's own front end: it looks for its outputs in scripts of its own kind. */
function useStockFrontEnd(kernel) {
  document.documentElement.dataset.frontEnd = "stock";
  kernel?.socket?.close();
  for (const script of document.querySelectorAll("script.selfhelp-outputs")) {
    const cell = document.getElementById(`cell-${script.dataset.cell}`);
    const outputs = JSON.parse(script.textContent);
    if (outputs.length) cell?.replaceChildren();
    for (const output of outputs) {
      const holder = document.createElement("div");
      const data = document.createElement("script");
      data.type = "application/vnd.voila.cell-output+json";
      data.textContent = JSON.stringify(output);
      holder.append(data);
      cell?.append(holder);
    }
  }
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  // It starts at the window's "load", which is over by now: call such listeners at once.
  const listen = window.addEventListener;
  window.addEventListener = function (type, listener, ...rest) {
    if (type === "load" && document.readyState === "complete") queueMicrotask(() => listener(new Event("load")));
    else listen.call(window, type, listener, ...rest);
  };
  window.display_cells ??= () => {};
  const script = document.createElement("script");
  script.src = `${config.fullStaticUrl}/voila.js`;
  document.body.append(script);
}

/** Resolve when the text has been painted: drawing charts may wait for that, a reader may not. */
const painted = () => document.hidden ? Promise.resolve() : new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
});

async function goLive(kernel) {
  if (isStock) {
    await outputsComplete();
    useStockFrontEnd();
    return;
  }
  say(step?.dataset.connecting);
  await outputsComplete();
  const states = await requestStates(kernel);
  const views = viewsByCell(states);
  if (!views) {
    kernel.ended = true;
    useStockFrontEnd(kernel);
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
}

const drawn = (wanted) => Promise.all([...mounted].filter(([cell]) => wanted(cell)).flatMap(([, records]) => records.map(({ ready }) => ready)));
const onScreen = (el) => {
  const { top, bottom } = el?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return top < innerHeight && bottom > 0;
};

globalThis.selfhelp = { models, mounted };
addEventListener("pagehide", () => globalThis.selfhelp.kernel?.farewell());
addEventListener("pageshow", (event) => {
  // Brought back from the browser's memory: its kernel is gone, a fresh page is cheap.
  if (event.persisted) location.reload();
});

// The module may run while the page is still being sent: wait for the opening state only.
function openingThere() {
  if (document.getElementById("selfhelp-opening")?.nextSibling || document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.getElementById("selfhelp-opening")?.nextSibling) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => (observer.disconnect(), resolve()));
  });
}

await openingThere();
step = document.getElementById("selfhelp-doing");
banner = document.getElementById("selfhelp-banner");
const isStock = meta("front-end") === "stock";
const kernel = new Kernel(base, meta("kernel"));
globalThis.selfhelp.kernel = kernel;
if (!isStock) kernel.connect();
await painted();
openPage();
await goLive(kernel);
