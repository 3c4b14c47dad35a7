// An exercise of any type. What the learner does is kept in this browser at once; the kernel marks it when
// it is there, and the page says what it says. Learners' words are inserted as text, never as markup.
import { first, h, refill, say, uid } from "../controls/dom.js";
import { choice } from "../controls/choice.js";
import { debrief } from "../exercise/debrief.js";
import { Draft } from "../exercise/draft.js";
import { build, levels } from "../exercise/inputs.js";
import { lineOf } from "../exercise/line.js";
import { gapOf, result, source } from "../exercise/result.js";
import { writing } from "../exercise/writing.js";
import { byOrder, canonical, countTries, firstOnes, lastOnes, latestOf, revised } from "../record/record.js";
import { openStore } from "../record/store.js";
import { reply, textOf } from "../speech.js";

const SLOW = 4000; // after this the page says that the kernel has not answered

/** @import { Marked, Refusal } from "../types/exercise" */
/** @import { Entry } from "../types/record" */
/** @import { Message } from "../types/shapes" */

/** Markup of the exercise itself, made safe where the file was read. @param {string} markup */
function prose(markup) {
  const node = h("div", { class: "selfhelp-prose" });
  node.innerHTML = markup;
  return node;
}

/** @type {import("../types/parts").Render<import("../types/parts").ExercisePartTraits>} */
function render({ model, el }) {
  const task = model.get("content");
  const words = model.get("labels") ?? {};
  const store = openStore();

  const common = { page: task.page, exercise: task.id, exercise_version: task.version, ...(task.private ? { private: true } : {}) };
  const kind = task.prediction ? "prediction" : task.type === "challenge" ? "challenge" : "answer";
  /** @type {Entry | null} the entry that stands: of a prediction the first, of an answer the last */
  let current = null;
  /** @type {Marked | null} what the kernel said to it */
  let said = null;
  /** @type {number | null} */
  let sure = null;
  let hints = 0;
  let showing = false; // the result is on its way
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;
  let justNow = false; // whether what the kernel was asked about was handed in on this page
  const refused = new Set(); // ids of what was kept and is no answer to this exercise: it locks nothing

  const titleId = uid("exercise");
  const status = h("p", { class: "selfhelp-exercise-status", role: "status" });
  const keptAt = h("p", { class: "selfhelp-exercise-kept" }); // a place of its own: it comes and goes with each word written
  const inputs = h("div", { class: "selfhelp-exercise-input" });
  const sureness = h("div", { class: "selfhelp-exercise-sure" });
  /** @param {KeyboardEvent} event */
  const once = (event) => { if (event.repeat && event.key === "Enter") event.preventDefault(); }; // a held key presses once
  const main = h("button", { type: "button", class: "selfhelp-button selfhelp-main", onclick: hand, onkeydown: once });
  const pass = h("button", { type: "button", class: "selfhelp-button selfhelp-pass", onclick: passBy, onkeydown: once }, words.pass ?? "");
  const reveal = h("button", { type: "button", class: "selfhelp-button selfhelp-main", onclick: showResult }, words.reveal ?? "");
  const hintButton = h("button", { type: "button", class: "selfhelp-button", onclick: nextHint });
  const hintList = h("ol", { class: "selfhelp-hints" });
  const feedback = h("div", { class: "selfhelp-feedback", role: "group", "aria-label": `${words.result ?? ""}: ${task.title}` });
  const gap = h("div", { class: "selfhelp-gap" });
  const elsewhere = h("div", { class: "selfhelp-elsewhere" });
  /** @type {Entry[]} */
  let others = []; // answers that stand beside the one shown: given where nobody knew of it
  const root = h("div", { class: "selfhelp-exercise", id: `exercise-${task.id}`, role: "group", "data-exercise": task.id, "data-type": task.type, "data-prediction": String(task.prediction), "aria-labelledby": titleId },
    h("div", { class: "selfhelp-exercise-head" },
      h("p", { class: "selfhelp-exercise-kind" }, task.prediction ? words.predict : words.exercise, " · ", say(words.minutes ?? "", { minutes: task.minutes })),
      h("h3", { id: titleId }, task.title)),
    prose(task.promptHtml), task.private ? h("p", { class: "selfhelp-aside" }, words.private) : null,
    inputs, sureness,
    h("div", { class: "selfhelp-actions" }, main, task.prediction ? pass : null, reveal, task.hintsHtml.length ? hintButton : null),
    status, keptAt, elsewhere, hintList, feedback, gap);
  el.append(root);

  const draft = new Draft(store, { ...common, kind: "draft" }, () => { keptAt.textContent = say(words.draft ?? "", { time: new Date().toLocaleTimeString(document.documentElement.lang || undefined) }); });
  const why = new Draft(store, { ...common, kind: "gap" });
  const input = build(inputs, task, words, touched);
  const confidence = task.confidence
    ? choice(sureness, { label: words.confidence, options: levels(words), layout: "row", onChange: (value) => { sure = value; } })
    : null;
  /** @type {ReturnType<typeof writing> | null} */
  let reason = null;

  /** @param {Entry | null} entry */
  const passed = (entry) => task.prediction && Boolean(entry?.details?.passed);
  // Who reads alone sees the result as soon as the guess is kept; in class, whoever presents shows it when all have guessed.
  const waits = () => document.documentElement.hasAttribute("data-presenting");
  const locked = () => task.prediction && current !== null;

  function tell(text = "") {
    status.textContent = text;
  }
  /** Say what is missing, and go to where it is given. @param {string} sentence @param {HTMLElement | null} [at] */
  function askFor(sentence, at) {
    tell(sentence);
    at?.focus();
  }

  /** @param {unknown} value @param {boolean} [finished] */
  function touched(value, finished) {
    if (task.type === "conversation") {
      model.set("path", /** @type {string[]} as conversation.js tells it */ (value));
      model.save_changes();
      feedback.hidden = !finished; // what was said of one path is not said of another
      if (finished) return hand();
    }
    draft.set(input.partial ?? input.value ?? value);
    return undefined;
  }

  function hand() {
    if (locked()) return;
    const value = input.value;
    if (value === null || value === undefined || (Array.isArray(value) && !value.length && task.type !== "multiple-choice")) {
      askFor(input.missing?.sentence || words.first_missing, input.missing?.at);
      return;
    }
    if (input.refused) {
      askFor(input.refused, input.missing?.at);
      input.forgive?.();
      return;
    }
    if (task.confidence && !sure) {
      askFor(words.confidence_missing, first(sureness, "input"));
      return;
    }
    if (unchanged(value)) {
      draft.flush();
      shownAgain();
      return;
    }
    draft.drop();
    keptAt.textContent = "";
    showing = task.prediction && !waits();
    current = store.made({ ...common, kind, value, ...(sure ? { confidence: sure } : {}), ...(showing ? { details: { revealed: true } } : {}) });
    others = []; // it comes after all of them
    said = null;
    store.put([current]);
    ask(true);
    show();
    if (!locked()) return;
    tell(words.committed);
    if (showing) land();
    else reveal.focus();
  }

  /** On to the result without a guess: kept as that, and never as an answer. */
  function passBy() {
    if (locked()) return;
    draft.drop();
    keptAt.textContent = "";
    current = store.made({ ...common, kind, details: { passed: true, revealed: true } });
    others = [];
    said = null;
    showing = true;
    store.put([current]);
    ask(true);
    show();
    land();
    if (!said) tell(words.waiting);
  }

  // The same answer once more is no new try: a double click, a held key. What a challenge takes from the page, the
  // kernel tells: there, one press has to be answered before the next one counts.
  /** @param {unknown} value */
  const unchanged = (value) => (task.type === "challenge"
    ? current !== null && !said && justNow
    : others.length === 0 && current !== null && canonical([current.value, current.confidence ?? null], false) === canonical([value, sure], false));

  function shownAgain() {
    if (said) show();
    else ask(justNow);
    tell(said && !task.prediction ? words.same_again : "");
  }

  /** @param {boolean} fresh */
  function ask(fresh) {
    justNow = fresh;
    clearTimeout(slow);
    slow = setTimeout(() => { if (!said) tell(words.offline); }, SLOW);
    const asked = current?.id;
    void model.send({ kind: "answer", entry: current, fresh })?.then?.((outcome) => {
      if (asked !== current?.id || said) return;
      clearTimeout(slow);
      showing = false; // it can be asked for again
      show();
      tell(words[{ delivered: "unanswered", lost: "lost", "too large": "too_large" }[outcome]]);
    });
  }

  /** @param {Message} content */
  function heard(content) {
    const message = /** @type {Refusal | Marked} what exercises/parts.py sends */ (/** @type {unknown} */ (content));
    if (message.kind === "refused" && message.id === current?.id) {
      clearTimeout(slow);
      refused.add(message.id);
      current = stands();
      said = null;
      showing = false;
      show();
      if (current && !justNow) ask(false);
      else tell(message.sentence);
      return;
    }
    if (message.kind !== "marked" || !current || message.entry.id !== current.id) return;
    clearTimeout(slow);
    store.put([message.entry], "kernel");
    const kept = store.memory.get(current.id) ?? message.entry;
    const fresh = current.time === kept.time && !current.details?.verdict;
    const shown = revealed() && !message.entry.details.revealed; // asked for before the kernel had answered
    const asked = showing || (shown && root.contains(document.activeElement));
    current = { ...kept, details: message.entry.details };
    if (shown) {
      current = revised({ ...kept, ...message.entry, updated: kept.updated }, { details: { ...message.entry.details, revealed: true } });
      store.put([current]);
    }
    said = message;
    show();
    if (!task.prediction) {
      if (fresh) reply(root, [verdict(), comment()].filter(Boolean).join(" "));
      tell("");
    } else if (asked) toResult();
  }

  const revealed = () => Boolean(current?.details?.revealed);

  function showResult() {
    if (current && !(said && revealed())) {
      current = revised(current, { details: { ...current.details, revealed: true } });
      store.put([current]);
    }
    if (!said) return tell(words.waiting);
    show();
    return toResult();
  }

  /** The first paragraph that is said to an answer. A model answer that is closed is none of it. */
  const comment = () => (said?.feedbackHtml.length ? textOf(prose(said.feedbackHtml[0])) : "");

  /** How far the guess and the result are apart. */
  const between = () => (said && task.prediction && !passed(current) ? gapOf(task, words, current?.value, said.details) : "");

  /** Where the result is or will be: the button that was pressed is gone, and what holds the focus is heard. */
  function land() {
    feedback.tabIndex = -1; // its name is heard, what is in it in a sentence of its own: once each
    feedback.focus();
  }

  function toResult() {
    const here = !showing || document.activeElement === document.body || root.contains(document.activeElement);
    showing = false;
    tell("");
    const compared = feedback.querySelector("[role=img]")?.getAttribute("aria-label");
    reply(root, [passed(current) ? words.passed : verdict(), between(), compared && `${compared}.`, comment()].filter(Boolean).join(" "));
    if (!here) return; // who went on while the answer was on its way stays there
    land();
    // It had the focus while it was empty, and has grown since: what it says is brought into view.
    if (feedback.getBoundingClientRect().bottom > innerHeight * 0.9) {
      feedback.scrollIntoView({ block: feedback.offsetHeight < innerHeight / 2 ? "center" : "start" });
    }
  }

  function verdict() {
    if (!said) return "";
    if (!task.prediction) return words[said.verdict] ?? "";
    if (said.closeness === null) return "";
    return said.closeness >= 1 ? words.close : said.closeness > 0.5 ? words.away : words.far;
  }

  /** Everything the page shows follows from what is kept and what the kernel said. */
  function show() {
    const tries = countTries(given());
    const opened = task.prediction && !revealed() ? null : said;
    const open = opened !== null;
    input.setDisabled(locked());
    confidence?.setDisabled(locked());
    main.hidden = locked() || task.type === "conversation";
    main.textContent = task.prediction ? words.commit : task.type === "challenge" ? words.scenario : task.marked ? words.check : words.keep;
    pass.hidden = locked();
    reveal.hidden = !locked() || open || showing || passed(current);
    hintButton.hidden = locked();
    hintButton.textContent = hints < task.hintsHtml.length ? say(words.hint ?? "", { next: hints + 1, count: task.hintsHtml.length }) : words.no_more_hints ?? "";
    hintButton.setAttribute("aria-disabled", String(hints >= task.hintsHtml.length)); // it keeps the focus it has
    refill(feedback, opened ? answerTo(opened, tries) : []);
    const curve = opened?.details.result;
    input.showResult?.(Array.isArray(curve) ? curve : null);
    showGap(open);
    showOthers();
    if (open && task.prediction && !model.get("revealed")) {
      model.set("revealed", true);
      model.save_changes();
    }
    // What gives the result away waits for this (see host/page.js).
    if (open && task.prediction) el.dispatchEvent(new CustomEvent("selfhelp-revealed", { bubbles: true, detail: task.id }));
    // A page of steps folds what is finished to one line (see host/fold.js).
    const done = current !== null && (open || !task.prediction);
    const line = done ? (passed(current) ? words.line_passed ?? "" : lineOf(task, words, current?.value, said, verdict())) : "";
    root.dispatchEvent(new CustomEvent("selfhelp-exercise", { bubbles: true, detail: { id: task.id, title: task.title, extra: Boolean(task.extra), minutes: task.minutes, done, line } }));
  }

  /** @param {Marked} said @param {number} tries */
  function answerTo(said, tries) {
    const shown = task.type === "challenge" || task.type === "likert" || passed(current) || current?.value !== undefined ? result(task, words, current?.value, said.details) : null;
    return [
      passed(current) ? h("p", { class: "selfhelp-verdict" }, words.passed) : null,
      verdict() ? h("p", { class: "selfhelp-verdict", "data-verdict": said.verdict }, verdict()) : null,
      shown,
      between() ? h("p", { class: "selfhelp-between" }, between()) : null,
      said.feedbackHtml.map(prose),
      lookedBack(said),
      said.sampleHtml ? h("details", { class: "selfhelp-sample" }, h("summary", {}, words.sample ?? ""), prose(said.sampleHtml)) : null,
      said.sources.length && task.type !== "conversation" ? h("p", { class: "selfhelp-source" }, h("span", {}, `${words.sources}: `), said.sources.map(source)) : null,
      !task.prediction && task.marked ? h("p", { class: "selfhelp-aside" }, say(words.again ?? "", { count: tries })) : null,
    ];
  }

  /** The debrief of a talk: made once for each answer, so that what is being written in it stays. @param {Marked} said */
  function lookedBack(said) {
    if (task.type !== "conversation" || !said.debrief || input.coaching === "none") return null;
    said.shown ??= debrief(task, words, said.debrief, { text: latest("gap")?.value, keep: (text) => why.set(text) });
    return said.shown;
  }

  /** @param {boolean} open */
  function showGap(open) {
    if (!open || !task.prediction) {
      gap.hidden = true;
      return;
    }
    gap.hidden = false;
    if (reason) return;
    gap.append(h("p", { class: "selfhelp-control-label" }, words.gap ?? ""), prose(task.gapHtml));
    reason = writing(gap, { label: words.answer, rows: 4 }, words, (text) => why.set(text));
    reason.setValue(latest("gap")?.value);
  }

  function nextHint() {
    if (hints >= task.hintsHtml.length) return;
    hints += 1;
    store.put([store.made({ ...common, kind: "hint", value: hints })]);
    reply(root, `${say(words.hint_is ?? "", { number: hints })}: ${textOf(addHint(hints))}`);
    show();
  }

  /** @param {number} number */
  function addHint(number) {
    const item = h("li", {});
    item.innerHTML = task.hintsHtml[number - 1];
    hintList.append(item);
    return item;
  }

  /** @param {...string} kinds */
  function latest(...kinds) {
    return latestOf(store.history(task.id, ...kinds).filter(ofThisVersion));
  }

  /** The version is raised when the meaning of an answer changes: what was said to an older one is history. @param {Entry} found */
  const ofThisVersion = (found) => (found.exercise_version ?? task.version) === task.version;

  /** All that was handed in and is an answer to this exercise. */
  const given = () => store.history(task.id, kind)
    .filter((found) => ofThisVersion(found) && !refused.has(found.id) && (passed(found) || input.fits(found.value)));

  /**
   * What counts of all that was handed in: of a prediction the first, of an answer the last. Where two places did
   * not know of each other there are several; they become `others`, and a new answer comes after all.
   */
  function stands() {
    const ends = task.prediction ? firstOnes(given()) : lastOnes(given()).reverse();
    const found = ends[0] ?? given()[0] ?? null;
    const told = new Set([canonical(found?.value ?? null, false)]);
    others = ends.slice(1).filter((each) => !told.has(canonical(each.value, false)) && told.add(canonical(each.value, false)));
    return found;
  }

  function showOthers() {
    elsewhere.replaceChildren(...others.map((other) => h("p", { class: "selfhelp-aside" },
      say(words.elsewhere ?? "", { time: new Date(other.time).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" }) }), " ",
      task.type === "free-text" ? h("q", { dir: "auto", translate: "no" }, String(other.value)) : null,
      h("button", { type: "button", class: "selfhelp-button", onclick: () => swap(other) }, words.elsewhere_look ?? ""))));
    elsewhere.hidden = !others.length;
  }

  /** Look at the answer that was given elsewhere; both stay kept. @param {Entry} other */
  function swap(other) {
    others = [...(current ? [current] : []), ...others.filter((each) => each !== other)].sort(byOrder);
    current = other;
    said = null;
    input.setValue(other.value);
    sure = other.confidence ?? null;
    confidence?.setValue(sure);
    show();
    ask(false);
  }

  /** Bring back what is kept: an answer, or a later draft. */
  function restore() {
    const found = stands();
    const sketched = latest("draft");
    const newer = sketched && (!found || (!task.prediction && byOrder(found, sketched) < 0));
    hints = Math.min(task.hintsHtml.length, Math.max(0, ...store.history(task.id, "hint").map((hint) => Number(hint.value) || 0)));
    hintList.replaceChildren();
    for (let number = 1; number <= hints; number += 1) addHint(number);
    if (found?.id !== current?.id || !found) said = null;
    const again = found !== null && !said;
    current = found;
    draft.leave();
    why.leave();
    input.setValue((newer ? sketched : found)?.value ?? null);
    sure = found?.confidence ?? null;
    confidence?.setValue(sure);
    reason?.setValue(latest("gap")?.value);
    show();
    if (again) ask(false);
  }

  const unsubscribe = store.subscribe((change) => {
    if (change.kind === "erased") {
      draft.drop();
      why.drop();
      tell("");
      keptAt.textContent = "";
      restore();
      return;
    }
    const concerns = change.from !== "page" && change.from !== "kernel" && change.entries.some((found) => found.exercise === task.id);
    if (concerns && (!root.contains(document.activeElement) || input.partial === "")) restore(); // an empty box may be filled under the hand
  });
  inputs.addEventListener("selfhelp-coaching", () => show()); // a talk that is told of later, or not at all
  model.on("msg:custom", heard);
  restore();

  return () => {
    clearTimeout(slow);
    draft.stop();
    why.stop();
    unsubscribe();
    model.off("msg:custom", heard);
    input.destroy();
    root.remove();
  };
}

export default { render };
