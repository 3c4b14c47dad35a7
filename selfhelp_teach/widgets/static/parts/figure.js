// A chart that is opened once and then only fed, with its question, summary, table, sources and downloads.
import { h, refill, say, statusBadge, uid } from "../controls/dom.js";
import { csv, decode, fault, openNames } from "../figure/data.js";
import { shortSummary } from "../figure/summary.js";
import { fileName, handOver } from "../files.js";
import { png, svg } from "../figure/save.js";
import { sourceLines } from "../figure/sources.js";
import { soundPlayer, tones } from "../figure/sound.js";
import { dataTable } from "../figure/table.js";
import { openView } from "../figure/view.js";
import { join } from "../links.js";
import { onEvents, onTraits } from "../listen.js";
import { settleMarks } from "../marks.js";
import { plainNote, writeNote } from "../note.js";
import { onTheme } from "../theme.js";
import { changed, refining, reply, waiting } from "../speech.js";

/** @import { Column, Datasets, Made } from "../types/figure" */
/** @import { FigureTraits, PartContext } from "../types/parts" */
/** @typedef {"spec" | "data" | "params" | "selection" | "table" | "words"} Change */

/** @type {Record<string, string>} */
const LABELS = {
  empty: "There is nothing to draw yet.", numbers: "These settings gave no numbers to draw.",
  broken: "This chart could not be drawn. The rest of the page still works.",
  hidden: "Hidden: “{title}” shows numbers that are not reported by a source ({status}).",
  table: "The numbers as a table", rows: "The first {shown} of {all} rows. The CSV file has all of them.",
  sources: "Sources", more: "More", less: "Less", save: "Save as {kind}", highlight: "Highlight", all: "All",
  listen: "Listen", listen_to: "Listen to “{title}”", listen_play: "Play", listen_next: "Next line",
  listen_keys: "The arrow keys move from tone to tone, Page Up and Page Down from line to line; H lists all keys, Escape closes.",
};

