// A chart that is opened once and then only fed, with its question, summary, table, sources and downloads.
import { button, h, refill, say, uid } from "../controls/dom.js";
import { caption } from "../figure/caption.js";
import { highlights, same } from "../figure/chips.js";
import { csv, decode, fault, openNames } from "../figure/data.js";
import { shortSummary } from "../figure/summary.js";
import { fileName, handOver } from "../files.js";
import { png, svg } from "../figure/save.js";
import { sourceLines } from "../figure/sources.js";
import { soundPlayer, tones } from "../figure/sound.js";
import { dataTable } from "../figure/table.js";
import { openView } from "../figure/view.js";
import { ending, onEvents, onTraits } from "../listen.js";
import { plainNote, writeNote } from "../note.js";
import { onTheme } from "../theme.js";
import { changed, refining, reply, waiting } from "../speech.js";

/** @import { Column, Datasets, Made } from "../types/figure" */
/** @import { FigureTraits, PartContext } from "../types/parts" */
/** @typedef {"spec" | "data" | "params" | "selection" | "table" | "words"} Change */

const LARGE = 300; // pixels: the plot of a chart enlarged
const LOWEST = 40; // and on a phone, before that

/** Draws before it resolves: a host may keep its still picture until then. @param {PartContext<FigureTraits>} context @returns {Promise<() => void>} */
async function render({ model, el }) {
  const labels = model.get("labels");
  const summaryId = uid("summary");

  const head = caption(labels);
  const chips = highlights({ labels, link: () => model.get("link") ?? {}, chart: () => chart, data: () => data });
  const canvas = h("div", { class: "selfhelp-figure-view", role: "img", translate: "no", "aria-labelledby": head.id, "aria-describedby": summaryId });
  const note = h("p", { class: "selfhelp-figure-note", hidden: true });
  const summary = shortSummary({ id: summaryId, labels, title: () => model.get("title") });
  const table = dataTable({ labels, columns, rows: tableRows, title: () => model.get("title") });
  const sources = h("ul", { class: "selfhelp-figure-sources", "aria-label": labels.sources });
  /** @param {string} kind @param {() => Promise<void>} act */
  const save = (kind, act) => button(kind, () => void act().catch(broken), { "aria-label": say(labels.save, { kind }) });
  const handed = h("div", { class: "selfhelp-figure-file" });
  /** @param {string} ending @param {Made} made */
  const file = (ending, made) => void reply(figure, handOver({ name: fileName({ stem: model.get("filename") || "chart", ending }), ...made }, { place: handed, words: labels, quiet: true }));
  const sound = soundPlayer({ labels, title: () => model.get("title"), tones: () => (model.get("note") ? null : tones(columns(), tableRows(), [...data.values()])) });
  /** @param {string} kind @param {(view: import("../vendor/vega.js").View) => Promise<Made>} make */
  const picture = (kind, make) => save(kind.toUpperCase(), async () => {
    await chart?.draw();
    if (chart) file(kind, await make(chart.view));
  });
  const pictures = [picture("png", png), picture("svg", svg)];
  const downloads = h("div", { class: "selfhelp-figure-downloads" }, pictures,
    save("CSV", async () => file("csv", { parts: [csv(columns(), tableRows())], type: "text/csv" })), sound.button);
  const foot = h("div", { class: "selfhelp-figure-foot" }, table.root, downloads);
  /** @type {HTMLElement} */
  const figure = h("figure", { class: "selfhelp-figure", "data-key": model.get("key"), "aria-labelledby": head.id },
    head.rows, chips.root, canvas, note, summary.whole, summary.root, foot, handed, sound.root, sources);
  el.append(figure);
  // On a workbench a chart is small until it is asked for: its words, table, files and sound stand behind one button.
  const large = model.get("area") === "chart" ? h("button", { type: "button", class: "selfhelp-nudge selfhelp-figure-large", onclick: () => enlarge() }) : null;
  if (large) {
    head.title.after(large);
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

  /** What the drawing is set to: a small chart is a line and a number on a phone. */
  function params() {
    const all = model.get("params") ?? {};
    if (!large || !all.height) return all;
    if (figure.hasAttribute("data-large")) return { ...all, height: LARGE };
    return matchMedia("(width < 44rem)").matches ? { ...all, height: LOWEST } : all;
  }
  function enlarge(wanted = !figure.hasAttribute("data-large")) {
    if (!large) return;
    for (const each of [figure, el]) each.toggleAttribute("data-large", wanted);
    const area = el.closest(".selfhelp-area");
    area?.toggleAttribute("data-one-large", area.querySelector(":scope > [data-large]") !== null);
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
    head.show(figure, model.get("title"), status);
    if (short) refill(head.title, [h("span", {}, model.get("title")), h("span", { class: "selfhelp-figure-short", "aria-hidden": "true" }, short)]);
    sound.name();
    sources.replaceChildren(...sourceLines(model.get("sources") ?? [], status, labels));
  }
  function sayNote() {
    const text = model.get("note") || error;
    writeNote(note, text, summary.root, ...pictures);
    canvas.toggleAttribute("data-away", Boolean(text));
    waiting(figure, plainNote(model.get("note")));
    const spoken = plainNote(text) || model.get("summary");
    summary.set(model.get("summary"));
    // A note of the page holds the numbers back too: they are older than it, or the answer to a question.
    foot.hidden = Boolean(model.get("note"));
    sources.hidden = foot.hidden || !sources.children.length;
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
      if (await chart.run()) performance.mark("selfhelp-figure-drawn", { detail: model.get("key") });
    }
    if (gone) return;
    sayNote();
    if (now.has("data") || now.has("spec") || now.has("table")) {
      table.refresh();
      chips.draw();
    }
    sound.refresh();
  }
  async function open() {
    const made = await openView(canvas, { spec: model.get("spec"), datasets: data, params: params(), onError: broken });
    if (gone) return made.close();
    chart = made;
    figure.dataset.opened = String(Number(figure.dataset.opened ?? 0) + 1);
    performance.mark("selfhelp-figure-opened", { detail: model.get("key") });
    for (const name of Object.keys(model.get("params") ?? {})) if (!large || name !== "height") made.listen(name, (value) => tell("params", name, value));
    for (const name of Object.keys(model.get("selection") ?? {})) {
      made.listen(name, (value) => tell("selection", name, bare(value)));
      select(name, model.get("selection")[name]);
    }
    chips.follow();
    return made.run();
  }
  function close() {
    chips.leave();
    chart?.close();
    chart = null;
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

  return ending(figure, ...stops, () => {
    gone = true;
    refining(figure, false);
    waiting(figure, "");
    sound.close();
    close();
  });
}

export default { render };
