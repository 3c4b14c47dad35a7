// A learner's record as plain data: which revision stands, reading a file, writing one.
// The rules are those of selfhelp_teach/records/schema.py; one suite of tests runs on both.

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

export const isLearner = (key) => /^[0-9a-f]{32}$/.test(key ?? "");

/** A new entry. */
export function entry(values) {
  const time = new Date().toISOString();
  return { id: randomId(), time, updated: time, ...values };
}

/** The same entry with other values: later than what it was, whatever the clocks say. */
export function revised(old, values) {
  const updated = new Date(Math.min(LAST, Math.max(Date.now(), Date.parse(old.updated) + 1))).toISOString();
  return { ...old, ...values, updated };
}

/** Plain data as one line of JSON, the same for the same content: sorted keys, ASCII, nothing that says nothing. */
export function canonical(value, top = true) {
  if (Array.isArray(value)) return `[${value.map((inner) => canonical(inner, false)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).filter((key) => !(top && saysNothing(key, value[key]))).sort(byCodePoint);
    return `{${keys.map((key) => `${canonical(key, false)}:${canonical(value[key], false)}`).join(",")}}`;
  }
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const NULLABLE = new Set(["page", "exercise", "exercise_version", "value", "confidence", "score", "closeness", "scenario", "seed", "package"]);

function saysNothing(key, value) {
  if (key === "private") return value === false;
  if (key === "details") return Object.keys(value ?? {}).length === 0;
  return value === undefined || (value === null && NULLABLE.has(key));
}

// JavaScript compares texts by 16-bit units, Python by characters.
function byCodePoint(a, b) {
  const [one, other] = [[...a], [...b]];
  for (let i = 0; i < Math.min(one.length, other.length); i += 1) {
    const gap = one[i].codePointAt(0) - other[i].codePointAt(0);
    if (gap) return gap;
  }
  return one.length - other.length;
}

/** Whether this revision stands where both have the same id. */
export function standsOver(mine, theirs) {
  const [one, other] = [Date.parse(mine.updated), Date.parse(theirs.updated)];
  return one === other ? canonical(mine) > canonical(theirs) : one > other;
}

// What Python's reader takes, so that nothing is called kept on the server that the server passes over.
const orNull = (sound) => (value) => value === null || sound(value);
const share = (value) => Number.isFinite(value) && value >= 0 && value <= 1;
const short = (most) => (value) => typeof value === "string" && [...value].length <= most;
const SOUND = {
  exercise_version: orNull(Number.isSafeInteger),
  confidence: orNull((value) => [1, 2, 3, 4, 5].includes(value)),
  score: orNull(share),
  closeness: orNull(share),
  private: (value) => typeof value === "boolean",
  scenario: orNull(short(4000)),
  seed: orNull(Number.isSafeInteger),
  package: orNull(short(60)),
  details: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
};
const [FIRST, LAST] = [Date.parse("0001-01-02T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** The entry that plain data hold, in the form it is kept in, or null. */
export function asEntry(raw) {
  if (raw === null || typeof raw !== "object" || Array.isArray(raw)) return null;
  const name = (text) => typeof text === "string" && text.length > 0 && text.length <= 120;
  if (!name(raw.id) || !KINDS.has(raw.kind)) return null;
  if ([raw.page, raw.exercise].some((text) => text !== undefined && text !== null && !name(text))) return null;
  if (!Object.entries(SOUND).every(([key, sound]) => raw[key] === undefined || sound(raw[key]))) return null;
  const moments = [raw.time, raw.updated].map((text) => (typeof text === "string" ? Date.parse(text) : NaN));
  if (!moments.every((moment) => moment >= FIRST && moment <= LAST)) return null;
  const [time, updated] = moments.map((moment) => new Date(moment).toISOString());
  return wellFormed({ ...raw, time, updated });
}

// Half of an astral character is in no valid text, and no store takes it.
function wellFormed(value) {
  if (typeof value === "string") return value.toWellFormed?.() ?? value.replace(/\p{Surrogate}/gu, "\ufffd");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [wellFormed(key), wellFormed(inner)]));
}

/** What went wrong with a file; `code` names the sentence, `values` fill it. */
export class Refused extends Error {
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/**
 * Read the text of a file.
 * @returns {{entries: object[], aside: any[]}} what this page does not know is put aside, never thrown away
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
  const entries = [];
  const aside = Array.isArray(data.aside) ? data.aside.map(wellFormed) : [];
  for (const raw of data.entries) {
    const found = asEntry(raw);
    found ? entries.push(found) : aside.push(wellFormed(raw));
  }
  return { entries, aside };
}

function tooDeep(data) {
  let level = [data];
  for (let depth = 1; level.length; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : []));
  }
  return false;
}

/** The text of a file. */
export function serialise(entries, aside = []) {
  const inOrder = [...entries].sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
  const record = { format: FORMAT, version: VERSION, entries: inOrder, ...(aside.length ? { aside } : {}) };
  return `${JSON.stringify(record, null, 1)}\n`;
}
