// The course inside a learning platform: tells it, by SCORM, which pages are done, a score of the checks, and
// where the reader is. Answers stay in the browser and in the learner's file; the platform gets none of them.
import { openStore } from "../record/store.js";

/** @import { Entry } from "../types/record" */
/** @typedef {{slug: string, core: string[], checks: string[]}} Page its exercises: those of the core, and those that are marked */
/** @typedef {Record<string, ((...values: string[]) => unknown) | undefined>} Interface of a platform, as SCORM names its calls */
/** @typedef {"start" | "get" | "set" | "commit" | "end" | "error" | "told"} Call */
/**
 * @typedef {object} Version
 * @property {string} name
 * @property {Record<Call, string>} call
 * @property {string} place
 * @property {string} exit
 * @property {string} time
 * @property {(ms: number) => string} spent
 * @property {(share: number) => [string, string][]} score
 * @property {(done: number) => [string, string][]} status
 */

const LIMIT = 4096; // characters that SCORM 1.2 keeps
const DEEP = 12; // frames up to which an interface is looked for
/** @returns {Record<"none" | "failed" | "gone" | "kept", string>} */
const words = () => JSON.parse(document.getElementById("selfhelp-lms-words")?.textContent ?? "{}");
/** @returns {{pages: Page[]}} */
const course = () => JSON.parse(document.getElementById("selfhelp-lms-course")?.textContent ?? "{}");

