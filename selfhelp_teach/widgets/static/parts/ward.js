// The ward picture: one transfer of a byte a family and month, then played without the kernel.
import { h, plain, refill, say, statusBadge, uid } from "../controls/dom.js";
import { play } from "../controls/play.js";
import { dataTable } from "../figure/table.js";
import { onTraits } from "../listen.js";
import { colour, onTheme, stillMotion } from "../theme.js";
import { settleMarks } from "../marks.js";
import { plainNote, writeNote } from "../note.js";
import { changed, waiting } from "../speech.js";
import { EMPTY, MEMBER, NEWCOMER, STATES, mark, penOf, seatMark } from "../ward/marks.js";
import { arrives, drawPlan, floorPlan, places } from "../ward/plan.js";
import { familyStory } from "../ward/story.js";

/** @import { FloorPlan, Places } from "../types/ward" */

const GLIDE = 300; // milliseconds at most from one month to the next
const PACES = [1, 2, 4, 0.5]; // times the usual speed

/** @type {import("../types/parts").Render<import("../types/parts").WardTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const [titleId, summaryId] = [uid("title"), uid("summary")];
  const title = h("span", { class: "selfhelp-figure-title", id: titleId });
  const badge = h("span");
  const canvas = h("canvas", { class: "selfhelp-ward-canvas", role: "img", "aria-labelledby": titleId, "aria-describedby": summaryId });
  const finder = h("div", { class: "selfhelp-ward-finder", role: "slider", tabindex: "0", "aria-label": labels.find, "aria-valuemin": "1" });
  const box = h("div", { class: "selfhelp-ward-box" }, canvas, finder);
  const story = h("p", { class: "selfhelp-ward-story" });
  const pace = h("button", { type: "button", class: "selfhelp-button selfhelp-ward-pace", onclick: faster });
  const legend = h("ul", { class: "selfhelp-ward-legend" });
  const note = h("p", { class: "selfhelp-figure-note", hidden: true });
  const summary = h("p", { class: "selfhelp-figure-summary", id: summaryId });
  const scrubBox = h("div");
  const table = dataTable({ labels, title: () => model.get("title"), columns, rows: () => Array.from({ length: model.get("months") }, (_, at) => counts(at)) });
  const hiddenLine = h("p", { class: "selfhelp-figure-hidden" });
  const root = h("figure", { class: "selfhelp-figure selfhelp-ward", "data-key": model.get("key"), "aria-labelledby": titleId },
    hiddenLine, h("figcaption", {}, title, badge), box, note, story, scrubBox, summary, legend, table.root);
  el.append(root);

  /** @type {Uint8Array} a byte a family and month */
  let codes = new Uint8Array();
  /** @type {Map<number, HTMLCanvasElement>} */
  let marks = new Map();
  /** @type {ReturnType<typeof play> | null} */
  let scrub = null;
  let width = 0;
  let from = 0;
  let to = 0;
  let began = 0;
  let ticket = 0;
  /** @type {{plan: FloorPlan, floor: HTMLCanvasElement, where: Places} | null} the plan, what of it does not move, and who is where */
  let ground = null;
  let found = -1; // the family whose story is told
  let times = PACES[0];
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
    for (const code of codes.subarray(at * families, (at + 1) * families)) {
      if ((code & 7) === EMPTY) continue;
      row.families += 1;
      row[STATES[code & 7]] += 1;
      if (code & MEMBER) row.member += 1;
      if (code & NEWCOMER) row.newcomer += 1;
    }
    return row;
  }
  function sound() {
    return codes.length > 0 && codes.length === model.get("months") * model.get("families");
  }

  /** Size the canvas to its box, and forget what was drawn for another size or theme. */
  function fit() {
    if (!width || !sound()) return;
    const scale = devicePixelRatio || 1;
    const where = places(codes, model.get("months"), model.get("families"));
    const plan = floorPlan(width, model.get("families"), where.most, model.get("tall") || undefined);
    const floor = ground?.floor ?? document.createElement("canvas");
    ground = { plan, floor, where };
    for (const layer of [canvas, floor]) {
      layer.width = Math.round(plan.width * scale);
      layer.height = Math.round(plan.height * scale);
    }
    canvas.style.height = `${plan.height}px`;
    const pen = penOf(floor);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    drawPlan(pen, plan, labels, where.most.members > 0);
    marks = new Map();
    draw(1);
  }
  /** @param {number} code @param {number} size */
  function markOf(code, size) {
    const key = (code & ~MEMBER) * 64 + Math.round(size);
    const made = marks.get(key) ?? mark(code, Math.round(size));
    marks.set(key, made);
    return made;
  }
  /** Where a family is in a month: in its bed, at the table, or at the door. @param {NonNullable<typeof ground>} ground @param {number} month @param {number} i */
  function placeOf({ plan, where }, month, i) {
    const at = where.taken[month * model.get("families") + i];
    return at > 0 ? plan.seats[(at - 1) % plan.seats.length] : at < 0 ? plan.spots[(-at - 1) % plan.spots.length] : plan.beds[i];
  }
  /** @param {number} progress */
  function draw(progress) {
    if (!ground || !sound()) return;
    const here = ground;
    const pen = penOf(canvas);
    const scale = devicePixelRatio || 1;
    const families = model.get("families");
    const part = progress < 1 ? progress * progress * (3 - 2 * progress) : 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(here.floor, 0, 0);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    /** @param {number} code @param {number} x @param {number} y @param {number} size @param {number} alpha */
    const put = (code, x, y, size, alpha) => {
      if ((code & 7) === EMPTY || alpha <= 0) return;
      pen.globalAlpha = alpha;
      pen.drawImage(markOf(code, size), x - size / 2, y - size / 2, size, size);
    };
    for (let i = 0; i < families; i += 1) {
      const before = codes[from * families + i];
      const after = codes[to * families + i];
      const [one, other] = [placeOf(here, from, i), placeOf(here, to, i)];
      const same = from === to || !(Math.abs(from - to) === 1 && arrives(codes, Math.max(from, to), i, families));
      if (part >= 1) put(after, other.x, other.y, other.size, 1);
      else if (same) {
        const size = one.size + (other.size - one.size) * part;
        const [x, y] = [one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part];
        if (before !== after) put(before, x, y, size, 1 - part);
        put(after, x, y, size, before === after ? 1 : part);
      } else {
        put(before, one.x, one.y, one.size, 1 - part);
        put(after, other.x, other.y, other.size, part);
      }
    }
    pen.globalAlpha = 1;
    if (found >= 0) {
      const { x, y, size } = placeOf(here, to, found);
      pen.strokeStyle = colour("focus");
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, size * 0.62, 0, 2 * Math.PI);
      pen.stroke();
    }
    canvas.dataset.drawn = String(Number(canvas.dataset.drawn ?? 0) + 1);
  }

  /** One family's story: by pointer, by tap, or by arrow keys. @param {number} i */
  function find(i) {
    const families = model.get("families");
    if (!sound() || i < 0 || i >= families) return;
    found = i;
    tellStory();
    if (!ticket) draw(1);
  }
  function tellStory() {
    const text = found < 0 || !sound() ? "" : familyStory({ codes, families: model.get("families"), first: model.get("first") }, found, to, labels)
      || say(labels.no_family, { number: plain(found + 1) });
    refill(story, [text || labels.find_hint, text ? statusBadge("assumption", labels.simulated) : null]);
    story.toggleAttribute("data-found", Boolean(text));
    finder.setAttribute("aria-valuenow", String(found + 1));
    finder.setAttribute("aria-valuetext", text || labels.find_hint);
  }
  /** @param {MouseEvent} event */
  function nearest(event) {
    if (!ground || !sound()) return -1;
    const { left, top } = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    let best = -1;
    let reach = Infinity;
    for (let i = 0; i < model.get("families"); i += 1) {
      if ((codes[to * model.get("families") + i] & 7) === EMPTY) continue;
      const place = placeOf(ground, to, i);
      const apart = Math.hypot(place.x - x, place.y - y) / place.size;
      if (apart < reach) [best, reach] = [i, apart];
    }
    return reach < 1.2 ? best : -1;
  }
  finder.addEventListener("pointermove", (event) => {
    const at = event.pointerType === "mouse" && !scrub?.playing ? nearest(event) : -1;
    if (at >= 0 && at !== found) find(at);
  });
  finder.addEventListener("click", (event) => {
    const at = nearest(event);
    if (at >= 0) find(at);
  });
  finder.addEventListener("keydown", (event) => {
    const families = model.get("families");
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const next = event.key === "Home" ? 0 : event.key === "End" ? families - 1 : event.key in steps ? Math.max(0, Math.min(families - 1, (found < 0 ? (steps[event.key] > 0 ? -1 : 1) : found) + steps[event.key])) : null;
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
    from = Math.abs(month - to) === 1 && !stillMotion() && !document.hidden ? to : month;
    to = month;
    began = 0;
    if (!ticket) ticket = requestAnimationFrame(tick);
    words();
  }
  /** @param {number} now */
  function tick(now) {
    began ||= now;
    const progress = from === to ? 1 : Math.min(1, (now - began) / Math.min(GLIDE, 900 / (model.get("rate") * times)));
    draw(progress);
    ticket = progress < 1 ? requestAnimationFrame(tick) : 0;
  }
  /** @type {{name: string, text: string} | null} the title and the sentence that were there before */
  let told = null;
  function words(spoken = false) {
    const row = sound() ? counts(to) : null;
    writeNote(note, model.get("note") || (row ? "" : labels.empty));
    note.hidden = !note.textContent;
    waiting(root, plainNote(model.get("note")));
    for (const part of [box, story, scrubBox, legend, table.root]) part.hidden = !note.hidden;
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
    const course = model.get("course");
    codes = course ? new Uint8Array(course.buffer ?? course, course.byteOffset ?? 0, course.byteLength) : new Uint8Array();
    const [months, first] = [model.get("months"), model.get("first")];
    finder.setAttribute("aria-valuemax", String(model.get("families")));
    if (found >= model.get("families")) found = -1;
    // A ward that is run anew goes on in its month, and goes on playing.
    if (scrubbed !== `${months} ${first}`) {
      from = to = Math.min(Math.max(0, months - 1), model.get("month"));
      mountScrub(months, first);
    } else from = to;
    drawLegend();
    fit();
    words(true);
    table.refresh();
  }
  /** @param {number} months @param {number} first */
  function mountScrub(months, first) {
    scrub?.destroy();
    scrub = null;
    scrubbed = "";
    if (!sound() || months < 2) return;
    scrubbed = `${months} ${first}`;
    scrub = play(scrubBox, {
      label: labels.month, min: first, max: first + months - 1, step: 1, value: to + first, rate: () => model.get("rate") * times, labels,
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
  function caption() {
    title.textContent = model.get("title");
    badge.replaceChildren(statusBadge(model.get("status"), labels[model.get("status")]) ?? "");
    root.dataset.status = model.get("status");
    settleMarks();
    hiddenLine.textContent = say(labels.hidden, { title: model.get("title"), status: labels[model.get("status")] ?? "" });
  }
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

  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (box.clientWidth === width || !box.clientWidth) return;
      width = box.clientWidth;
      fit();
    });
  });
  observer.observe(box);
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
  const unhear = onTraits(model, {
    course: soon, months: soon, families: soon, month: follow, title: caption, status: caption, note: () => words(true), replay,
  });
  const stopTheme = onTheme(() => { drawLegend(); fit(); words(); });
  caption();
  load();

  return () => {
    unhear();
    cancelAnimationFrame(frame);
    cancelAnimationFrame(ticket);
    observer.disconnect();
    watcher?.disconnect();
    stopTheme();
    scrub?.destroy();
    root.remove();
  };
}

export default { render };
