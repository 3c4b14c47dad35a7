// A conversation: one message at a time, the thread folded behind, then what one may say next. One tap or key for
// each line; from any line said, the talk can be taken up again and led another way.
import { button, h, refill, say, uid } from "../controls/dom.js";
import { openStore } from "../record/store.js";
import { reply, textOf } from "../speech.js";
import { markup as html } from "./markup.js";
import { heard, MOST, offered, said, walked } from "./walk.js";

const LEVELS = ["now", "end", "none"];
const CHOSEN = "selfhelp-coaching"; // how much coaching a learner wants, on every page

/** @import { Words } from "../types/dom" */
/** @import { Line, Step, TalkState, TalkTask } from "../types/exercise" */

function remembered() {
  try {
    const found = localStorage.getItem(CHOSEN) ?? "";
    return LEVELS.includes(found) ? found : "now";
  } catch {
    return "now"; // a browser that keeps nothing
  }
}

/** Trust of one side as a meter of five marks, with how it just moved. @param {string} label @param {number} level @param {number} change @param {Words} words */
function meter(label, level, change, words) {
  const told = `${say(words.trust_level ?? "{level}", { level, most: MOST })}${change ? ` (${change > 0 ? "+" : "−"}${Math.abs(change)})` : ""}`;
  return h("div", { class: "selfhelp-trust", "data-change": String(Math.sign(change)) },
    h("span", { class: "selfhelp-trust-label" }, label),
    h("span", { class: "selfhelp-trust-marks", "aria-hidden": "true" }, Array.from({ length: MOST }, (_, at) => h("i", { "data-on": String(at < level) }))),
    h("span", { class: "selfhelp-trust-level" }, told));
}

/** Where a path has come to. @param {Step[]} steps */
const stateOf = (steps) => steps[steps.length - 1].state;

