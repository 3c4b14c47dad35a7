// A box for one number, written as people write it. The browser's own drops a decimal comma (7,5 becomes 75), turns
// with the wheel and fits what was typed to its step: this one takes a number as it stands, or says why not.
import { attribute, decimals, h, plain, say, uid } from "./dom.js";

/** @import { Attributes, Words } from "../types/dom" */

/** @type {WeakMap<HTMLElement, HTMLElement | null>} hint -> the box whose refusal it tells */
const speaking = new WeakMap();

/** The decimal sign of the page's language. */
const decimalSign = () => new Intl.NumberFormat(document.documentElement.lang || "en").formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";

/**
 * The number that a text is as a whole, or NaN. Comma and point are both decimal signs. None is read as a sign for
 * thousands, and where it may well be meant as one (1,000 on an English page) the text is no number rather than a guess.
 * @param {string} written @param {string} [unit] may stand behind the number
 */
export function readNumber(written, unit = "") {
  let text = written.normalize("NFKC").replace(/\p{Cf}/gu, "").trim();
  if (unit && text.endsWith(unit)) text = text.slice(0, -unit.length).trim();
  const [, sign, whole, point, part] = /^([-+−–]?)(\d*)(?:([.,])(\d*))?$/.exec(text) ?? [];
  if (sign === undefined || !(whole || part)) return NaN;
  const thousands = point && point !== decimalSign() && part.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (thousands) return NaN;
  return Number(`${sign && sign !== "+" ? "-" : ""}${whole || 0}.${part || 0}`);
}

/** A number to be edited: no signs between thousands, the decimal sign of the page. @param {number | null | undefined} value @param {number} [places] */
export function written(value, places = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "";
  const own = decimals(Number(value.toFixed(6)));
  return value.toFixed(Math.max(places, own)).replace(".", decimalSign());
}

/**
 * @param {{min?: number, max?: number, step?: number | "any", unit?: string, value?: number | null, optional?: boolean,
 *   places?: number, labels?: Words, attributes?: Attributes<HTMLInputElement>, onInput?: (value: number | null) => void,
 *   onChange?: (value: number | null) => void, hint?: HTMLElement}} options
 *   `optional`: the box may be empty, which is null. `hint`: where refusals are told, if several boxes share the place.
 */
export function numberBox({ min, max, step = "any", unit = "", value: initial = null, optional = false, places = 0, labels = {}, attributes = {}, onInput, onChange, hint: shared }) {
  const whole = Number.isInteger(step) && Number.isInteger(min ?? 0);
  const digits = step === "any" ? 6 : decimals(step);
  const bounds = { min: min === undefined ? "" : plain(min, digits), max: max === undefined ? "" : plain(max, digits) };
  const wanted = min === undefined ? (max === undefined ? "any" : "most") : max === undefined ? "least" : "range";
  const hint = shared ?? h("p", { class: "selfhelp-control-hint", id: uid("hint"), role: "alert" });
  hint.id ||= uid("hint");
  const box = h("input", {
    type: "text", inputmode: min !== undefined && min >= 0 ? "decimal" : "text", role: "spinbutton", autocomplete: "off", spellcheck: "false", enterkeyhint: "done",
    size: 7, "aria-valuemin": min, "aria-valuemax": max, ...attributes,
    "aria-describedby": [attributes["aria-describedby"], hint.id].filter(Boolean).join(" "),
  });
  let value = initial ?? null;
  let refused = "";

  function show() {
    box.value = written(value, places);
    told("");
  }
  /** @param {string} sentence */
  function told(sentence) {
    if (sentence || speaking.get(hint) === box) {
      hint.textContent = sentence;
      speaking.set(hint, sentence ? box : null);
    }
    refused = sentence;
    attribute(box, "aria-invalid", sentence ? "true" : null);
    attribute(box, "aria-valuenow", value === null ? null : String(value));
    box.setAttribute("aria-valuetext", box.value || "");
  }
  /** Why a text is not taken, or nothing. @param {string} text */
  function fault(text) {
    if (!text.trim()) return optional ? "" : say(labels[wanted], bounds);
    const number = readNumber(text, unit);
    if (Number.isNaN(number)) return `${say(labels.unread, { text: text.trim().slice(0, 20) })} ${say(labels[wanted], bounds)}`;
    if ((min !== undefined && number < min) || (max !== undefined && number > max)) return say(labels[wanted], bounds);
    if (whole && !Number.isInteger(number)) return `${labels.whole} ${say(labels[wanted], bounds)}`;
    return "";
  }
  const read = () => (box.value.trim() ? readNumber(box.value, unit) : null);

  box.addEventListener("input", () => {
    if (refused) told("");
    onInput?.(fault(box.value) ? null : read());
  });
  box.addEventListener("change", () => {
    const sentence = fault(box.value);
    if (!sentence) {
      value = read();
      show();
    } else {
      if (value !== null) box.value = written(value, places); // what is not taken does not stand there as if it were
      told(value === null ? sentence : `${sentence} ${say(labels.kept, { value: plain(value, 6) })}`);
    }
    onChange?.(value);
  });
  box.addEventListener("keydown", (event) => {
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (!way || step === "any" || event.ctrlKey || event.metaKey || event.altKey || fault(box.value)) return;
    event.preventDefault();
    const from = read() ?? (min === undefined ? 0 : min - way * step);
    const next = Number((from + way * step).toFixed(6));
    value = Math.min(max ?? next, Math.max(min ?? next, next));
    show();
    onInput?.(value);
    onChange?.(value);
  });
  show();

  return {
    box, hint,
    get value() { return value; },
    /** What stands in the box, if it can be taken, else what was taken last. */
    get live() { return fault(box.value) ? value : read(); },
    /** Set without telling anyone; what a hand is writing at the moment stays, and so does why it was not taken. @param {number | null | undefined} next */
    setValue(next) {
      if (refused && (next ?? null) === value) return;
      const writing = document.activeElement === box && box.value !== written(value, places) && !refused;
      value = next ?? null;
      if (!writing) show();
    },
    /** Empty the box, whatever stands in it. */
    clear() {
      value = null;
      show();
    },
    /** Why what was typed last was not taken. To be told before anything is handed in, and then forgiven. */
    get refused() { return refused; },
    forgive() { if (value !== null) refused = ""; },
  };
}
