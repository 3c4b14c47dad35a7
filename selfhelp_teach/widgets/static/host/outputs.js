// What the kernel has put out: which widgets each cell shows, and the state of each. Tracebacks never reach the page.
import { h } from "../controls/dom.js";
import { ownPython } from "./early.js";
import { withBuffers } from "./models.js";
import { cellOf, failure, unmount } from "./mounting.js";

/** @import { Message } from "./frames.js" */
/** @import { KernelFace, WidgetState } from "../types/host" */
/** @typedef {Record<string, WidgetState>} States of widgets, by the id of their comm */
/** @typedef {{output_type: string, data?: Record<string, {model_id?: string} | undefined>}} Output */

const VIEW = "application/vnd.jupyter.widget-view+json";
const outputScripts = () => globalThis.selfhelpFind.all("script.selfhelp-outputs", HTMLScriptElement);

/** The kernel's own message in an event of it. @param {Event} event @returns {Message} */
export const messageOf = (event) => /** @type {CustomEvent<Message>} it tells "message" with nothing else */ (event).detail;

/**
 * Resolve when something is there that is looked for as the page comes, or when all of the page is.
 * @param {() => boolean} look @param {Node} within @param {{deep?: boolean, endless?: boolean}} [how] `endless`: it comes after the page's end
 * @returns {Promise<void>}
 */
export function comes(look, within, { deep = false, endless = false } = {}) {
  return new Promise((resolve) => {
    if (look()) return resolve();
    const observer = new MutationObserver(() => look() && end());
    const end = () => {
      observer.disconnect();
      resolve();
    };
    observer.observe(within, { childList: true, subtree: deep });
    if (!endless) document.addEventListener("DOMContentLoaded", () => (look(), end()));
  });
}

/** Resolve once the outputs of every cell are there; tell meanwhile what is being done. @param {(doing?: string) => void} say */
export function outputsComplete(say) {
  // A server's page ends with its outputs; Python in the page writes them into a page that has long been there.
  return comes(() => {
    const last = outputScripts().at(-1);
    say(last && cellOf(last.dataset.cell ?? "")?.dataset.doing);
    return document.getElementById("selfhelp-complete") !== null;
  }, document.body, { endless: ownPython() });
}

/** Ask the kernel for the state of all its widgets. @param {KernelFace} kernel @returns {Promise<States>} */
export function requestStates(kernel) {
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

/** @param {WidgetState | undefined} widget */
const ours = (widget) => widget?.model_module === "anywidget" && widget.state.module;

/** The views of each cell, as (cell id, [model ids]); null where a page shows widgets that are not ours. @param {States} states */
export function viewsByCell(states) {
  /** @type {Map<string, string[]>} */
  const views = new Map();
  for (const script of outputScripts()) {
    const { cell = "", reason } = script.dataset;
    /** @type {Output[]} */
    const outputs = JSON.parse(script.textContent ?? "[]");
    const ids = outputs.flatMap((output) => output.data?.[VIEW]?.model_id ?? []);
    if (!ids.every((id) => ours(states[id]))) return null;
    views.set(cell, ids);
    if (outputs.some((output) => output.output_type === "error")) showFailure(cell, reason);
  }
  return views;
}

/** A cell that failed says so in place of what it showed. @param {string} id @param {string} [reason] told to authors only */
function showFailure(id, reason) {
  void unmount(id);
  cellOf(id)?.replaceChildren(h("p", { class: "selfhelp-failed" }, failure(), reason ? ` (${reason})` : ""));
}
