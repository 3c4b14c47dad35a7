// The input of each type, as one shape: { value (null while not whole), missing, setValue, setDisabled, destroy }.
import { choice } from "../controls/choice.js";
import { h } from "../controls/dom.js";
import { matching } from "../controls/matching.js";
import { number } from "../controls/number.js";
import { ranking } from "../controls/ranking.js";
import { sketch } from "../controls/sketch.js";
import { conversation } from "./conversation.js";
import { writing } from "./writing.js";

const BUILDERS = {
  "single-choice": (el, task, words, told) =>
    choice(el, { label: words.answer, options: task.options, onChange: told }),

  "multiple-choice": (el, task, words, told) =>
    choice(el, { label: words.answer, options: task.options, multiple: true, onChange: told }),

  number: (el, task, words, told) =>
    number(el, { label: words.answer, min: task.min, max: task.max, step: "any", unit: task.unit, labels: words.controls?.number, onInput: told }),

  ranking(el, task, words, told) {
    // The order shown at first is nobody's answer: it counts once something was moved or it was confirmed.
    let mine = false;
    const touched = (value) => { mine = true; confirm.hidden = true; told(value); };
    const control = ranking(el, { label: words.answer, items: task.items, ends: task.ends, labels: words.controls?.ranking, onChange: touched });
    const confirm = h("button", { type: "button", class: "selfhelp-button selfhelp-order-asked", onclick: () => touched(control.value) }, words.order_asked ?? "OK");
    el.append(confirm);
    return {
      ...shape(control),
      get value() { return mine ? control.value : null; },
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
    };
  },

  curve(el, task, words, told) {
    const pairs = () => task.x.values.map((x, i) => [x, control.value[i]]).filter(([, y]) => y !== null);
    const control = sketch(el, { label: words.answer, x: task.x, y: task.y, labels: words.controls?.sketch, onChange: () => told(pairs()) });
    return {
      ...shape(control),
      get value() { return control.value.includes(null) ? null : pairs(); },
      get partial() { return pairs(); },
      setValue(points) {
        const known = new Map((points ?? []).map(([x, y]) => [x, y]));
        control.setValue(task.x.values.map((x) => known.get(x) ?? null));
      },
      showResult: (points) => control.setReferences(points ? [{ label: words.result, values: sampled(points, task.x.values) }] : []),
    };
  },

  confidence: (el, task, words, told) =>
    choice(el, { label: task.statement, options: levels(words), layout: "row", onChange: told }),

  likert(el, task, words, told) {
    const given = {};
    const options = task.scale.map((label, at) => ({ value: at + 1, label }));
    const rows = task.statements.map((line) => [line.value, choice(el, {
      label: line.label, options, layout: "row",
      onChange: (value) => { given[line.value] = value; told({ ...given }); },
    })]);
    return {
      get value() { return rows.every(([key]) => given[key]) ? { ...given } : null; },
      get partial() { return { ...given }; },
      setValue(values) {
        for (const [key, control] of rows) {
          if (values?.[key]) given[key] = values[key];
          else delete given[key];
          control.setValue(given[key] ?? null);
        }
      },
      setDisabled: (off) => rows.forEach(([, control]) => control.setDisabled(off)),
      destroy: () => rows.forEach(([, control]) => control.destroy()),
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

function shape(control) {
  return {
    get value() { return control.value; },
    setValue: control.setValue,
    setDisabled: control.setDisabled,
    destroy: control.destroy,
  };
}

/** The five levels of confidence. */
export const levels = (words) => [1, 2, 3, 4, 5].map((value) => ({ value, label: words[`confidence_${value}`] ?? String(value) }));

/** The heights of a polyline at the given places. */
export function sampled(points, places) {
  return places.map((x) => {
    if (x < points[0][0] || x > points.at(-1)[0]) return null;
    const at = points.findIndex(([px]) => px >= x);
    const [x1, y1] = points[at];
    if (x1 === x || at === 0) return y1;
    const [x0, y0] = points[at - 1];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  });
}

// What an answer to each type looks like. A record from a file, or of an older version, may hold anything.
const list = (value, sound) => Array.isArray(value) && value.every(sound);
const named = (value, sound) => value !== null && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(sound);
const text = (value) => typeof value === "string";
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

/** Build the input of an exercise. `told` is called with what there is so far, whole or not. */
export function build(el, task, words, told) {
  const input = BUILDERS[task.type](el, task, words, told);
  const set = input.setValue;
  input.fits = FITS[task.type];
  input.setValue = (value) => set(value !== null && value !== undefined && input.fits(value) ? value : null);
  return input;
}
