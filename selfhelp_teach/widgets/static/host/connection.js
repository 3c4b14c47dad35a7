// Tells the reader how the page stands with its kernel: one banner, one sentence at a time.
import { h, refill } from "../controls/dom.js";

/** @typedef {import("../types/host").KernelFace} Kernel */

const PATIENT = 8000; // milliseconds after which a first connection that fails is told
const LATE = 30_000; // and after which a page that is not live yet says so
const REFUSED = 3; // failed tries after which it is told before that

export class Banner {
  /** @param {HTMLElement} el its data hold the sentences @param {() => void} startAgain */
  constructor(el, startAgain) {
    this.el = el;
    this.startAgain = startAgain;
  }

  /** What is told now: the name of a sentence, or "". */
  get told() {
    return this.el.hidden ? "" : this.el.dataset.told ?? "";
  }

  /** @param {string} name of the sentence @param {{more?: string, again?: boolean}} [options] `again` puts the way on beside it */
  tell(name, { more = "", again = false } = {}) {
    if (this.told === name) return; // said once, not at each try
    const words = this.el.dataset;
    refill(this.el, [`${words[name] ?? ""} ${words[more] ?? ""} `, again ? h("button", { type: "button", onclick: this.startAgain }, words.again) : null]);
    this.el.dataset.told = name;
    this.el.hidden = false;
  }

  hide() {
    this.el.hidden = true;
    delete this.el.dataset.told;
  }
}

/**
 * Follow a kernel from before it connects. @param {Kernel} kernel @param {Banner} banner
 * @param {(sentence: string) => void} say the quiet line, for good news
 * @param {{patient?: boolean}} [options] whether others tell what takes its time
 */
export function tellConnection(kernel, banner, say, { patient = false } = {}) {
  const began = performance.now();
  const live = () => Boolean(document.documentElement.dataset.live);
  const late = setTimeout(() => patient || live() || banner.told || banner.tell("late"), LATE);
  kernel.addEventListener("away", (event) => {
    const { tries, answer } = /** @type {CustomEvent} */ (event).detail;
    if (answer === 401 || answer === 403) banner.tell("signedOut", { again: true });
    else if (kernel.opened) banner.told === "silent" || banner.tell("away");
    else if (tries < REFUSED && performance.now() - began < PATIENT) return;
    // The server answers and has the kernel: it is the socket that does not get through.
    else banner.tell(answer === 204 ? "refused" : "away", { again: answer === 204 });
  });
  kernel.addEventListener("silent", (event) => banner.tell(/** @type {CustomEvent} */ (event).detail.busy ? "busy" : "silent"));
  const back = () => {
    if (!banner.told) return;
    banner.hide();
    if (live()) say(banner.el.dataset.back ?? "");
  };
  kernel.addEventListener("heard", back);
  kernel.addEventListener("open", (event) => {
    if (!(/** @type {CustomEvent} */ (event).detail.again)) back();
  });
  kernel.addEventListener("dead", () => {
    clearTimeout(late);
    document.documentElement.dataset.live = "lost";
    // Values and messages that never reached it are said to be lost.
    banner.tell("lost", { more: kernel.journal.size ? "unheard" : "", again: true });
  });
  return { back };
}
