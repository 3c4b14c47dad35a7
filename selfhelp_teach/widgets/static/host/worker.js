// Python in the page: runs Pyodide and the course's kernel, in a worker so that the page never waits for it.
// Messages in: {type: "start", …} once, {type: "page", page, cells}, {type: "send", page, id, kind, content, buffers}.
// Messages out: progress, outputs, complete, message, idle, failed; each says for which page it is.

import { gather } from "./gather.js";

/** @import { Cell, Pyodide, PythonKernel, Start, ToWorker, Told, WorkerScope } from "../types/worker" */

/** @param {Told} message @param {Transferable[]} [transfer] */
const post = (message, transfer) => /** @type {WorkerScope} */ (/** @type {unknown} a page's types know no worker */ (self)).postMessage({ page, ...message }, transfer);
let kernel = /** @type {PythonKernel} nobody asks before start() has made it */ (/** @type {unknown} */ (null));
let python = /** @type {Pyodide} likewise */ (/** @type {unknown} */ (null));
let page = 0; // the page that is being read: pages are read one after the other
/** @type {string | null} the id of the message that is being dealt with */
let parent = null;

/** Tell at once that a file is not there, or not the right one: Pyodide would wait for it, or go on without it. @param {string} reason */
function wrong(reason) {
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
async function start({ pyodide, course, files, first, later }) {
  gather(files, [...first.map((name) => pyodide + name), course], (loaded, total) => post({ type: "progress", step: "fetch", loaded, total }), wrong);
  /** @param {string} name */
  const script = (name) => import(pyodide + name).catch((error) => {
    throw error instanceof SyntaxError ? error : wrong(`missing ${name}`);
  });
  const [{ loadPyodide }, archive] = await Promise.all([
    script("pyodide.mjs"),
    fetch(course).then((response) => response.arrayBuffer()),
    script("pyodide.asm.js"), // Pyodide would ask for it later
  ]);
  python = await loadPyodide({ indexURL: pyodide, packages: ["numpy"] });
  post({ type: "progress", step: "python" });
  python.FS.writeFile("/course.zip", new Uint8Array(archive));
  python.runPython(`
import io, sys, zipfile
with zipfile.ZipFile("/course.zip") as course:
    for part in course.namelist():
        zipfile.ZipFile(io.BytesIO(course.read(part))).extractall("/course")
sys.path.insert(0, "/course")
from selfhelp_kernel import Kernel
`);
  python.FS.unlink("/course.zip");
  const find = python.pyimport("selfhelp_later").find_later;
  find(JSON.stringify(later), fetchNow);
  kernel = python.globals.get("Kernel")((kind, content, buffers) => {
    const data = buffers.toJs({ create_pyproxies: false }).map((each) => new DataView(Uint8Array.from(each).buffer));
    post({ type: "message", parent, kind, content: JSON.parse(content), buffers: data }, data.map((each) => each.buffer));
  });
}

/** Run the cells of a page one after the other; between two of them messages are answered. @param {Cell[]} cells */
async function open(cells) {
  kernel.open_page();
  const mine = page;
  for (const { id, source } of cells) {
    if (mine !== page) return; // the reader has gone on
    post({ type: "outputs", cell: id, outputs: JSON.parse(kernel.run(id, source)) });
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (mine === page) post({ type: "complete" });
}

/** @type {(started: Promise<void>) => void} */
let begin;
/** @type {Promise<void>} */
const ready = new Promise((resolve) => (begin = resolve)); // a page may speak before it knows where Python lies
self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  try {
    if (data.type === "start") begin(start(data));
    if (data.type === "page") page = data.page;
    await ready;
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
