// Whose answers are here. On a shared computer the next person is told, and may put them by and begin anew.
import { h, say } from "../controls/dom.js";

/** @import { Words } from "../types/dom" */
/** @import { Described } from "../types/record" */
/** @import { RecordStore } from "./store.js" */

/**
 * @param {RecordStore} store @param {Words} words @param {{download: () => void, tell: (text?: string) => void}} keeper
 */
export function whose(store, words, { download, tell }) {
  const question = h("div", { class: "selfhelp-record-sync-whose", role: "group" });
  const others = h("div", { class: "selfhelp-record-sync-others" });
  /** @param {string} name @param {() => void} onclick */
  const button = (name, onclick) => h("button", { type: "button", class: "selfhelp-button", onclick }, words[name] ?? name);
  /** @param {Described} described */
  const told = ({ count, last, name }) => say((name ? words.whose_name : words.whose) ?? "", {
    count, name, time: new Date(last).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" }),
  });
  let asked = ""; // what the question was about when it was drawn: typing goes on while it stands

  function mine() {
    store.claim();
    draw();
  }
  function anew() {
    if (store.setBy()) store.claim();
    else tell(words.put_by_full);
    draw();
  }
  function draw() {
    const found = store.claimed() ? null : store.whose();
    const offer = store.offered();
    const left = store.earlier.keys.length ?? 0;
    const key = JSON.stringify([found && store.learner, offer, left, store.memory.size > 0, store.others.list()]);
    if (key === asked) return;
    asked = key;
    question.replaceChildren(...(found ? [h("p", {}, h("strong", {}, told(found)), " ", words.whose_ask ?? ""),
      h("div", { class: "selfhelp-actions" }, button("whose_mine", mine), button("whose_save", download), button("whose_anew", anew))] : []),
    ...(offer ? [h("p", {}, say(words.offer ?? "", { told: told(offer) })),
      h("div", { class: "selfhelp-actions" }, button("offer_take", () => answer(true)), button("offer_leave", () => answer(false)))] : []));
    question.hidden = !found && !offer;
    const list = store.others.list();
    others.replaceChildren(...(list.length ? [h("p", {}, words.put_by ?? ""), h("ul", {}, list.map((other) => h("li", {}, told(other), " ",
      button("put_by_back", () => { if (!store.bringBack(other.learner)) tell(words.put_by_full); else mine(); }),
      confirmed(words.put_by_erase, words.erase_yes, () => { store.eraseOther(other.learner); draw(); }))))] : []),
    ...(left && !store.memory.size ? [h("p", {}, say(words.left_behind ?? "", { count: left }), " ",
      confirmed(words.left_behind_erase, words.erase_yes, () => { store.earlier.remove(); draw(); }))] : []));
  }
  /** @param {boolean} yes */
  function answer(yes) {
    store.takeOffered(yes);
    if (yes) store.claim();
    draw();
  }
  /** A button that asks once more before it deletes. @param {string} label @param {string} yes @param {() => void} act */
  function confirmed(label, yes, act) {
    /** @type {HTMLButtonElement} */
    const made = h("button", { type: "button", class: "selfhelp-button", onclick: () => {
      if (made.dataset.sure) act();
      else {
        made.dataset.sure = "yes";
        made.textContent = `${label} ${yes}`;
      }
    } }, label ?? "");
    return made;
  }
  return { question, others, show: draw };
}
