// A chart that is opened once and then only fed, with its question, summary, table, sources and downloads.
import { announce, h, liveRegion, say, statusBadge, uid } from "../controls/dom.js";
import { csv, decode, fault, openNames } from "../figure/data.js";
import { savePng, saveSvg, saveText } from "../figure/save.js";
import { soundPlayer, tones } from "../figure/sound.js";
import { dataTable } from "../figure/table.js";
import { openView } from "../figure/view.js";
import { join } from "../links.js";
import { onTheme } from "../theme.js";

const LABELS = {
  empty: "There is nothing to draw yet.", numbers: "These settings gave no numbers to draw.",
  broken: "This chart could not be drawn. The rest of the page still works.",
  hidden: "Hidden: “{title}” shows numbers that are not reported by a source ({status}).",
  table: "Show the numbers as a table", rows: "The first {shown} of {all} rows. The CSV file has all of them.",
  sources: "Sources", save: "Save as {kind}", highlight: "Highlight", all: "All",
  listen: "Listen", listen_to: "Listen to “{title}”", listen_play: "Play", listen_next: "Next line",
  listen_keys: "The arrow keys move from tone to tone, Page Up and Page Down from line to line; H lists all keys, Escape closes.",
};
const QUIET = 700; // milliseconds without a change before a summary is read out

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const web = (url) => (/^https?:\/\//i.test(url ?? "") ? url : undefined);

/** Draws before it resolves: a host may keep its still picture until then. */
async function render({ model, el }) {
  const labels = { ...LABELS, ...model.get("labels") };
  const titleId = uid("title");
  const summaryId = uid("summary");
  liveRegion();

  const title = h("span", { class: "selfhelp-figure-title", id: titleId });
  const badge = h("span");
  const chips = h("div", { class: "selfhelp-chips", role: "group", "aria-label": labels.highlight, hidden: true });
  const canvas = h("div", { class: "selfhelp-figure-view", role: "img", "aria-labelledby": titleId, "aria-describedby": summaryId });
  const note = h("p", { class: "selfhelp-figure-note", hidden: true });
  const summary = h("p", { class: "selfhelp-figure-summary", id: summaryId });
  const table = dataTable({ labels, columns, rows: tableRows });
  const sources = h("ul", { class: "selfhelp-figure-sources", "aria-label": labels.sources });
  const save = (kind, act) => h("button", { type: "button", class: "selfhelp-button", "aria-label": say(labels.save, { kind }), onclick: () => act().catch(broken) }, kind);
  const file = (kind) => `${model.get("filename") || "chart"}.${kind}`;
  const sound = soundPlayer({ labels, title: () => model.get("title"), tones: () => (model.get("note") ? null : tones(columns(), tableRows(), [...data.values()])) });
  const pictures = [save("PNG", async () => savePng(chart.view, file("png"))), save("SVG", async () => saveSvg(chart.view, file("svg")))];
  const downloads = h("div", { class: "selfhelp-figure-downloads" }, pictures,
    save("CSV", async () => saveText(csv(columns(), tableRows()), "text/csv", file("csv"))), sound.button);
  const foot = h("div", { class: "selfhelp-figure-foot" }, table.root, downloads);
  const hiddenLine = h("p", { class: "selfhelp-figure-hidden" });
  const figure = h("figure", { class: "selfhelp-figure", "data-key": model.get("key"), "aria-labelledby": titleId },
    hiddenLine, h("figcaption", {}, title, badge), chips, canvas, note, summary, foot, sound.root, sources);
  el.append(figure);

  let chart = null;
  let opening = null;
  let gone = false;
  let wanted = new Set();
  let working = false;
  let error = "";
  let data = new Map();
  let group = null;

  function gather() {
    const rows = new Map(Object.entries(model.get("datasets") ?? {}));
    for (const [name, decoded] of decode(model.get("frame"), model.get("frame_layout"))) rows.set(name, decoded);
    return rows;
  }
  function columns() {
    const named = model.get("columns") ?? [];
    if (named.length) return named;
    return Object.keys(tableRows()[0] ?? {}).map((field) => ({ field, label: field }));
  }
  function tableRows() {
    const own = model.get("table") ?? [];
    if (own.length) return own;
    return data.get(model.get("frame_layout")?.[0]?.name) ?? [...data.values()][0] ?? [];
  }
  const measured = (name, field) => {
    const column = model.get("frame_layout")?.find((each) => each.name === name)?.columns.find((each) => each.field === field);
    return column ? !column.values : true;
  };

  function words() {
    const status = model.get("status");
    title.textContent = model.get("title");
    sound.name();
    badge.replaceChildren(statusBadge(status, labels[status]) ?? "");
    figure.dataset.status = status;
    hiddenLine.textContent = say(labels.hidden, { title: model.get("title"), status: labels[status] || status });
    sources.replaceChildren(...(model.get("sources") ?? []).map((source) => h("li", {},
      web(source.url) ? h("a", { href: web(source.url), target: "_blank", rel: "noopener noreferrer" }, source.text) : h("span", {}, source.text),
      source.locator ? h("span", { class: "selfhelp-figure-locator" }, source.locator) : null, statusBadge(source.status, labels[source.status]))));
    sources.hidden = !sources.children.length;
  }
  function sayNote() {
    const text = model.get("note") || error;
    note.textContent = text;
    note.hidden = !text;
    canvas.toggleAttribute("data-away", Boolean(text));
    const spoken = text || model.get("summary");
    if (summary.textContent !== model.get("summary")) summary.textContent = model.get("summary");
    summary.hidden = Boolean(text);
    // A note of the lesson holds the numbers back too: they are older than it, or the answer to a question.
    foot.hidden = Boolean(model.get("note"));
    for (const button of pictures) button.hidden = Boolean(text);
    if (figure.dataset.spoken !== undefined && figure.dataset.spoken !== spoken) announce(spoken, QUIET, summaryId);
    figure.dataset.spoken = spoken;
  }
  function broken(reason) {
    if (gone) return;
    console.warn("selfhelp figure", model.get("key"), reason);
    error = labels.broken;
    sayNote();
  }

  // One pass at a time; what changes meanwhile is taken, newest only, by the next pass.
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
      if (now.has("params")) for (const [name, value] of Object.entries(model.get("params"))) if (chart.has(name)) chart.signal(name, value);
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
    const made = await openView(canvas, { spec: model.get("spec"), datasets: data, params: model.get("params") ?? {}, onError: broken });
    if (gone) return made.close();
    chart = made;
    figure.dataset.opened = String(Number(figure.dataset.opened ?? 0) + 1);
    performance.mark("selfhelp-figure-opened", { detail: model.get("key") });
    for (const name of Object.keys(model.get("params") ?? {})) listen(name, (value) => tell("params", name, value));
    for (const name of Object.keys(model.get("selection") ?? {})) {
      listen(name, (value) => tell("selection", name, bare(value)));
      select(name, model.get("selection")[name]);
    }
    link();
    await chart.run();
  }
  function close() {
    group?.leave();
    group = null;
    chart?.close();
    chart = null;
  }
  function listen(name, handler) {
    if (chart.has(name)) chart.view.addSignalListener(name, (_, value) => handler(value));
  }
  /** A selection without Vega's own bookkeeping. */
  function bare(value) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "vlPoint" && name !== "vlInterval"));
  }
  function tell(trait, name, value) {
    if (gone || same(model.get(trait)[name], value)) return;
    model.set(trait, { ...model.get(trait), [name]: value });
    model.save_changes();
  }
  function select(name, value) {
    if (!chart.has(name) || same(bare(chart.view.signal(name)), value)) return;
    const fields = value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [["", value === null ? [] : [value].flat()]];
    for (const [field, values] of fields) chart.choose(name, field, values);
  }

  function link() {
    const { group: name, field, signal } = model.get("link") ?? {};
    if (!name) return;
    const choose = (value) => {
      if (chart?.has(signal)) {
        chart.choose(signal, field, value);
        chart.run();
      }
      markChips(value);
    };
    group = join(name, choose);
    if (chart.has(signal)) listen(signal, () => { group?.set(chart.chosen(signal, field)); markChips(group?.value); });
    drawChips();
  }
  function drawChips() {
    const { group: name, field, chips: wish = true, labels: names = {} } = model.get("link") ?? {};
    const values = name && field && wish ? [...new Set([...data.values()].flat().map((row) => row[field]).filter((value) => value !== undefined && value !== null))] : [];
    if (same(values, drawChips.values) && chips.children.length) return markChips(group?.value);
    drawChips.values = values;
    chips.hidden = values.length < 2 || values.length > 12;
    const chip = (value, text) => h("button", { type: "button", class: "selfhelp-button selfhelp-chip", "data-value": JSON.stringify(value), onclick: () => toggle(value) }, text);
    chips.replaceChildren(...(chips.hidden ? [] : [chip(null, labels.all), ...values.map((value) => chip(value, names[value] ?? String(value)))]));
    markChips(group?.value);
  }
  function toggle(value) {
    const now = group?.value ?? [];
    const next = value === null || (now.length === 1 && same(now[0], value)) ? [] : [value];
    group?.set(next);
    const { field, signal } = model.get("link");
    if (chart?.has(signal)) {
      chart.choose(signal, field, next);
      chart.run();
    }
    markChips(next);
  }
  function markChips(chosen) {
    const list = [chosen ?? []].flat();
    for (const button of chips.children) {
      const value = JSON.parse(button.dataset.value);
      button.setAttribute("aria-pressed", String(value === null ? !list.length : list.includes(value)));
    }
  }

  const events = [];
  const on = (traits, handler) => {
    for (const trait of traits) {
      model.on(`change:${trait}`, handler);
      events.push([trait, handler]);
    }
  };
  on(["spec"], () => ask("spec"));
  on(["frame", "frame_layout", "datasets"], () => ask("data"));
  on(["params"], () => ask("params"));
  on(["selection"], () => ask("selection"));
  on(["table", "columns"], () => ask("table"));
  on(["summary", "note"], () => ask("words"));
  on(["title", "status", "sources"], words);
  const shown = () => !document.hidden && !working && work();
  document.addEventListener("visibilitychange", shown);
  const stopTheme = onTheme(() => chart?.repaint());
  words();
  await ask("spec");

  return () => {
    gone = true;
    for (const [trait, handler] of events) model.off(`change:${trait}`, handler);
    document.removeEventListener("visibilitychange", shown);
    stopTheme();
    sound.close();
    close();
    figure.remove();
  };
}

export default { render };
