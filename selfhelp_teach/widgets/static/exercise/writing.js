// Free text: criteria beforehand, openings to take, a count. What is written is only ever text.
import { h, say, uid } from "../controls/dom.js";

/** Count words in any script. */
export function countWords(text) {
  if (globalThis.Intl?.Segmenter) {
    const segmenter = new Intl.Segmenter(document.documentElement.lang || undefined, { granularity: "word" });
    let count = 0;
    for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count += 1;
    return count;
  }
  return (text.match(/\S+/g) ?? []).length;
}

export function writing(el, task, words, told) {
  const [id, countId] = [uid("text"), uid("count")];
  const criteriaId = uid("criteria");
  const [low, high] = task.words ?? [0, null];
  const box = h("textarea", {
    id, rows: task.rows ?? 7, dir: "auto", maxlength: 20000, class: "selfhelp-writing",
    "aria-describedby": `${countId}${task.criteria?.length ? ` ${criteriaId}` : ""}`,
    oninput: () => { count(); told(box.value); },
  });
  const counter = h("p", { class: "selfhelp-count", id: countId });
  const label = h("label", { for: id, class: "selfhelp-control-label" }, task.label ?? words.answer);
  const criteria = task.criteria?.length
    ? h("div", { class: "selfhelp-criteria", id: criteriaId }, h("p", {}, words.criteria ?? ""), h("ul", {}, task.criteria.map((line) => h("li", {}, line))))
    : null;
  const starters = task.starters?.length
    ? h("div", { class: "selfhelp-starters", role: "group", "aria-label": words.starters }, h("p", {}, words.starters ?? ""),
      task.starters.map((line) => h("button", { type: "button", class: "selfhelp-button", onclick: () => begin(line) }, line)))
    : null;
  const root = h("div", { class: "selfhelp-control selfhelp-free-text" }, criteria, starters, label, box, counter);
  el.append(root);

  function begin(line) {
    const opening = line.replace(/\s*(…|\.\.\.)\s*$/, " ");
    box.value = box.value.trim() ? `${box.value.replace(/\s+$/, "")}\n\n${opening}` : opening;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    count();
    told(box.value);
  }
  function count() {
    const number = countWords(box.value);
    const text = high && number > high ? words.words_high : low && number < low ? words.words_low : words.words;
    counter.textContent = say(text ?? "{count}", { count: number, low, high: high ?? "" });
  }
  count();
  return {
    get value() { return box.value.trim() ? box.value : null; },
    get partial() { return box.value; },
    setValue(text) { box.value = typeof text === "string" ? text : ""; count(); },
    setDisabled(off) { box.readOnly = off; },
    get focused() { return document.activeElement === box; },
    destroy: () => root.remove(),
  };
}
