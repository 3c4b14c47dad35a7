// Files for the learner. No page is told whether a browser kept a file, and a frame may quietly refuse all of them:
// so none is called saved, and there is always another way to it.
import { button, h, say } from "./controls/dom.js";

/** @import { Words } from "./types/dom" */
/** @import { Made } from "./types/figure" */

const framed = () => {
  try {
    return globalThis.self !== globalThis.top;
  } catch {
    return true;
  }
};

/**
 * A name that no other file has: stem, the learner's name, day and time here, and a few signs of the record.
 * @param {{stem: string, ending: string, person?: string, code?: string}} parts @param {Date} [now]
 */
export function fileName({ stem, ending, person = "", code = "" }, now = new Date()) {
  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("");
  const written = person.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 40).replace(/^-+|-+$/g, "");
  return `${[stem, written, day, time, code].filter(Boolean).join("-")}.${ending}`;
}

/** @param {string} href @param {string} name */
function press(href, name) {
  const link = h("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

/** What frees each file that is offered, by its line. @type {WeakMap<Element, () => void>} */
const releases = new WeakMap();

/**
 * Hand a file over, and say so in `place` with the other ways to it. They are open where a frame may have refused it.
 * @param {Made & {name: string}} file
 * @param {{place: HTMLElement, words: Partial<Words>, quiet?: boolean}} how `quiet` where nothing needs to be said outside frames
 * @returns {string} what was said
 */
export function handOver({ name, parts, type }, { place, words, quiet = false }) {
  const blob = new Blob(parts, { type });
  const url = URL.createObjectURL(blob);
  press(url, name);
  const inFrame = framed();
  const former = place.querySelector("[data-url]");
  if (former) releases.get(former)?.();
  if (quiet && !inFrame) {
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    place.replaceChildren();
    return "";
  }
  const sentence = say((inFrame ? words.handed_frame : words.handed) ?? "{name}", { name });
  const told = h("p", {}, sentence);
  const shown = h("div", { class: "selfhelp-file-shown" });
  const ways = h("details", { class: "selfhelp-file", "data-url": url, open: inFrame },
    h("summary", {}, words.handed_not_there ?? ""),
    h("div", { class: "selfhelp-actions" },
      button(words.handed_again, () => press(url, name)),
      button(words.handed_tab, () => { if (!open(url, "_blank")) told.textContent = words.handed_no_tab ?? ""; }),
      /^(text|application\/json|image)/.test(type) ? button(words.handed_show, () => show(blob, url, shown, words)) : null,
      inFrame ? h("a", { href: location.href, target: "_blank", rel: "noopener" }, words.handed_page ?? "") : null),
    shown);
  releases.set(ways, () => URL.revokeObjectURL(url));
  place.replaceChildren(told, ways);
  return sentence;
}

/** @param {Blob} blob @param {string} url @param {HTMLElement} place @param {Partial<Words>} words */
async function show(blob, url, place, words) {
  if (blob.type.startsWith("image")) {
    place.replaceChildren(h("img", { src: url, alt: words.handed_picture ?? "" }));
    return;
  }
  const box = h("textarea", { class: "selfhelp-writing", rows: 8, readonly: true, dir: "auto", translate: "no", "aria-label": words.handed_show });
  box.value = (await blob.text()).replace(/^\ufeff/, "");
  const copied = h("span", { role: "status" });
  place.replaceChildren(box, button(words.handed_copy, copy), copied);
  box.focus();
  async function copy() {
    let done = false;
    try {
      await navigator.clipboard.writeText(box.value);
      done = true;
    } catch {
      box.focus();
      box.select();
      done = document.execCommand?.("copy") ?? false; // frames often have only this
    }
    copied.textContent = (done ? words.handed_copied : words.handed_select) ?? "";
  }
}
