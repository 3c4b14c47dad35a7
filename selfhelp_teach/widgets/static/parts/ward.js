// The ward picture: one transfer of a byte a family and month, then played without the kernel.
import { h, plain, refill, say, statusBadge, uid } from "../controls/dom.js";
import { play } from "../controls/play.js";
import { caption } from "../figure/caption.js";
import { dataTable } from "../figure/table.js";
import { ending, onResize, onTraits } from "../listen.js";
import { onTheme, stillMotion } from "../theme.js";
import { plainNote, writeNote } from "../note.js";
import { changed, waiting } from "../speech.js";
import { EMPTY, MEMBER, NEWCOMER, STATES, mark, seatMark } from "../ward/marks.js";
import { wardPicture } from "../ward/picture.js";
import { familyStory } from "../ward/story.js";

const PACES = [1, 2, 4, 0.5]; // times the usual speed

/** @type {import("../types/parts").Render<import("../types/parts").WardTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const summaryId = uid("summary");
  const head = caption(labels);
  const canvas = h("canvas", { class: "selfhelp-ward-canvas", role: "img", "aria-labelledby": head.id, "aria-describedby": summaryId });
  const finder = h("div", { class: "selfhelp-ward-finder", role: "slider", tabindex: "0", "aria-label": labels.find, "aria-valuemin": "1" });
  const box = h("div", { class: "selfhelp-ward-box" }, canvas, finder);
  const story = h("p", { class: "selfhelp-ward-story" });
  const pace = h("button", { type: "button", class: "selfhelp-button selfhelp-ward-pace", onclick: faster });
  const legend = h("ul", { class: "selfhelp-ward-legend" });
  const note = h("p", { class: "selfhelp-figure-note", hidden: true });
  const summary = h("p", { class: "selfhelp-figure-summary", id: summaryId });
  const scrubBox = h("div");
  const table = dataTable({ labels, title: () => model.get("title"), columns, rows: () => Array.from({ length: model.get("months") }, (_, at) => counts(at)) });
  const root = h("figure", { class: "selfhelp-figure selfhelp-ward", "data-key": model.get("key"), "aria-labelledby": head.id },
    head.rows, box, note, story, scrubBox, summary, legend, table.root);
  el.append(root);

  let times = PACES[0];
  const rate = () => model.get("rate") * times;
  const picture = wardPicture(canvas, { model, labels, perSecond: rate });
  /** @type {ReturnType<typeof play> | null} */
  let scrub = null;
  let scrubbed = ""; // the months that the scrub was made for
  /** @type {IntersectionObserver | null} */
  let watcher = null;

  function columns() {
    const names = ["month", "families", ...STATES, "member", "newcomer"];
    return names.map((field) => ({ field, label: labels[field] }));
  }
  /** @param {number} at */
  function counts(at) {
    const families = model.get("families");
    /** @type {Record<string, number>} */
    const row = { month: at + model.get("first"), families: 0, ...Object.fromEntries(STATES.map((state) => [state, 0])), member: 0, newcomer: 0 };
    for (const code of picture.codes.subarray(at * families, (at + 1) * families)) {
      if ((code & 7) === EMPTY) continue;
      row.families += 1;
      row[STATES[code & 7]] += 1;
      if (code & MEMBER) row.member += 1;
      if (code & NEWCOMER) row.newcomer += 1;
    }
    return row;
  }

  /** One family's story: by pointer, by tap, or by arrow keys. @param {number} i */
  function find(i) {
    if (!picture.sound || i < 0 || i >= model.get("families")) return;
    picture.find(i);
    tellStory();
  }
  function tellStory() {
    const { codes, found, month, sound } = picture;
    const text = found < 0 || !sound ? "" : familyStory({ codes, families: model.get("families"), first: model.get("first") }, found, month, labels)
      || say(labels.no_family, { number: plain(found + 1) });
    refill(story, [text || labels.find_hint, text ? statusBadge("assumption", labels.simulated) : null]);
    story.toggleAttribute("data-found", Boolean(text));
    finder.setAttribute("aria-valuenow", String(found + 1));
    finder.setAttribute("aria-valuetext", text || labels.find_hint);
  }
  finder.addEventListener("pointermove", (event) => {
    const at = event.pointerType === "mouse" && !scrub?.playing ? picture.nearest(event) : -1;
    if (at !== picture.found) find(at);
  });
  finder.addEventListener("click", (event) => find(picture.nearest(event)));
  finder.addEventListener("keydown", (event) => {
    const last = model.get("families") - 1;
    const { found } = picture;
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const next = event.key === "Home" ? 0 : event.key === "End" ? last : event.key in steps ? Math.max(0, Math.min(last, (found < 0 ? (steps[event.key] > 0 ? -1 : 1) : found) + steps[event.key])) : null;
    if (next === null) return;
    event.preventDefault();
    find(next);
  });
  function faster() {
    times = PACES[(PACES.indexOf(times) + 1) % PACES.length];
    showPace();
    if (scrub?.playing) {
      scrub.stop();
      scrub.start();
    }
  }
  function showPace() {
    pace.textContent = `×${plain(times)}`;
    pace.setAttribute("aria-label", say(labels.pace_now, { times: plain(times) }));
  }
  /** @param {number} month */
  function turn(month) {
    picture.turn(month);
    words();
  }
  /** @type {{name: string, text: string} | null} the title and the sentence that were there before */
  let told = null;
  function words(spoken = false) {
    const row = picture.sound ? counts(picture.month) : null;
    writeNote(note, model.get("note") || (row ? "" : labels.empty), box, story, scrubBox, legend, table.root);
    waiting(root, plainNote(model.get("note")));
    tellStory();
    if (note.textContent || !row) {
      summary.textContent = "";
      return;
    }
    const states = STATES.filter((state) => row[state]).map((state) => `${plain(row[state])} ${labels[state]}`).join(", ");
    summary.textContent = say(labels.summary, { month: row.month, families: row.families, states, members: row.member });
    for (const item of legend.children) if (item.lastChild) item.lastChild.textContent = ` ${plain(row[item.getAttribute("data-field") ?? ""])}`;
    const name = model.get("title");
    const before = told?.name === name ? told.text : "";
    if (spoken && told && (name !== told.name || summary.textContent !== before)) changed(root, { name, text: summary.textContent, before });
    if (spoken || !told) told = { name, text: summary.textContent };
  }
  function drawLegend() {
    /** @param {string} field @param {HTMLCanvasElement} image */
    const item = (field, image) => {
      image.setAttribute("aria-hidden", "true");
      image.style.width = image.style.height = "24px";
      return h("li", { "data-field": field }, image, h("span", {}, labels[field]), h("span", { class: "selfhelp-ward-count" }, ""));
    };
    legend.replaceChildren(...STATES.map((state, code) => item(state, mark(code, 24))), item("member", seatMark(24)), item("newcomer", mark(NEWCOMER, 24)));
  }
  function load() {
    const [months, first] = [model.get("months"), model.get("first")];
    // A ward that is run anew goes on in its month, and goes on playing.
    const anew = scrubbed !== `${months} ${first}`;
    picture.load(model.get("course"), anew ? Math.min(Math.max(0, months - 1), model.get("month")) : picture.month);
    finder.setAttribute("aria-valuemax", String(model.get("families")));
    if (anew) mountScrub(months, first);
    picture.fit();
    words(true);
    table.refresh();
  }
  /** @param {number} months @param {number} first */
  function mountScrub(months, first) {
    scrub?.destroy();
    scrub = null;
    scrubbed = "";
    if (!picture.sound || months < 2) return;
    scrubbed = `${months} ${first}`;
    scrub = play(scrubBox, {
      label: labels.month, min: first, max: first + months - 1, step: 1, value: picture.month + first, rate, labels,
      link: model.get("link") ? { group: model.get("link") } : undefined, onInput: (month) => turn(month - first), onChange: (month) => rest(month - first),
      onFollow: (month) => turn(month - first),
    });
    scrub.root.querySelector("button")?.after(pace);
    showPace();
    if (model.get("autoplay") && !stillMotion()) startInView();
  }
  /** Play once, when the picture is first seen. */
  function startInView() {
    watcher?.disconnect();
    watcher = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watcher?.disconnect();
      scrub?.start();
    }, { threshold: 0.5 });
    watcher.observe(box);
  }
  /** @param {number} month */
  function rest(month) {
    words(true);
    model.set("month", month);
    model.save_changes();
  }
  const name = () => head.show(root, model.get("title"), model.get("status"));
  /** Play from the first month, or, for who wants less motion, show the last. */
  function replay() {
    if (!scrub) return;
    scrub.stop();
    const month = stillMotion() ? model.get("months") - 1 : 0;
    scrub.setValue(month + model.get("first"));
    turn(month);
    if (!stillMotion()) scrub.start();
  }
  function follow() {
    const [month, first] = [model.get("month"), model.get("first")];
    if (!scrub || month + first === scrub.value) return;
    scrub.setValue(month + first);
    turn(scrub.value - first);
  }

  const resized = () => box.clientWidth && box.clientWidth !== picture.width && picture.fit(box.clientWidth);
  // Course, months and families come in one message, event by event: load once, when all are here.
  let planned = false;
  const soon = () => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      load();
    });
  };
  name();
  drawLegend();
  load();
  const heard = onTraits(model, {
    course: soon, months: soon, families: soon, month: follow, title: name, status: name, note: () => words(true), replay,
  });
  const painted = onTheme(() => { drawLegend(); picture.fit(); words(); });
  return ending(root, heard, onResize(box, resized), painted, picture.stop, () => watcher?.disconnect(), () => scrub?.destroy());
}

export default { render };
