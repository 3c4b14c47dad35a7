// An exercise of any type. What the learner does is kept in this browser at once; the kernel marks it when
// it is there, and the page says what it says. Learners' words are inserted as text, never as markup.
import { button, first, h, moment, refill, say } from "../controls/dom.js";
import { choice } from "../controls/choice.js";
import { debrief } from "../exercise/debrief.js";
import { Draft } from "../exercise/draft.js";
import * as told from "../exercise/feedback.js";
import { gapBox } from "../exercise/gap.js";
import { hints } from "../exercise/hints.js";
import { build, levels } from "../exercise/inputs.js";
import { Kept } from "../exercise/kept.js";
import { lineOf } from "../exercise/line.js";
import { sheet } from "../exercise/sheet.js";
import { ending } from "../listen.js";
import { byOrder, canonical, countTries, revised } from "../record/record.js";
import { openStore } from "../record/store.js";
import { reply, textOf } from "../speech.js";

const SLOW = 4000; // after this the page says that the kernel has not answered

/** @import { Marked, Missing, Refusal } from "../types/exercise" */
/** @import { Entry } from "../types/record" */
/** @import { Message } from "../types/shapes" */

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
  let showing = false; // the result is on its way
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;
  let justNow = false; // whether what the kernel was asked about was handed in on this page

  /** @type {Entry[]} */
  let others = []; // answers that stand beside the one shown: given where nobody knew of it
  const hinted = hints(task, words, (number, hint) => {
    store.put([store.made({ ...common, kind: "hint", value: number })]);
    reply(root, `${say(words.hint_is ?? "", { number })}: ${textOf(hint)}`);
  });
  const { root, status, keptAt, inputs, sureness, main, pass, reveal, feedback, gap, elsewhere } = sheet(task, words, hinted, { hand, pass: passBy, reveal: showResult });
  el.append(root);

  const draft = new Draft(store, { ...common, kind: "draft" }, () => { keptAt.textContent = say(words.draft ?? "", { time: new Date().toLocaleTimeString(document.documentElement.lang || undefined) }); });
  const input = build(inputs, task, words, touched);
  const kept = new Kept(store, task, kind, (entry) => told.passed(task, entry) || input.fits(entry.value));
  const why = gapBox(gap, task, words, store, { ...common, kind: "gap" }, kept);
  const confidence = task.confidence
    ? choice(sureness, { label: words.confidence, options: levels(words), layout: "row", onChange: (value) => { sure = value; } })
    : null;

  const passed = () => told.passed(task, current);
  const verdict = () => told.verdict(task, words, said);
  // Who reads alone sees the result as soon as the guess is kept; in class, whoever presents shows it when all have guessed.
  const waits = () => document.documentElement.hasAttribute("data-presenting");
  const locked = () => task.prediction && current !== null;

  function tell(text = "") {
    status.textContent = text;
  }
  /** What keeps an answer from being handed in, and where it would be given. @param {unknown} value @returns {Missing | null} */
  function lacking(value) {
    const { missing, refused: wrong } = input;
    const none = value === null || value === undefined || (Array.isArray(value) && !value.length && task.type !== "multiple-choice");
    if (none) return { sentence: missing?.sentence || words.first_missing, at: missing?.at };
    if (wrong) return { sentence: wrong, at: missing?.at };
    return task.confidence && !sure ? { sentence: words.confidence_missing, at: first(sureness, "input") } : null;
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
    const { value } = input;
    const lack = lacking(value);
    if (lack) {
      tell(lack.sentence);
      lack.at?.focus();
      input.forgive?.();
      return;
    }
    if (unchanged(value)) {
      draft.flush();
      shownAgain();
      return;
    }
    showing = task.prediction && !waits();
    take({ value, ...(sure ? { confidence: sure } : {}), ...(showing ? { details: { revealed: true } } : {}) });
    if (!locked()) return;
    tell(words.committed);
    if (showing) land();
    else reveal.focus();
  }

  /** On to the result without a guess: kept as that, and never as an answer. */
  function passBy() {
    if (locked()) return;
    showing = true;
    take({ details: { passed: true, revealed: true } });
    land();
    if (!said) tell(words.waiting);
  }

  /** Keep what was handed in, and have it marked. @param {Partial<Entry>} values */
  function take(values) {
    draft.drop();
    keptAt.textContent = "";
    current = store.made({ ...common, kind, ...values });
    others = []; // it comes after all of them
    said = null;
    store.put([current]);
    ask(true);
    show();
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
      kept.refused.add(message.id);
      stand();
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
    const noted = store.memory.get(current.id) ?? message.entry;
    const fresh = current.time === noted.time && !current.details?.verdict;
    const shown = revealed() && !message.entry.details.revealed; // asked for before the kernel had answered
    const asked = showing || (shown && root.contains(document.activeElement));
    current = { ...noted, details: message.entry.details };
    if (shown) {
      current = revised({ ...noted, ...message.entry, updated: noted.updated }, { details: { ...message.entry.details, revealed: true } });
      store.put([current]);
    }
    said = message;
    show();
    if (!task.prediction) {
      if (fresh) reply(root, [verdict(), told.comment(said)].filter(Boolean).join(" "));
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
    reply(root, [passed() ? words.passed : verdict(), told.between(task, words, current, said), compared && `${compared}.`, told.comment(said)].filter(Boolean).join(" "));
    if (!here) return; // who went on while the answer was on its way stays there
    land();
    // It had the focus while it was empty, and has grown since: what it says is brought into view.
    if (feedback.getBoundingClientRect().bottom > innerHeight * 0.9) {
      feedback.scrollIntoView({ block: feedback.offsetHeight < innerHeight / 2 ? "center" : "start" });
    }
  }

  /** Everything the page shows follows from what is kept and what the kernel said. */
  function show() {
    const opened = task.prediction && !revealed() ? null : said;
    const open = opened !== null;
    input.setDisabled(locked());
    confidence?.setDisabled(locked());
    main.hidden = locked() || task.type === "conversation";
    main.textContent = task.prediction ? words.commit : task.type === "challenge" ? words.scenario : task.marked ? words.check : words.keep;
    pass.hidden = locked();
    reveal.hidden = !locked() || open || showing || passed();
    if (hinted.next) hinted.next.hidden = locked();
    refill(feedback, opened ? told.feedback(task, words, current, opened, { tries: countTries(kept.given), debrief: lookedBack(opened) }) : []);
    const curve = opened?.details.result;
    input.showResult?.(Array.isArray(curve) ? curve : null);
    why.show(open);
    showOthers();
    if (open && task.prediction && !model.get("revealed")) {
      model.set("revealed", true);
      model.save_changes();
    }
    // What gives the result away waits for this (see host/page.js).
    if (open && task.prediction) el.dispatchEvent(new CustomEvent("selfhelp-revealed", { bubbles: true, detail: task.id }));
    // A page of steps folds what is finished to one line (see host/fold.js).
    const done = current !== null && (open || !task.prediction);
    const line = done ? (passed() ? words.line_passed ?? "" : lineOf(task, words, current?.value, said, verdict())) : "";
    root.dispatchEvent(new CustomEvent("selfhelp-exercise", { bubbles: true, detail: { id: task.id, title: task.title, extra: Boolean(task.extra), minutes: task.minutes, done, line } }));
  }

  /** The debrief of a talk: made once for each answer, so that what is being written in it stays. @param {Marked} said */
  function lookedBack(said) {
    if (task.type !== "conversation" || !said.debrief || input.coaching === "none") return null;
    said.shown ??= debrief(task, words, said.debrief, why);
    return said.shown;
  }

  /** A new answer comes after all that stand. */
  function stand() {
    ({ stands: current, others } = kept.standing);
  }

  function showOthers() {
    elsewhere.replaceChildren(...others.map((other) => h("p", { class: "selfhelp-aside" },
      say(words.elsewhere ?? "", { time: moment(other.time) }), " ",
      task.type === "free-text" ? h("q", { dir: "auto", translate: "no" }, String(other.value)) : null,
      button(words.elsewhere_look, () => swap(other)))));
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
    const before = current;
    stand();
    const sketched = kept.latest("draft");
    const newer = sketched && (!current || (!task.prediction && byOrder(current, sketched) < 0));
    hinted.restore(kept.hints);
    if (current?.id !== before?.id || !current) said = null;
    const again = current !== null && !said;
    draft.leave();
    why.restore();
    input.setValue((newer ? sketched : current)?.value ?? null);
    sure = current?.confidence ?? null;
    confidence?.setValue(sure);
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

  return ending(root, unsubscribe, () => {
    clearTimeout(slow);
    draft.stop();
    why.stop();
    model.off("msg:custom", heard);
    input.destroy();
  });
}

export default { render };
