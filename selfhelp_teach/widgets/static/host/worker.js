// Python in the page: runs Pyodide and the course's kernel, in a worker so that the page never waits for it.
// Messages in: {type: "start", …} once, {type: "page", page, cells}, {type: "send", page, id, kind, content, buffers}.
// Messages out: progress, started, outputs, complete, message, idle, failed; each says for which page it is.

import { startPython } from "./start_python.js";

/** @import { Cell, Pyodide, PythonKernel, SiteFiles, Start, ToWorker, Told, WorkerScope } from "../types/worker" */

const AFTERWARDS = 2000; // milliseconds: the page comes first

/** @param {Told} message @param {Transferable[]} [transfer] */
const post = (message, transfer) => /** @type {WorkerScope} */ (/** @type {unknown} a page's types know no worker */ (self)).postMessage({ page, ...message }, transfer);
let kernel = /** @type {PythonKernel} nobody asks before start() has made it */ (/** @type {unknown} */ (null));
let python = /** @type {Pyodide} likewise */ (/** @type {unknown} */ (null));
let resumed = false;
const nothing = async () => {};
let keepImage = nothing;
let page = 0; // the page that is being read: pages are read one after the other
/** @type {string | null} */
let failed = null;
/** @type {string | null} the id of the message that is being dealt with */
let parent = null;

/** Tell at once that a file is not there, or not the right one: Pyodide would wait for it, or go on without it. @param {string} reason */
function wrong(reason) {
  failed = reason;
  post({ type: "failed", reason });
  return new Error(reason);
}

/** Fetch a file at once, for an import that cannot wait: null where it cannot be had. @param {string} address */
function fetchNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    return null;
  }
  return request.status === 200 ? new Uint8Array(request.response) : null;
}

/** @param {Start} start */
async function begin({ python: lies, pyodide }) {
  const response = await fetch(`${lies}files.json`).catch(() => null);
  /** @type {SiteFiles | null} */
  const site = response?.ok ? await response.json().catch(() => null) : null;
  if (!site) throw wrong("missing files.json");
  ({ python, keepImage, resumed } = await startPython(site, lies, pyodide, post, wrong));
  const later = Object.fromEntries(Object.entries(site.later).map(([name, { file, sha256 }]) => [name, [lies + file, sha256]]));
  python.pyimport("selfhelp_later").find_later(JSON.stringify(later), fetchNow);
  kernel = python.globals.get("Kernel")((kind, content, buffers) => {
    const data = buffers.toJs({ create_pyproxies: false }).map((each) => new DataView(Uint8Array.from(each).buffer));
    post({ type: "message", parent, kind, content: JSON.parse(content), buffers: data }, data.map((each) => each.buffer));
  });
}

/** Run the cells of a page one after the other; between two of them messages are answered. @param {Cell[]} cells */
async function open(cells) {
  kernel.open_page();
  const mine = page;
  post({ type: "started", resumed });
  for (const { id, source } of cells) {
    if (mine !== page) return; // the reader has gone on
    post({ type: "outputs", cell: id, outputs: JSON.parse(kernel.run(id, source)) });
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (mine !== page) return;
  post({ type: "complete" });
  setTimeout(() => {
    void keepImage();
    keepImage = nothing;
  }, AFTERWARDS);
}

/** @type {Promise<void> | null} */
let begun = null;
self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  try {
    if (data.type === "start") begun = begin(data);
    if (data.type === "page") {
      page = data.page;
      if (failed) post({ type: "failed", reason: failed }); // it was told when no page was there to hear it
    }
    await begun; // it is the first to come
    if (data.page !== page) return;
    if (data.type === "page") await open(data.cells);
    else if (data.type === "send") {
      parent = data.id;
      kernel.receive(data.kind, data.id, JSON.stringify(data.content), python.toPy(data.buffers.map((each) => new Uint8Array(/** @type {ArrayBufferView} if it is a view */ (each).buffer ?? each))));
      parent = null;
      post({ type: "idle", id: data.id });
    }
  } catch (error) {
    post({ type: "failed", reason: String(/** @type {Partial<Error> | null} */ (error)?.message ?? error) });
  }
};
