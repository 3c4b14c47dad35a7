// Whose answers are here. On a shared computer the next person is told, and may put them by and begin anew.
import { button, h, moment, say } from "../controls/dom.js";

/** @import { Words } from "../types/dom" */
/** @import { Described } from "../types/record" */
/** @import { RecordStore } from "./store.js" */

/**
 * @param {RecordStore} store @param {Words} words @param {{download: () => void, tell: (text?: string) => void}} keeper
 */
export function whose(store, words, { download, tell }) {
  const question = h("div", { class: "selfhelp-record-sync-whose", role: "group" });
  const others = h("div", { class: "selfhelp-record-sync-others" });
  /** @param {Described} described */
  const told = ({ count, last, name }) => say((name ? words.whose_name : words.whose) ?? "", { count, name, time: moment(last) });
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
      h("div", { class: "selfhelp-actions" }, button(words.whose_mine, mine), button(words.whose_save, download), button(words.whose_anew, anew))] : []),
    ...(offer ? [h("p", {}, say(words.offer ?? "", { told: told(offer) })),
      h("div", { class: "selfhelp-actions" }, button(words.offer_take, () => answer(true)), button(words.offer_leave, () => answer(false)))] : []));
    question.hidden = !found && !offer;
    const list = store.others.list();
    others.replaceChildren(...(list.length ? [h("p", {}, words.put_by ?? ""), h("ul", {}, list.map((other) => h("li", {}, told(other), " ",
      button(words.put_by_back, () => { if (!store.bringBack(other.learner)) tell(words.put_by_full); else mine(); }),
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
    return button(label, ({ currentTarget: made }) => {
      if (made.dataset.sure) act();
      else {
        made.dataset.sure = "yes";
        made.textContent = `${label} ${yes}`;
      }
    });
  }
  return { question, others, show: draw };
}
