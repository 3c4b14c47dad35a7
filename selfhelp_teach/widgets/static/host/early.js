// The worker of a page without a server. A page names this file for itself, so that Python is on its way before the page's
// own module has come; that one brings it once more, and finds the worker that is there.

/** @import { SharedPython, ToWorker } from "../types/worker" */

/** @param {string} name */
const tag = (name) => /** @type {HTMLMetaElement | null} */ (document.querySelector(`meta[name="selfhelp-${name}"]`))?.content ?? "";
/** @param {string} name */
const addressOf = (name) => new URL(tag(name), location.href).href;

/** Whether this page brings its own Python. */
export const ownPython = () => Boolean(tag("python"));

/** Whether this browser can run it. */
export const canRun = () => typeof WebAssembly === "object" && typeof Worker === "function";

/** The worker that serves the pages read one after the other; it starts once. @returns {SharedPython} */
export function python() {
  const kept = globalThis.selfhelpPython;
  if (kept) return kept;
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "selfhelp-python" });
  /** @type {ToWorker} */
  const start = { type: "start", python: addressOf("python"), pyodide: addressOf("pyodide") };
  worker.postMessage(start);
  globalThis.selfhelpPython = { worker, page: 0 };
  return globalThis.selfhelpPython;
}

if (globalThis.document && ownPython() && canRun()) python();
