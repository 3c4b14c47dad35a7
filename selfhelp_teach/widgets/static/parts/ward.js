// The ward picture: one transfer of a byte a family and month, then played without the kernel.
import { announce, h, liveRegion, plain, say, statusBadge, uid } from "../controls/dom.js";
import { play } from "../controls/play.js";
import { dataTable } from "../figure/table.js";
import { onTheme, stillMotion } from "../theme.js";
import { EMPTY, MEMBER, NEWCOMER, STATES, mark, staffMark } from "../ward/marks.js";

const LABELS = {
  content: "content", silent: "silent grievance", voiced: "voiced", alternative: "seeking an alternative", protest: "protest",
  member: "member of the group", newcomer: "new on the ward", staff: "staff", month: "month", families: "families",
  summary: "Month {month}: {families} families; {states}; {members} in the group.", empty: "There is no ward to show yet.",
  hidden: "Hidden: “{title}” ({status})",
  table: "Show the months as a table", rows: "The first {shown} of {all} rows.",
};
const FADE = 140; // milliseconds from one month to the next

function render({ model, el }) {
  const labels = { ...LABELS, ...model.get("labels") };
  const [titleId, summaryId] = [uid("title"), uid("summary")];
  liveRegion();
  const title = h("span", { class: "selfhelp-figure-title", id: titleId });
  const badge = h("span");
  const canvas = h("canvas", { class: "selfhelp-ward-canvas", role: "img", "aria-labelledby": titleId, "aria-describedby": summaryId });
  const box = h("div", { class: "selfhelp-ward-box" }, canvas);
  const legend = h("ul", { class: "selfhelp-ward-legend" });
  const note = h("p", { class: "selfhelp-figure-note", hidden: true });
  const summary = h("p", { class: "selfhelp-figure-summary", id: summaryId });
  const scrubBox = h("div");
  const table = dataTable({ labels, columns, rows: () => Array.from({ length: model.get("months") }, (_, at) => counts(at)) });
  const hiddenLine = h("p", { class: "selfhelp-figure-hidden" });
  const root = h("figure", { class: "selfhelp-figure selfhelp-ward", "data-key": model.get("key"), "aria-labelledby": titleId },
    hiddenLine, h("figcaption", {}, title, badge), box, note, scrubBox, legend, summary, table.root);
  el.append(root);

  let codes = new Uint8Array();
  let marks = new Map();
  let scrub = null;
  let width = 0;
  let from = 0;
  let to = 0;
  let began = 0;
  let ticket = 0;
  let grid = { cell: 24, across: 1, top: 0 };

  function columns() {
    const names = ["month", "families", ...STATES, "member", "newcomer"];
    return names.map((field) => ({ field, label: labels[field] }));
  }
  function counts(at) {
    const families = model.get("families");
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

  /** Size the canvas to its box, and forget marks drawn for another size or theme. */
  function fit() {
    const families = model.get("families");
    const staff = model.get("staff");
    const cell = Math.max(16, Math.min(40, Math.floor(Math.sqrt((width * 240) / Math.max(families, 1)))));
    const across = Math.max(1, Math.floor(width / cell));
    const top = staff ? Math.ceil(staff / across) * cell + 8 : 0;
    const high = top + Math.ceil(families / across) * cell;
    const scale = devicePixelRatio || 1;
    grid = { cell, across, top };
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(high * scale);
    canvas.style.height = `${high}px`;
    marks = new Map([["staff", staffMark(cell)]]);
    draw(1);
  }
  function markOf(code) {
    if (!marks.has(code)) marks.set(code, mark(code, grid.cell));
    return marks.get(code);
  }
  function draw(progress) {
    if (!width || !sound()) return;
    const pen = canvas.getContext("2d");
    const scale = devicePixelRatio || 1;
    const families = model.get("families");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const put = (image, i, top, alpha) => {
      pen.globalAlpha = alpha;
      pen.drawImage(image, (i % grid.across) * grid.cell, top + Math.floor(i / grid.across) * grid.cell, grid.cell, grid.cell);
    };
    for (let i = 0; i < model.get("staff"); i += 1) put(marks.get("staff"), i, 0, 1);
    for (let i = 0; i < families; i += 1) {
      const before = codes[from * families + i];
      const after = codes[to * families + i];
      if (before !== after && progress < 1) put(markOf(before), i, grid.top, 1 - progress);
      put(markOf(after), i, grid.top, before === after ? 1 : progress);
    }
    canvas.dataset.drawn = String(Number(canvas.dataset.drawn ?? 0) + 1);
  }
  function turn(month) {
    from = Math.abs(month - to) === 1 && !stillMotion() ? to : month;
    to = month;
    began = 0;
    if (!ticket) ticket = requestAnimationFrame(tick);
    words();
  }
  function tick(now) {
    began ||= now;
    const progress = from === to ? 1 : Math.min(1, (now - began) / FADE);
    draw(progress);
    ticket = progress < 1 ? requestAnimationFrame(tick) : 0;
  }
  function words(spoken = false) {
    const row = sound() ? counts(to) : null;
    note.textContent = model.get("note") || (row ? "" : labels.empty);
    note.hidden = !note.textContent;
    for (const part of [box, scrubBox, legend, table.root]) part.hidden = !note.hidden;
    if (!note.hidden) {
      summary.textContent = "";
      return;
    }
    const states = STATES.filter((state) => row[state]).map((state) => `${plain(row[state])} ${labels[state]}`).join(", ");
    summary.textContent = say(labels.summary, { month: row.month, families: row.families, states, members: row.member });
    for (const item of legend.children) item.lastChild.textContent = ` ${plain(item.dataset.field === "staff" ? model.get("staff") : row[item.dataset.field])}`;
    if (spoken) announce(summary.textContent, 700, summaryId);
  }
  function drawLegend() {
    const item = (field, image) => {
      image.setAttribute("aria-hidden", "true");
      image.style.width = image.style.height = "24px";
      return h("li", { "data-field": field }, image, h("span", {}, labels[field]), h("span", { class: "selfhelp-ward-count" }, ""));
    };
    legend.replaceChildren(...STATES.map((state, code) => item(state, mark(code, 24))), item("member", mark(MEMBER, 24)), item("newcomer", mark(NEWCOMER, 24)),
      ...(model.get("staff") ? [item("staff", staffMark(24))] : []));
  }
  function load() {
    const course = model.get("course");
    codes = course ? new Uint8Array(course.buffer ?? course, course.byteOffset ?? 0, course.byteLength) : new Uint8Array();
    from = to = Math.min(Math.max(0, model.get("months") - 1), model.get("month"));
    const first = model.get("first");
    scrub?.destroy();
    scrub = sound() && model.get("months") > 1 ? play(scrubBox, {
      label: labels.month, min: first, max: first + model.get("months") - 1, step: 1, value: to + first, rate: model.get("rate"), labels,
      link: model.get("link") ? { group: model.get("link") } : null, onInput: (month) => turn(month - first), onChange: (month) => rest(month - first),
      onFollow: (month) => turn(month - first),
    }) : null;
    drawLegend();
    fit();
    words();
    table.refresh();
  }
  function rest(month) {
    words(true);
    model.set("month", month);
    model.save_changes();
  }
  function caption() {
    title.textContent = model.get("title");
    badge.replaceChildren(statusBadge(model.get("status"), labels[model.get("status")]) ?? "");
    root.dataset.status = model.get("status");
    hiddenLine.textContent = say(labels.hidden, { title: model.get("title"), status: labels[model.get("status")] ?? "" });
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
  const plan = () => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      load();
    });
  };
  const events = {
    "change:course": plan, "change:months": plan, "change:families": plan, "change:staff": plan,
    "change:month": follow, "change:title": caption, "change:status": caption, "change:note": () => words(true),
  };
  for (const [event, handler] of Object.entries(events)) model.on(event, handler);
  const stopTheme = onTheme(() => { drawLegend(); fit(); words(); });
  caption();
  load();

  return () => {
    for (const [event, handler] of Object.entries(events)) model.off(event, handler);
    cancelAnimationFrame(frame);
    cancelAnimationFrame(ticket);
    observer.disconnect();
    stopTheme();
    scrub?.destroy();
    root.remove();
  };
}

export default { render };