/** @type {import("../types/exercise").Builder<TalkTask>} */
export function conversation(el, task, words, told) {
  const store = openStore();
  const { learner } = store; // the order of the lines is each learner's own, and stays
  /** @type {string[]} */
  let path = [];
  let disabled = false;
  let open = false; // whether the thread behind is unfolded
  let level = task.coaching || remembered();
  const endings = Object.keys(task.nodes).filter((name) => task.nodes[name].ending);
  const seen = new Set(store.history(task.id, "answer").map(({ value }) => (Array.isArray(value) ? stateOf(walked(task, value)).node : "")).filter((name) => task.nodes[name]?.ending));
  const top = h("div", { class: "selfhelp-talk-top" });
  const behind = h("ol", { class: "selfhelp-talk" });
  const folded = h("summary", {});
  /** @type {HTMLDetailsElement} */
  const fold = h("details", { class: "selfhelp-talk-behind", ontoggle: () => { open = fold.open; } }, folded, behind);
  const log = h("ol", { class: "selfhelp-talk", "aria-label": task.title });
  const next = h("div", { class: "selfhelp-talk-next", role: "group", "aria-label": words.next_line });
  const map = h("div", { class: "selfhelp-endings" });
  const root = h("div", { class: "selfhelp-control selfhelp-conversation", "data-chair-of": task.chairOf || null }, top, fold, log, next, map);
  el.append(root);

  const turns = () => walked(task, path);
  const ended = () => task.nodes[stateOf(turns()).node].ending !== "";
  /** @param {string} who */
  const nameOf = (who) => task.cast[who] ?? words[`speaker_${who}`] ?? who;

  /** How much coaching: chosen here and kept, or set by the author. */
  function levels() {
    if (task.coaching) return null;
    const name = uid("coaching");
    return h("fieldset", { class: "selfhelp-coaching" }, h("legend", {}, words.coaching ?? ""),
      LEVELS.map((each) => h("label", {}, h("input", { type: "radio", name, value: each, checked: each === level || null, onchange: () => choose(each) }), ` ${words[`coaching_${each}`] ?? each}`)));
  }
  /** @param {string} each */
  function choose(each) {
    level = each;
    try { localStorage.setItem(CHOSEN, each); } catch { /* a browser that keeps nothing */ }
    show(false);
    root.dispatchEvent(new CustomEvent("selfhelp-coaching", { bubbles: true }));
  }
  /** @param {Step[]} steps */
  function trust(steps) {
    if (level === "none") return null;
    const { yours, theirs } = stateOf(steps);
    const before = steps.at(-2)?.state ?? stateOf(steps);
    return h("div", { class: "selfhelp-trusts", role: "group", "aria-label": words.trust },
      meter(words.trust_theirs ?? "", theirs, theirs - before.theirs, words), meter(words.trust_yours ?? "", yours, yours - before.yours, words));
  }
  /** @param {string} who @param {import("../types/dom").Child} content @param {string} [kind] */
  function line(who, content, kind) {
    const name = nameOf(who);
    return h("li", { class: "selfhelp-line", "data-speaker": who, "data-kind": kind }, name ? h("p", { class: "selfhelp-speaker" }, name) : null, content);
  }
  /** What a line does, behind a tap, with the badge of its step. @param {Line} choice */
  function coach(choice) {
    if (level !== "now" || !choice.feedbackHtml) return null;
    return h("details", { class: "selfhelp-coach" },
      h("summary", {}, words.coach ?? "", choice.step ? h("span", { class: "selfhelp-line-step" }, say(words.step ?? "", { step: choice.step })) : null),
      html(choice.feedbackHtml, { class: "selfhelp-line-feedback" }));
  }
  /** The way back to one's own line `at`, to say another. @param {TalkState} state @param {number} at */
  function another(state, at) {
    if (offered(task, state).length < 2 || !words.other_here) return null;
    return h("button", { type: "button", class: "selfhelp-line-other", disabled: disabled || null, onclick: () => go(path.slice(0, at), true) }, words.other_here);
  }
  /** @param {Step} step */
  const theirs = ({ state }) => line(task.nodes[state.node].speaker, html(heard(task, state)));
  /** @param {Step} step @param {number} at */
  const mine = ({ state, choice }, at) => (choice ? line(task.plays, [h("p", {}, said(choice, state)), coach(choice), another(state, at)], "own") : null);

  /** What a line has led to, for the ear: the answer, and how it ended. Coaching is behind its tap. @param {Step[]} steps */
  function toTheEar(steps) {
    const state = stateOf(steps);
    const { speaker, ending } = task.nodes[state.node];
    const who = nameOf(speaker);
    const answer = textOf(html(heard(task, state)));
    return [who ? `${who}: ${answer}` : answer, ending].filter(Boolean).join(" ");
  }
  /** The endings there are: those found by name, the others as blanks. */
  function found() {
    return [h("p", { class: "selfhelp-control-label" }, words.endings ?? ""),
      h("ul", {}, endings.map((name) => h("li", { "data-found": String(seen.has(name)) }, seen.has(name) ? task.nodes[name].ending : words.ending_unknown ?? "?"))),
      h("p", { class: "selfhelp-aside" }, say(words.endings_seen ?? "", { seen: seen.size, count: endings.length }))];
  }
  /** @param {boolean} focus @param {boolean} [choosing] */
  function show(focus, choosing) {
    const steps = turns();
    const state = stateOf(steps);
    const node = task.nodes[state.node];
    if (node.ending) seen.add(state.node);
    const last = Math.max(0, steps.length - 2); // the exchange on show: one's own line, and the answer to it
    const earlier = steps.slice(0, last).flatMap((step, at) => [theirs(step), mine(step, at)]);
    if (steps.length > 1) earlier.push(theirs(steps[last]));
    fold.hidden = !earlier.length;
    fold.open = open && Boolean(earlier.length);
    folded.textContent = say(words.earlier_lines ?? "", { count: earlier.length });
    refill(behind, earlier);
    refill(log, [steps.length > 1 ? mine(steps[last], last) : null, theirs({ state })]);
    refill(top, [trust(steps), path.length ? null : levels(), !path.length && task.note ? h("p", { class: "selfhelp-talk-note" }, h("strong", {}, words.note ?? ""), " ", task.note) : null]);
    const back = button(words.other_path, () => go(path.slice(0, -1)));
    const again = button(words.restart, () => go([]));
    refill(next, [
      node.choices.length ? h("p", { class: "selfhelp-control-label" }, words.next_line ?? "") : null,
      offered(task, state, learner).map((choice) => h("button", { type: "button", class: "selfhelp-say", "data-key": choice.key, onclick: () => go([...path, choice.key]) }, said(choice, state))),
      node.ending ? h("p", { class: "selfhelp-ending" }, h("strong", {}, words.ending ?? ""), " ", node.ending) : null,
      path.length ? h("div", { class: "selfhelp-actions" }, back, again) : null,
    ]);
    refill(map, node.ending || (seen.size && !path.length) ? found() : []);
    if (focus && choosing) next.querySelector("button")?.focus();
    else if (focus) {
      log.scrollIntoView({ block: "nearest" }); // the page follows what is said
      next.tabIndex = -1; // where it goes on; what was said is heard once, and not again for being focused
      next.focus({ preventScroll: true });
      reply(root, toTheEar(steps));
    }
    for (const each of next.querySelectorAll("button")) each.disabled = disabled;
  }
  /** @param {string[]} to */
  function go(to, choosing = false) {
    path = to;
    show(true, choosing);
    told([...path], ended());
  }
  show(false);
  return {
    get value() { return ended() ? [...path] : null; },
    get partial() { return [...path]; },
    get coaching() { return level; },
    // What is as it was is not drawn again: a late answer would take the focus away from the next line.
    setValue(value) {
      const before = String(path);
      path = Array.isArray(value) ? [...value] : [];
      path = path.slice(0, turns().length - 1);
      if (String(path) !== before) show(false);
    },
    setDisabled(off) {
      if (off === disabled) return;
      disabled = off;
      show(false);
    },
    destroy: () => root.remove(),
  };
}