/** The two versions of the interface: its name, its calls, and where a value goes. @type {Record<"scorm12" | "scorm2004", Version>} */
const VERSIONS = {
  scorm12: {
    name: "API",
    call: { start: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", end: "LMSFinish", error: "LMSGetLastError", told: "LMSGetErrorString" },
    place: "cmi.core.lesson_location",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    spent: (ms) => new Date(ms).toISOString().slice(11, 22).padStart(13, "00"),
    score: (share) => [["cmi.core.score.min", "0"], ["cmi.core.score.max", "100"], ["cmi.core.score.raw", String(Math.round(share * 100))]],
    status: (done) => [["cmi.core.lesson_status", done === 1 ? "completed" : "incomplete"]],
  },
  scorm2004: {
    name: "API_1484_11",
    call: { start: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit", end: "Terminate", error: "GetLastError", told: "GetErrorString" },
    place: "cmi.location",
    exit: "cmi.exit",
    time: "cmi.session_time",
    spent: (ms) => `PT${Math.round(ms / 1000)}S`,
    score: (share) => [["cmi.score.min", "0"], ["cmi.score.max", "100"], ["cmi.score.raw", String(Math.round(share * 100))], ["cmi.score.scaled", share.toFixed(4)]],
    status: (done) => [["cmi.completion_status", done === 1 ? "completed" : "incomplete"], ["cmi.progress_measure", done.toFixed(4)]],
  },
};

/** Look for the interface as the standard says: in the frames around this one, then around the window that opened it. @param {string} name @returns {Interface | null} */
function interfaceOf(name) {
  /** @param {Window | null} start @returns {Interface | null} */
  const around = (start) => {
    /** @type {(Window & Record<string, any>) | null} a platform puts its interface on a frame under a name of the standard */
    let frame = start;
    for (let up = 0; frame && up < DEEP; up += 1) {
      try {
        if (frame[name]) return frame[name];
      } catch {
        return null; // another site's frame: it cannot be asked
      }
      if (frame.parent === frame) return null;
      frame = frame.parent;
    }
    return null;
  };
  return around(window) ?? around(window.opener);
}

/** How far the reader is: by page the share of core exercises answered, and the score of all checks. @param {Page[]} pages @param {Entry[]} entries */
export function progress(pages, entries) {
  /** @type {Set<string>} */
  const answered = new Set();
  /** @type {Map<string, Entry>} */
  const scores = new Map();
  for (const entry of entries) {
    if (!entry.exercise || !["answer", "prediction", "challenge"].includes(entry.kind)) continue;
    answered.add(entry.exercise);
    if (entry.kind === "answer" && typeof entry.score === "number") {
      const before = scores.get(entry.exercise);
      if (!before || before.updated <= entry.updated) scores.set(entry.exercise, entry);
    }
  }
  const done = pages.filter(({ core }) => core.every((id) => answered.has(id))).map(({ slug }) => slug);
  const checks = pages.flatMap((page) => page.checks);
  const total = checks.reduce((sum, id) => sum + (scores.get(id)?.score ?? 0), 0);
  return { done, score: checks.length ? total / checks.length : null };
}

export class Platform {
  /** @param {keyof VERSIONS} version @param {(sentence: string) => void} say */
  constructor(version, say) {
    this.version = VERSIONS[version];
    this.say = say;
    this.words = words();
    this.started = Date.now();
    /** @type {Set<string>} */
    this.done = new Set();
    this.api = interfaceOf(this.version.name);
  }

  /** @param {Call} what @param {...string} values */
  #call(what, ...values) {
    try {
      return this.api?.[this.version.call[what]]?.(...values) ?? null;
    } catch {
      return null; // the platform's window is gone
    }
  }

  #worked = (/** @type {unknown} */ answer) => answer === true || answer === "true";

  #failed() {
    const code = String(this.#call("error") ?? "");
    const told = code && code !== "0" ? String(this.#call("told", code) ?? "") : "";
    this.say(this.words.failed.replace("{reason}", [told, code].filter((part) => part && part !== "0").join(", ") || this.words.gone));
    return false;
  }

  /** Begin; returns the place where the reader was, or null. */
  open() {
    if (!this.api) {
      this.say(this.words.none);
      return null;
    }
    if (!this.#worked(this.#call("start", ""))) {
      this.api = null;
      this.#failed();
      return null;
    }
    try {
      for (const slug of JSON.parse(String(this.#call("get", "cmi.suspend_data") || "{}")).done ?? []) this.done.add(slug);
    } catch {
      // what another course left there
    }
    this.#call("set", this.version.exit, "suspend");
    return String(this.#call("get", this.version.place) || "") || null;
  }

  /** Tell how far the reader is and where; returns whether the platform took it. @param {Page[]} pages @param {Entry[]} entries @param {string} place */
  report(pages, entries, place) {
    if (!this.api) return false;
    const { done, score } = progress(pages, entries);
    for (const slug of done) this.done.add(slug);
    const known = pages.map(({ slug }) => slug).filter((slug) => this.done.has(slug));
    /** @type {[string, string][]} */
    const values = [
      [this.version.place, place.slice(0, 255)],
      ["cmi.suspend_data", JSON.stringify({ done: known }).slice(0, LIMIT)],
      [this.version.time, this.version.spent(Date.now() - this.started)],
      ...this.version.status(pages.length ? known.length / pages.length : 0),
      ...(score === null ? [] : this.version.score(score)),
    ];
    const taken = values.every(([name, value]) => this.#worked(this.#call("set", name, value))) && this.#worked(this.#call("commit", ""));
    if (!taken) return this.#failed();
    this.say(this.words.kept.replace("{done}", String(known.length)).replace("{all}", String(pages.length)));
    return true;
  }

  close() {
    if (!this.api) return;
    this.#call("commit", "");
    this.#call("end", "");
    this.api = null;
  }
}

/** Join the platform that this window is in; called by every page. @param {keyof VERSIONS} version @param {typeof import("./between.js").go} go */
export function joinPlatform(version, go) {
  const line = globalThis.selfhelpFind.the("selfhelp-lms", HTMLElement);
  /** @param {string} sentence */
  const say = (sentence) => {
    if (line.textContent !== sentence) line.textContent = sentence;
  };
  const { pages } = course();
  const base = globalThis.selfhelpFind.base();
  const place = () => location.href.slice(base.href.length) || "index.html";
  const store = openStore();
  // One window is one visit: its pages follow each other, and the platform hears of the end once.
  const first = !globalThis.selfhelpPlatform;
  const platform = (globalThis.selfhelpPlatform ??= new Platform(version, say));
  platform.say = say;
  if (first) {
    const kept = platform.open();
    const to = kept ? new URL(kept, base) : null;
    // A platform launches the first page; a link within the course was meant as it stands.
    const launched = [base.pathname, new URL("index.html", base).pathname].includes(location.pathname);
    if (launched && to?.href.startsWith(base.href) && to.pathname !== location.pathname) {
      void go(to, { push: true });
      return;
    }
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const report = () => platform.report(pages, store.entries(), place());
  store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(report, 500); // an answer and its mark are one report
  });
  addEventListener("hashchange", report);
  addEventListener("pagehide", ({ isTrusted }) => {
    report();
    if (isTrusted) platform.close(); // ours, from page to page, is no end
  });
  report();
}
