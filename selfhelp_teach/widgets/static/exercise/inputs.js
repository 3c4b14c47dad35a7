// The input of each type, as one shape: { value (null while not whole), missing, setValue, setDisabled, destroy }.
import { choice } from "../controls/choice.js";
import { button, first, h, plain, say } from "../controls/dom.js";
import { matching } from "../controls/matching.js";
import { number } from "../controls/number.js";
import { ranking } from "../controls/ranking.js";
import { sketch } from "../controls/sketch.js";
import { conversation } from "./conversation.js";
import { writing } from "./writing.js";

/** @import { Control } from "../types/controls" */
/** @import { Builder, ExerciseLabels, Input, Missing, Task, TaskOf } from "../types/exercise" */

/** @type {{[Type in keyof TaskOf]: Builder<TaskOf[Type]>}} */
const BUILDERS = {
  "single-choice": (el, task, words, told) =>
    oneOf(choice(el, { label: words.answer, options: task.options, onChange: told }), words.missing_option),

  "multiple-choice": (el, task, words, told) =>
    choice(el, { label: words.answer, options: task.options, multiple: true, onChange: told }),

  number(el, task, words, told) {
    const labels = words.controls?.number;
    const control = number(el, { label: words.answer, min: task.min, max: task.max, step: "any", unit: task.unit, labels, onInput: told });
    const box = control.root.querySelector("input");
    return {
      ...shape(control),
      get value() { return control.live; },
      get missing() { return lacking(control.refused || say(labels?.range ?? "", { min: plain(task.min), max: plain(task.max) }), box); },
      // What was typed last and not taken is told before an older number is handed in for it.
      get refused() { return control.refused; },
      forgive: () => control.forgive(),
    };
  },

  ranking(el, task, words, told) {
    // The order shown at first is nobody's answer: it counts once something was moved or it was confirmed.
    let mine = false;
    /** @param {string[]} value */
    const touched = (value) => { mine = true; confirm.hidden = true; told(value); };
    const control = ranking(el, { label: words.answer, items: task.items, ends: task.ends, labels: words.controls?.ranking, onChange: touched });
    const confirm = button(words.order_asked, () => touched(control.value), { class: "selfhelp-button selfhelp-order-asked" });
    el.append(confirm);
    return {
      ...shape(control),
      get value() { return mine ? control.value : null; },
      get missing() { return lacking(words.order_missing, first(control.root, ".selfhelp-card")); },
      setValue(value) { mine = Boolean(value); confirm.hidden = mine; control.setValue(value ?? task.items.map((item) => item.value)); },
      setDisabled(off) { confirm.disabled = off; control.setDisabled(off); },
      destroy() { confirm.remove(); control.destroy(); },
    };
  },

  matching(el, task, words, told) {
    const control = matching(el, { label: words.answer, items: task.items, targets: task.targets, labels: words.controls?.matching, onChange: told });
    return {
      ...shape(control),
      get value() { return Object.values(control.value).some((target) => target === null) ? null : control.value; },
      get partial() { return control.value; },
      get missing() {
        const left = task.items.filter((item) => control.value[item.value] === null);
        return lacking(say(words.missing_cards ?? "", { left: left.length, all: task.items.length }), first(control.root, `.selfhelp-card[data-value="${CSS.escape(left[0]?.value ?? "")}"]`));
      },
    };
  },

  curve(el, task, words, told) {
    const pairs = () => task.x.values.flatMap((x, i) => (control.value[i] === null ? [] : [[x, control.value[i]]]));
    const control = sketch(el, { label: words.answer, x: task.x, y: task.y, labels: words.controls?.sketch, onChange: () => told(pairs()) });
    return {
      ...shape(control),
      get value() { return control.value.includes(null) ? null : pairs(); },
      get partial() { return pairs(); },
      get missing() {
        const left = control.value.filter((y) => y === null).length;
        return lacking(say(words.missing_points ?? "", { left, all: control.value.length }), first(control.root, "[role=slider][data-unset]"));
      },
      setValue(points) {
        /** @type {Map<number, number>} */
        const known = new Map(points ?? []);
        control.setValue(task.x.values.map((x) => known.get(x) ?? null));
      },
      showResult: (points) => control.setReferences(points ? [{ label: words.result, values: sampled(points, task.x.values) }] : []),
    };
  },

  confidence: (el, task, words, told) =>
    oneOf(choice(el, { label: task.statement, options: levels(words), layout: "row", onChange: told }), words.missing_level),

  likert(el, task, words, told) {
    /** @type {Record<string, number>} */
    const given = {};
    const options = task.scale.map((label, at) => ({ value: at + 1, label }));
    const rows = task.statements.map((line) => ({ key: line.value, control: choice(el, {
      label: line.label, options, layout: "row",
      onChange: (value) => {
        if (value !== null) given[line.value] = value;
        told({ ...given });
      },
    }) }));
    return {
      get value() { return rows.every(({ key }) => given[key]) ? { ...given } : null; },
      get partial() { return { ...given }; },
      get missing() {
        const left = rows.filter(({ key }) => !given[key]);
        return lacking(say(words.missing_statements ?? "", { left: left.length, all: rows.length }), left[0]?.control.root.querySelector("input"));
      },
      setValue(values) {
        for (const { key, control } of rows) {
          if (values?.[key]) given[key] = values[key];
          else delete given[key];
          control.setValue(given[key] ?? null);
        }
      },
      setDisabled: (off) => rows.forEach(({ control }) => control.setDisabled(off)),
      destroy: () => rows.forEach(({ control }) => control.destroy()),
    };
  },

  challenge(el, task, words) {
    const list = h("ul", { class: "selfhelp-goals" }, task.goals.map((goal) => h("li", {}, goal)));
    el.append(h("p", { class: "selfhelp-control-label" }, words.goals ?? ""), list);
    return { value: {}, setValue() {}, setDisabled() {}, destroy() { el.replaceChildren(); } };
  },

  "free-text": writing,
  conversation,
};

