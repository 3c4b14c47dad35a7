// A learner's record as plain data: which revision stands, reading a file, writing one.
// The rules are those of selfhelp_teach/records/schema.py; one suite of tests runs on both.

/** @import { Described, Entry, NewEntry } from "../types/record" */
/** @typedef {Record<string, unknown>} Data */

export const FORMAT = "selfhelp-record";
export const VERSION = 1;
export const MAX_BYTES = 20_000_000;
const MAX_ENTRIES = 50_000;
const MAX_DEPTH = 40;
const KINDS = new Set(["answer", "prediction", "draft", "gap", "hint", "challenge", "run", "rating", "synthesis", "state"]);

/** A random name nobody else has. */
export function randomId(bytes = 12) {
  const numbers = crypto.getRandomValues(new Uint8Array(bytes));
  return [...numbers].map((number) => number.toString(16).padStart(2, "0")).join("");
}

/** @param {unknown} key @returns {key is string} */
export const isLearner = (key) => typeof key === "string" && /^[0-9a-f]{32}$/.test(key);

/** A new entry. Whoever has a store lets it make them: it knows what comes before (see `RecordStore.made`). @param {NewEntry} values @returns {Entry} */
export function entry(values) {
  const time = new Date().toISOString();
  return { id: randomId(), time, updated: time, ...values };
}

/** The same entry with other values: later than what it was, whatever the clocks say. @param {Entry} old @param {Partial<Entry>} values @returns {Entry} */
export function revised(old, values) {
  const updated = new Date(Math.min(LAST, Math.max(Date.now(), Date.parse(old.updated) + 1))).toISOString();
  return { ...old, ...values, updated };
}