const LARGE = 300; // pixels: the plot of a chart enlarged
const LOWEST = 40; // and on a phone, before that

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Draws before it resolves: a host may keep its still picture until then. @param {PartContext<FigureTraits>} context @returns {Promise<() => void>} */
async function render({ model, el }) {
  const labels = { ...LABELS, ...model.get("labels") };
  const titleId = uid("title");
  const summaryId = uid("summary");

  const title = h("span", { class: "selfhelp-figure-title", id: titleId });
  const badge = h("span");
  const chips = h("div", { class: "selfhelp-chips", role: "group", "aria-label": labels.highlight, hidden: true });
  const canvas = h("div", { class: "selfhelp-figure-view", role: "img", translate: "no", "aria-labelledby": titleId, "aria-describedby": summaryId });
  const note = h("p", { class: "selfhelp-figure-note", hidden: true });
  const summary = shortSummary({ id: summaryId, labels, title: () => model.get("title") });
  const table = dataTable({ labels, columns, rows: tableRows, title: () => model.get("title") });
  const sources = h("ul", { class: "selfhelp-figure-sources", "aria-label": labels.sources });
  /** @param {string} kind @param {() => Promise<void>} act */
  const save = (kind, act) => h("button", { type: "button", class: "selfhelp-button", "aria-label": say(labels.save, { kind }), onclick: () => void act().catch(broken) }, kind);
  const handed = h("div", { class: "selfhelp-figure-file" });
  /** @param {string} ending @param {Made} made */
  const file = (ending, made) => void reply(figure, handOver({ name: fileName({ stem: model.get("filename") || "chart", ending }), ...made }, { place: handed, words: labels, quiet: true }));
  const sound = soundPlayer({ labels, title: () => model.get("title"), tones: () => (model.get("note") ? null : tones(columns(), tableRows(), [...data.values()])) });
  /** @param {string} kind @param {(view: import("../vendor/vega.js").View) => Promise<Made>} make */
  const picture = (kind, make) => save(kind.toUpperCase(), async () => {
    if (chart) file(kind, await make(chart.view));
  });
  const pictures = [picture("png", png), picture("svg", svg)];
  const downloads = h("div", { class: "selfhelp-figure-downloads" }, pictures,
    save("CSV", async () => file("csv", { parts: [csv(columns(), tableRows())], type: "text/csv" })), sound.button);
  const foot = h("div", { class: "selfhelp-figure-foot" }, table.root, downloads);
  const hiddenLine = h("p", { class: "selfhelp-figure-hidden" });
  /** @type {HTMLElement} */
  const figure = h("figure", { class: "selfhelp-figure", "data-key": model.get("key"), "aria-labelledby": titleId },
    hiddenLine, h("figcaption", {}, title, badge), chips, canvas, note, summary.whole, summary.root, foot, handed, sound.root, sources);
  el.append(figure);
  // On a workbench a chart is small until it is asked for: its words, table, files and sound stand behind one button.
  const large = model.get("area") === "chart" ? h("button", { type: "button", class: "selfhelp-nudge selfhelp-figure-large", onclick: () => enlarge() }) : null;
  if (large) {
    title.after(large);
    if (!("picked" in model.get("params"))) canvas.addEventListener("click", () => enlarge(true)); // else a click picks a mark
    figure.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !figure.hasAttribute("data-large")) return;
      enlarge(false);
      large.focus();
    });
  }

  /** @type {Awaited<ReturnType<typeof openView>> | null} */
  let chart = null;
  let gone = false;
  /** @type {Set<Change>} */
  let wanted = new Set();
  let working = false;
  let error = "";
  /** @type {Datasets} */
  let data = new Map();
  /** @type {ReturnType<typeof join> | null} */
  let group = null;

  /** What the drawing is set to: a small chart is a line and a number on a phone. */
  function params() {
    const all = model.get("params") ?? {};
    if (!large || !all.height) return all;
    if (figure.hasAttribute("data-large")) return { ...all, height: LARGE };
    return matchMedia("(width < 44rem)").matches ? { ...all, height: LOWEST } : all;
  }
  function enlarge(wanted = !figure.hasAttribute("data-large")) {
    if (!large) return;
    figure.toggleAttribute("data-large", wanted);
    large.textContent = wanted ? "×" : "⤢";
    large.setAttribute("aria-expanded", String(wanted));
    large.setAttribute("aria-label", say(wanted ? labels.smaller : labels.larger, { title: model.get("title") }));
    if (model.get("params").height) void chart?.tall(Number(params().height));
  }
  function gather() {
    /** @type {Datasets} */
    const rows = new Map(Object.entries(model.get("datasets") ?? {}));
    for (const [name, decoded] of decode(model.get("frame"), model.get("frame_layout"))) rows.set(name, decoded);
    return rows;
  }
  /** @returns {Column[]} */
  function columns() {
    const named = model.get("columns") ?? [];
    if (named.length) return named;
    return Object.keys(tableRows()[0] ?? {}).map((field) => ({ field, label: field }));
  }
  function tableRows() {
    const own = model.get("table") ?? [];
    if (own.length) return own;
    return data.get(model.get("frame_layout")?.[0]?.name ?? "") ?? [...data.values()][0] ?? [];
  }
  /** @param {string} name @param {string} field */
  const measured = (name, field) => {
    const column = model.get("frame_layout")?.find((each) => each.name === name)?.columns.find((each) => each.field === field);
    return column ? !column.values : true;
  };

  function words() {
    const status = model.get("status") ?? "";
    // A small chart on a phone has room for the name of what it draws, not for the question; the question is heard.
    const short = large && model.get("columns")?.find(({ field }) => field === "mid")?.label;
    refill(title, short ? [h("span", {}, model.get("title")), h("span", { class: "selfhelp-figure-short", "aria-hidden": "true" }, short)] : [model.get("title")]);
    sound.name();
    badge.replaceChildren(statusBadge(status, labels[status]) ?? "");
    figure.dataset.status = status;
    hiddenLine.textContent = say(labels.hidden, { title: model.get("title"), status: labels[status] || status });
    sources.replaceChildren(...sourceLines(model.get("sources") ?? [], status, labels));
    settleMarks();
  }
  function sayNote() {
    const text = model.get("note") || error;
    writeNote(note, text);
    note.hidden = !text;
    canvas.toggleAttribute("data-away", Boolean(text));
    waiting(figure, plainNote(model.get("note")));
    const spoken = plainNote(text) || model.get("summary");
    summary.set(model.get("summary"));
    summary.root.hidden = Boolean(text);
    // A note of the page holds the numbers back too: they are older than it, or the answer to a question.
    foot.hidden = Boolean(model.get("note"));
    sources.hidden = foot.hidden || !sources.children.length;
    for (const button of pictures) button.hidden = Boolean(text);
    const before = figure.dataset.spoken;
    if (before !== undefined && before !== spoken) changed(figure, { name: model.get("title"), text: spoken, before, beforeWord: labels.before });
    figure.dataset.spoken = spoken;
  }
  /** @param {unknown} reason */
  function broken(reason) {
    if (gone) return;
    console.warn("selfhelp figure", model.get("key"), reason);
    error = labels.broken;
    sayNote();
  }

  // One pass at a time; what changes meanwhile is taken, newest only, by the next pass.
  /** @param {Change} what */
  function ask(what) {
    wanted.add(what);
    return working ? undefined : work();
  }
  async function work() {
    working = true;
    await null; // traits that change together arrive one event at a time
    while (wanted.size && !gone && (chart === null || !document.hidden)) {
      const now = wanted;
      wanted = new Set();
      try {
        await pass(now);
      } catch (reason) {
        broken(reason);
      }
    }
    working = false;
  }
  /** @param {Set<Change>} now */
  async function pass(now) {
    if (now.has("spec")) close();
    if (now.has("data") || now.has("spec")) {
      data = gather();
      const spec = model.get("spec") ?? {};
      const kind = openNames(spec).length ? fault(data, measured) : "";
      error = Object.keys(spec).length ? labels[kind] ?? "" : labels.empty;
    }
    if (!chart) {
      if (!error) await open();
    } else {
      if (now.has("data") && !error) chart.feed(data);
      if (now.has("params")) for (const [name, value] of Object.entries(params())) if (chart.has(name)) chart.signal(name, value);
      if (now.has("selection")) for (const [name, value] of Object.entries(model.get("selection"))) select(name, value);
      await chart.run();
      performance.mark("selfhelp-figure-drawn", { detail: model.get("key") });
    }
    if (gone) return;
    sayNote();
    if (now.has("data") || now.has("spec") || now.has("table")) {
      table.refresh();
      drawChips();
    }
    sound.refresh();
  }
  async function open() {
    const made = await openView(canvas, { spec: model.get("spec"), datasets: data, params: params(), onError: broken });
    if (gone) return made.close();
    chart = made;
    figure.dataset.opened = String(Number(figure.dataset.opened ?? 0) + 1);
    performance.mark("selfhelp-figure-opened", { detail: model.get("key") });
    for (const name of Object.keys(model.get("params") ?? {})) if (!large || name !== "height") listen(name, (value) => tell("params", name, value));
    for (const name of Object.keys(model.get("selection") ?? {})) {
      listen(name, (value) => tell("selection", name, bare(value)));
      select(name, model.get("selection")[name]);
    }
    link();
    await made.run();
    return undefined;
  }
  function close() {
    group?.leave();
    group = null;
    chart?.close();
    chart = null;
  }
  /** @param {string} name @param {(value: unknown) => void} handler */
  function listen(name, handler) {
    if (chart?.has(name)) chart.view.addSignalListener(name, (_, value) => handler(value));
  }
  /** A selection without Vega's own bookkeeping. @param {unknown} value */
  function bare(value) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "vlPoint" && name !== "vlInterval"));
  }
  /** @param {"params" | "selection"} trait @param {string} name @param {unknown} value */
  function tell(trait, name, value) {
    if (gone || same(model.get(trait)[name], value)) return;
    model.set(trait, { ...model.get(trait), [name]: value });
    model.save_changes();
  }
  /** @param {string} name @param {unknown} value */
  function select(name, value) {
    if (!chart?.has(name) || same(bare(chart.view.signal(name)), value)) return;
    /** @type {[string, unknown[]][]} */
    const fields = value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [["", value === null ? [] : [value].flat()]];
    for (const [field, values] of fields) chart.choose(name, field, values);
  }

  function link() {
    const { group: name, field = "", signal = "" } = model.get("link") ?? {};
    if (!name) return;
    group = join(name, choose);
    listen(signal, () => { group?.set(chart?.chosen(signal, field) ?? []); markChips(group?.value); });
    drawChips();
  }
  /** @param {unknown[]} values */
  function choose(values) {
    const { field = "", signal = "" } = model.get("link") ?? {};
    if (chart?.has(signal)) {
      chart.choose(signal, field, values);
      void chart.run();
    }
    markChips(values);
  }
  /** @type {unknown[]} */
  let offered = [];
  function drawChips() {
    const { group: name, field, chips: wish = true, labels: names = {} } = model.get("link") ?? {};
    const values = name && field && wish ? [...new Set([...data.values()].flat().map((row) => row[field]).filter((value) => value !== undefined && value !== null))] : [];
    if (same(values, offered) && chips.children.length) return markChips(group?.value);
    offered = values;
    chips.hidden = values.length < 2 || values.length > 12;
    /** @param {unknown} value @param {string} text */
    const chip = (value, text) => h("button", { type: "button", class: "selfhelp-button selfhelp-chip", "data-value": JSON.stringify(value), onclick: () => toggle(value) }, text);
    chips.replaceChildren(...(chips.hidden ? [] : [chip(null, labels.all), ...values.map((value) => chip(value, names[String(value)] ?? String(value)))]));
    return markChips(group?.value);
  }
  /** @param {unknown} value */
  function toggle(value) {
    const now = group?.value ?? [];
    const next = value === null || (now.length === 1 && same(now[0], value)) ? [] : [value];
    group?.set(next);
    choose(next);
  }
  /** @param {unknown[] | undefined} chosen */
  function markChips(chosen) {
    const list = [chosen ?? []].flat();
    for (const button of chips.children) {
      const value = JSON.parse(button.getAttribute("data-value") ?? "null");
      button.setAttribute("aria-pressed", String(value === null ? !list.length : list.includes(value)));
    }
  }

  const [fresh, tabled, worded] = /** @type {const} */ (["data", "table", "words"]).map((what) => () => ask(what));
  const stops = [
    onTraits(model, {
      spec: () => ask("spec"), frame: fresh, frame_layout: fresh, datasets: fresh, params: () => ask("params"), selection: () => ask("selection"),
      table: tabled, columns: tabled, summary: worded, note: worded, title: words, status: words, sources: words,
      refining: () => refining(figure, model.get("refining")),
    }),
    onEvents(document, { visibilitychange: () => !document.hidden && !working && work() }),
    onTheme(() => chart?.repaint()),
  ];
  words();
  if (large) enlarge(false);
  await ask("spec");

  return () => {
    gone = true;
    for (const stop of stops) stop();
    refining(figure, false);
    waiting(figure, "");
    sound.close();
    close();
    figure.remove();
  };
}

export default { render };
