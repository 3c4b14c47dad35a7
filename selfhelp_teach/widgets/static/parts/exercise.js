// An exercise of any type. What the learner does is kept in this browser at once; the kernel marks it when
// it is there, and the page says what it says. Learners' words are inserted as text, never as markup.
import { announce, h, liveRegion, say, uid } from "../controls/dom.js";
import { choice } from "../controls/choice.js";
import { Draft } from "../exercise/draft.js";
import { build, levels } from "../exercise/inputs.js";
import { result, source } from "../exercise/result.js";
import { writing } from "../exercise/writing.js";
import { entry as newEntry, revised } from "../keeper/record.js";
import { openStore } from "../keeper/store.js";

const SLOW = 4000; // after this the page says that the kernel has not answered

// Markup of the exercise itself, made safe where the file was read.
function prose(markup, attributes = {}) {
  const node = h("div", { class: "selfhelp-prose", ...attributes });
  node.innerHTML = markup;
  return node;
}

function render({ model, el }) {
  const task = model.get("content");
  const words = model.get("labels") ?? {};
  const store = openStore();
  liveRegion();

  const common = { page: task.page, exercise: task.id, exercise_version: task.version, ...(task.private ? { private: true } : {}) };
  const kind = task.prediction ? "prediction" : task.type === "challenge" ? "challenge" : "answer";
  let current = null; // the entry that stands: of a prediction the first, of an answer the last
  let said = null; // what the kernel said to it
  let sure = null;
  let hints = 0;
  let slow = null;
  let justNow = false; // whether what the kernel was asked about was handed in on this page
  const refused = new Set(); // ids of what was kept and is no answer to this exercise: it locks nothing

  const titleId = uid("exercise");
  const status = h("p", { class: "selfhelp-exercise-status", role: "status" });
  const inputs = h("div", { class: "selfhelp-exercise-input" });
  const sureness = h("div", { class: "selfhelp-exercise-sure" });
  const main = h("button", { type: "button", class: "selfhelp-button selfhelp-main", onclick: hand });
  const reveal = h("button", { type: "button", class: "selfhelp-button selfhelp-main", onclick: showResult }, words.reveal ?? "");
  const hintButton = h("button", { type: "button", class: "selfhelp-button", onclick: nextHint });
  const hintList = h("ol", { class: "selfhelp-hints" });
  const feedback = h("div", { class: "selfhelp-feedback" });
  const gap = h("div", { class: "selfhelp-gap" });
  const root = h("div", { class: "selfhelp-exercise", role: "group", "data-exercise": task.id, "data-type": task.type, "data-prediction": String(task.prediction), "aria-labelledby": titleId },
    h("div", { class: "selfhelp-exercise-head" },
      h("p", { class: "selfhelp-exercise-kind" }, task.prediction ? words.predict : words.exercise, " · ", say(words.minutes ?? "", { minutes: task.minutes })),
      h("h3", { id: titleId }, task.title)),
    prose(task.promptHtml), task.private ? h("p", { class: "selfhelp-aside" }, words.private) : null,
    inputs, sureness,
    h("div", { class: "selfhelp-actions" }, main, reveal, task.hintsHtml.length ? hintButton : null),
    status, hintList, feedback, gap);
  el.append(root);

  const draft = new Draft(store, { ...common, kind: "draft" }, () => tell(say(words.draft ?? "", { time: new Date().toLocaleTimeString(document.documentElement.lang || undefined) }), true));
  const why = new Draft(store, { ...common, kind: "gap" });
  const input = build(inputs, task, words, touched);
  const confidence = task.confidence
    ? choice(sureness, { label: words.confidence, options: levels(words), layout: "row", onChange: (value) => { sure = value; } })
    : null;
  let reason = null;

  const marked = MARKED.has(task.type) && !task.opinion; // an opinion is kept: there is nothing to check
  const locked = () => task.prediction && current !== null;

  function tell(text = "", quiet = false) {
    status.toggleAttribute("data-quiet", quiet);
    status.setAttribute("aria-live", quiet ? "off" : "polite");
    status.textContent = text;
  }

  function touched(value, finished) {
    if (task.type === "conversation") {
      model.set("path", value);
      model.save_changes();
      if (finished) return hand();
    }
    draft.set(input.partial ?? input.value ?? value);
    return undefined;
  }

  function hand() {
    if (locked()) return;
    const value = input.value;
    if (value === null || value === undefined || (Array.isArray(value) && !value.length && task.type !== "multiple-choice")) {
      tell(task.type === "ranking" ? words.order_missing : words.first_missing);
      return;
    }
    if (task.confidence && !sure) {
      tell(words.confidence_missing);
      sureness.querySelector("input")?.focus();
      return;
    }
    draft.drop();
    current = newEntry({ ...common, kind, value, ...(sure ? { confidence: sure } : {}) });
    said = null;
    store.put([current]);
    ask(true);
    show();
    if (locked()) {
      tell(words.committed);
      reveal.focus();
    }
  }

  function ask(fresh) {
    justNow = fresh;
    clearTimeout(slow);
    slow = setTimeout(() => { if (!said) tell(words.offline); }, SLOW);
    model.send({ kind: "answer", entry: current, fresh });
  }

  function heard(message) {
    if (message.kind === "refused" && message.id === current?.id) {
      clearTimeout(slow);
      refused.add(message.id);
      current = stands();
      said = null;
      show();
      if (current && !justNow) ask(false);
      else tell(message.sentence);
      return;
    }
    if (message.kind !== "marked" || message.entry.id !== current?.id) return;
    clearTimeout(slow);
    store.put([message.entry], "kernel");
    const kept = store.memory.get(current.id) ?? message.entry;
    const fresh = current.time === kept.time && !current.details?.verdict;
    const shown = revealed() && !message.entry.details.revealed; // asked for before the kernel had answered
    current = { ...kept, details: message.entry.details };
    if (shown) {
      current = revised({ ...kept, ...message.entry, updated: kept.updated }, { details: { ...message.entry.details, revealed: true } });
      store.put([current]);
    }
    said = message;
    show();
    if (!task.prediction) {
      if (fresh) announce(`${verdict()} ${feedback.querySelector(".selfhelp-prose")?.textContent ?? ""}`);
      tell("");
    } else if (shown) {
      tell("");
      toResult();
    }
  }

  const revealed = () => Boolean(current?.details?.revealed);

  function showResult() {
    if (!said) {
      tell(words.waiting);
      current = revised(current, { details: { ...current.details, revealed: true } });
      store.put([current]);
      return;
    }
    if (!revealed()) {
      current = revised(current, { details: { ...current.details, revealed: true } });
      store.put([current]);
    }
    show();
    toResult();
  }

  function toResult() {
    announce(`${verdict()} ${feedback.textContent}`);
    feedback.tabIndex = -1;
    feedback.focus();
  }

  function verdict() {
    if (!said) return "";
    if (!task.prediction) return words[said.verdict] ?? "";
    if (said.closeness === null) return "";
    return said.closeness >= 1 ? words.close : said.closeness > 0.5 ? words.away : words.far;
  }

  /** Everything the page shows follows from what is kept and what the kernel said. */
  function show() {
    const tries = store.history(task.id, kind).length;
    const open = said !== null && (!task.prediction || revealed());
    input.setDisabled(locked());
    confidence?.setDisabled(locked());
    main.hidden = locked() || task.type === "conversation";
    main.textContent = task.prediction ? words.commit : task.type === "challenge" ? words.scenario : marked ? words.check : words.keep;
    reveal.hidden = !locked() || open;
    hintButton.hidden = locked();
    hintButton.textContent = hints < task.hintsHtml.length ? say(words.hint ?? "", { next: hints + 1, count: task.hintsHtml.length }) : words.no_more_hints ?? "";
    hintButton.disabled = hints >= task.hintsHtml.length;
    feedback.replaceChildren(...(open ? answerTo(tries) : []));
    input.showResult?.(open ? said.details.result ?? null : null);
    showGap(open);
    if (open && task.prediction && !model.get("revealed")) {
      model.set("revealed", true);
      model.save_changes();
    }
    // What gives the result away waits for this (see host/page.js).
    if (open && task.prediction) el.dispatchEvent(new CustomEvent("selfhelp-revealed", { bubbles: true, detail: task.id }));
  }

  function answerTo(tries) {
    const shown = task.type === "challenge" || task.type === "likert" || current.value !== undefined ? result(task, words, current.value, said.details) : null;
    return [
      verdict() ? h("p", { class: "selfhelp-verdict", "data-verdict": said.verdict }, verdict()) : null,
      shown,
      ...said.feedbackHtml.map((markup) => prose(markup)),
      said.sampleHtml ? h("details", { class: "selfhelp-sample" }, h("summary", {}, words.sample ?? ""), prose(said.sampleHtml)) : null,
      said.sources.length ? h("p", { class: "selfhelp-source" }, h("span", {}, `${words.sources}: `), said.sources.map(source)) : null,
      !task.prediction && marked ? h("p", { class: "selfhelp-aside" }, say(words.again ?? "", { count: tries })) : null,
    ].filter(Boolean);
  }

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
    hints += 1;
    store.put([newEntry({ ...common, kind: "hint", value: hints })]);
    addHint(hints);
    announce(hintList.lastElementChild.textContent);
    show();
  }

  function addHint(number) {
    const item = h("li", {});
    item.innerHTML = task.hintsHtml[number - 1];
    hintList.append(item);
  }

  function latest(...kinds) {
    return store.history(task.id, ...kinds).filter(ofThisVersion).reduce((best, found) => (!best || Date.parse(found.updated) >= Date.parse(best.updated) ? found : best), null);
  }

  // The version is raised when the meaning of an answer changes: what was said to an older one is history.
  const ofThisVersion = (found) => (found.exercise_version ?? task.version) === task.version;

  /** What counts of all that was handed in: of a prediction the first, of an answer the last. */
  function stands() {
    const given = store.history(task.id, kind)
      .filter((found) => ofThisVersion(found) && !refused.has(found.id) && input.fits(found.value));
    return (task.prediction ? given[0] : given.at(-1)) ?? null;
  }

  /** Bring back what is kept: an answer, or a later draft. */
  function restore() {
    const found = stands();
    const sketched = latest("draft");
    const newer = sketched && (!found || (!task.prediction && Date.parse(sketched.updated) > Date.parse(found.time)));
    hints = Math.min(task.hintsHtml.length, Math.max(0, ...store.history(task.id, "hint").map((hint) => Number(hint.value) || 0)));
    hintList.replaceChildren();
    for (let number = 1; number <= hints; number += 1) addHint(number);
    if (found?.id !== current?.id || !found) said = null;
    const again = found !== null && !said;
    current = found;
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
      restore();
      return;
    }
    const concerns = change.from !== "page" && change.from !== "kernel" && change.entries.some((found) => found.exercise === task.id);
    if (concerns && !root.contains(document.activeElement)) restore();
  });
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

const MARKED = new Set(["single-choice", "multiple-choice", "number", "ranking", "matching", "curve", "challenge"]);

export default { render };