/** Plain data as one line of JSON, the same for the same content: sorted keys, ASCII, nothing that says nothing. @param {unknown} value @returns {string} */
export function canonical(value, top = true) {
  if (Array.isArray(value)) return `[${value.map((inner) => canonical(inner, false)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const told = Object.entries(value).filter(([key, inner]) => !(top && saysNothing(key, inner))).sort(([a], [b]) => byCodePoint(a, b));
    return `{${told.map(([key, inner]) => `${canonical(key, false)}:${canonical(inner, false)}`).join(",")}}`;
  }
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const NULLABLE = new Set(["order", "follows", "page", "exercise", "exercise_version", "value", "confidence", "score", "closeness", "scenario", "seed", "package"]);

/** @param {string} key @param {unknown} value */
function saysNothing(key, value) {
  if (key === "private") return value === false;
  if (key === "details") return Object.keys(value ?? {}).length === 0;
  return value === undefined || (value === null && NULLABLE.has(key));
}

/** JavaScript compares texts by 16-bit units, Python by characters. @param {string} a @param {string} b */
function byCodePoint(a, b) {
  const [one, other] = [a, b].map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
  for (let i = 0; i < Math.min(one.length, other.length); i += 1) {
    const gap = one[i] - other[i];
    if (gap) return gap;
  }
  return one.length - other.length;
}

/** Whether this revision stands where both have the same id. @param {Entry} mine @param {Entry} theirs */
export function standsOver(mine, theirs) {
  const [one, other] = [Date.parse(mine.updated), Date.parse(theirs.updated)];
  return one === other ? canonical(mine) > canonical(theirs) : one > other;
}

const HANDED_IN = new Set(["answer", "prediction", "challenge"]);
/** When it was handed in; of what is written on, when it was last written. @param {Entry} each */
const moment = (each) => Date.parse(HANDED_IN.has(each.kind) ? each.time : each.updated);

/**
 * Entries from the first to the last. What was made with knowledge of another comes after it, whatever the clocks say:
 * its `order` is greater. Only what has none (an earlier version made it) goes by the time on its clock.
 * @param {Entry} a @param {Entry} b
 */
export const byOrder = (a, b) => (a.order ?? 0) - (b.order ?? 0) || moment(a) - moment(b) || (a.id < b.id ? -1 : 1);

/** The last of several entries, or `null`. @param {readonly Entry[]} entries */
export const latestOf = (entries) => [...entries].sort(byOrder).at(-1) ?? null;

/** Of entries of one exercise, those that no other was made after, in order: several, where nobody knew of the other. @param {readonly Entry[]} entries */
export function lastOnes(entries) {
  const sorted = [...entries].sort(byOrder);
  const followed = new Set(sorted.flatMap((each) => each.follows ?? []));
  const unordered = sorted.filter((each) => !each.order);
  return sorted.filter((each) => !followed.has(each.id) && (each.order || each === unordered.at(-1)));
}

/** Of entries of one exercise, those that were made after no other, in order. @param {readonly Entry[]} entries */
export function firstOnes(entries) {
  const ids = new Set(entries.map((each) => each.id));
  const sorted = [...entries].sort(byOrder);
  return sorted.filter((each, at) => (each.order ? !each.follows?.some((id) => ids.has(id)) : at === 0));
}

/**
 * What counts of all that was handed in to one exercise: the first, or the last. Where two places did not know of each
 * other there are several, and those that say something else are `others`.
 * @param {readonly Entry[]} entries in order @param {"first" | "last"} which
 * @returns {{stands: Entry | null, others: Entry[]}}
 */
export function standing(entries, which) {
  const ends = which === "first" ? firstOnes(entries) : lastOnes(entries).reverse();
  const stands = ends[0] ?? entries[0] ?? null;
  const told = new Set([canonical(stands?.value ?? null, false)]);
  const others = ends.slice(1).filter((each) => !told.has(canonical(each.value, false)) && told.add(canonical(each.value, false)));
  return { stands, others };
}

/** How often something else was handed in: an unchanged repeat is no new try. @param {readonly Entry[]} entries */
export function countTries(entries) {
  const values = [...entries].sort(byOrder).map((each) => canonical(each.value ?? null, false));
  return values.filter((value, at) => value !== values[at - 1]).length;
}

const COUNTED = new Set(["answer", "prediction", "challenge", "draft", "gap", "rating", "synthesis"]);

/** Whose entries these are: how many answers, the moment of the last, the name if one was given. @param {readonly Entry[]} entries @returns {Described} */
export function describe(entries) {
  const names = entries.filter((each) => each.kind === "state" && each.exercise === "name").sort(byOrder);
  const last = Math.max(...entries.map((each) => Date.parse(each.updated)));
  const given = entries.filter((each) => COUNTED.has(each.kind));
  return { count: new Set(given.map((each) => each.exercise)).size, last, name: String(names.at(-1)?.value ?? "") };
}

// What Python's reader takes, so that nothing is called kept on the server that the server passes over.
/** @typedef {(value: unknown) => boolean} Sound */
/** @param {Sound} sound @returns {Sound} */
const orNull = (sound) => (value) => value === null || sound(value);
/** @type {Sound} */
const share = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= 1;
/** @param {number} most @returns {Sound} */
const short = (most) => (value) => typeof value === "string" && [...value].length <= most;
/** @param {unknown} text @returns {text is string} */
const name = (text) => typeof text === "string" && text.length > 0 && text.length <= 120;
export const MOST_ORDER = 1e12;
/** @type {Record<string, Sound>} */
const SOUND = {
  order: orNull((value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_ORDER),
  follows: orNull((value) => Array.isArray(value) && value.length <= 100 && value.every(name)),
  exercise_version: orNull(Number.isSafeInteger),
  confidence: orNull((value) => typeof value === "number" && [1, 2, 3, 4, 5].includes(value)),
  score: orNull(share),
  closeness: orNull(share),
  private: (value) => typeof value === "boolean",
  scenario: orNull(short(4000)),
  seed: orNull(Number.isSafeInteger),
  package: orNull(short(60)),
  details: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
};
const [FIRST, LAST] = [Date.parse("0001-01-02T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** The entry that plain data hold, in the form it is kept in, or null. @param {unknown} data @returns {Entry | null} */
export function asEntry(data) {
  if (data === null || typeof data !== "object" || Array.isArray(data)) return null;
  const raw = /** @type {Data} */ (data);
  if (!name(raw.id) || typeof raw.kind !== "string" || !KINDS.has(raw.kind)) return null;
  if ([raw.page, raw.exercise].some((text) => text !== undefined && text !== null && !name(text))) return null;
  if (!Object.entries(SOUND).every(([key, sound]) => raw[key] === undefined || sound(raw[key]))) return null;
  const moments = [raw.time, raw.updated].map((text) => (typeof text === "string" ? Date.parse(text) : NaN));
  if (!moments.every((moment) => moment >= FIRST && moment <= LAST)) return null;
  const [time, updated] = moments.map((moment) => new Date(moment).toISOString());
  return /** @type {Entry} all of it was looked at above */ (wellFormed({ ...raw, time, updated }));
}

/** Half of an astral character is in no valid text, and no store takes it. @param {unknown} value @returns {unknown} */
function wellFormed(value) {
  if (typeof value === "string") return value.toWellFormed?.() ?? value.replace(/\p{Surrogate}/gu, "\ufffd");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [String(wellFormed(key)), wellFormed(inner)]));
}

/** What went wrong with a file; `code` names the sentence, `values` fill it. */
export class Refused extends Error {
  /** @param {string} code @param {Record<string, number>} values */
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/**
 * Read the text of a file.
 * @param {string} text
 * @returns {{entries: Entry[], aside: unknown[]}} what this page does not know is put aside, never thrown away
 */
export function parse(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Refused("not_whole");
  }
  if (tooDeep(data)) throw new Refused("not_whole");
  data = data?.portfolio?.record ?? data;
  if (data?.format !== FORMAT || !Array.isArray(data.entries)) throw new Refused("not_record");
  if (!Number.isInteger(data.version) || data.version < 0) throw new Refused("not_record");
  if (data.version > VERSION) throw new Refused("file_newer", { version: data.version, known: VERSION });
  if (data.entries.length > MAX_ENTRIES) throw new Refused("not_record");
  /** @type {Entry[]} */
  const entries = [];
  const aside = Array.isArray(data.aside) ? data.aside.map(wellFormed) : [];
  for (const raw of data.entries) {
    const found = asEntry(raw);
    if (found) entries.push(found);
    else aside.push(wellFormed(raw));
  }
  return { entries, aside };
}

/** @param {unknown} data */
function tooDeep(data) {
  let level = [data];
  for (let depth = 1; level.length; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : []));
  }
  return false;
}

/** The text of a file. @param {readonly Entry[]} entries @param {readonly unknown[]} aside */
export function serialise(entries, aside = []) {
  const inOrder = [...entries].sort(byOrder);
  const record = { format: FORMAT, version: VERSION, entries: inOrder, ...(aside.length ? { aside } : {}) };
  return `${JSON.stringify(record, null, 1)}\n`;
}