/** What is missing, in a sentence, and where it would be given. @param {string} sentence @param {HTMLElement | null} [at] @returns {Missing} */
const lacking = (sentence, at) => ({ sentence, at });

/** What all share. Spread, its value is the one of that moment: who adds to it says again what the value is. @template Value @param {Control<Value>} control @returns {Input} */
function shape(control) {
  return {
    get value() { return control.value; },
    setValue: control.setValue,
    setDisabled: control.setDisabled,
    destroy: control.destroy,
  };
}

/** @template Value @param {Control<Value>} control of which one is to be chosen @param {string} sentence where none is @returns {Input} */
const oneOf = (control, sentence) => ({ ...shape(control), get value() { return control.value; }, get missing() { return lacking(sentence, control.root.querySelector("input")); } });

/** The five levels of confidence. @param {ExerciseLabels} words */
export const levels = (words) => [1, 2, 3, 4, 5].map((value) => ({ value, label: words[`confidence_${value}`] ?? String(value) }));

/** The heights of a polyline at the given places. @param {[number, number][]} points @param {number[]} places */
export function sampled(points, places) {
  return places.map((x) => {
    if (x < points[0][0] || x > points[points.length - 1][0]) return null;
    const at = points.findIndex(([px]) => px >= x);
    const [x1, y1] = points[at];
    if (x1 === x || at === 0) return y1;
    const [x0, y0] = points[at - 1];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  });
}

// What an answer to each type looks like. A record from a file, or of an older version, may hold anything.
/** @typedef {(value: unknown) => boolean} Sound */
/** @param {unknown} value @param {Sound} sound @returns {value is unknown[]} */
const list = (value, sound) => Array.isArray(value) && value.every(sound);
/** @param {unknown} value @param {Sound} sound */
const named = (value, sound) => value !== null && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(sound);
/** @param {unknown} value */
const text = (value) => typeof value === "string";
/** @type {Record<Task["type"], Sound>} */
const FITS = {
  "single-choice": text,
  "multiple-choice": (value) => list(value, text),
  number: Number.isFinite,
  ranking: (value) => list(value, text),
  matching: (value) => named(value, (target) => target === null || text(target)),
  curve: (value) => list(value, (point) => list(point, Number.isFinite) && point.length === 2),
  confidence: Number.isFinite,
  likert: (value) => named(value, Number.isFinite),
  challenge: () => true,
  "free-text": text,
  conversation: (value) => list(value, text),
};

/**
 * Build the input of an exercise.
 * @param {HTMLElement} el @param {Task} task @param {ExerciseLabels} words @param {(value: unknown, finished?: boolean) => unknown} told
 */
export function build(el, task, words, told) {
  const builder = /** @type {Builder<any>} the one that the task's type names */ (BUILDERS[task.type]);
  const input = builder(el, task, words, told);
  const set = input.setValue;
  const fits = FITS[task.type];
  /** @param {unknown} value */
  const setValue = (value) => set(value !== null && value !== undefined && fits(value) ? value : null);
  return Object.assign(input, { fits, setValue });
}
