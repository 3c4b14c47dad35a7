// A chart as sound, by Chart2Music: fetched when it is first asked for, by keys, buttons and captions.
import { button, decimals, h, plain, say, uid } from "../controls/dom.js";

/** @import { Words } from "../types/dom" */
/** @import { Column, Row, Tones } from "../types/figure" */
/** @typedef {{y: Column, x?: Column, names?: Column, groups?: Column}} Roles */

const load = () => (globalThis.__selfhelpChart2Music ??= import("../vendor/chart2music.js").then((module) => module.default));
const MOST = 2000; // tones beyond which nobody listens, and sorting them would hold up the page
/** @param {unknown} value @returns {value is number} */
const numeric = (value) => typeof value === "number" && Number.isFinite(value);
/** @param {Row} row @param {Column} column */
const number = (row, { field }) => Number(row[field]);
/** @param {readonly Row[]} rows @param {string} field */
const distinct = (rows, field) => [...new Set(rows.map((row) => row[field]))];

/**
 * Which columns are the height, the place and the line of a tone; null where a chart has no numbers to play.
 * @param {Column[]} columns @param {readonly Row[]} rows @returns {Roles | null}
 */
export function roles(columns, rows) {
  const numbers = columns.filter(({ field }) => rows.some((row) => numeric(row[field])));
  const y = numbers.find(({ field }) => field === "mid") ?? numbers.find(({ unit }) => unit) ?? numbers.find(({ field }) => field === "value");
  if (!y) return null;
  const x = columns.indexOf(y) > 0 ? numbers.find((each) => each !== y && !each.unit && columns.indexOf(each) < columns.indexOf(y) && distinct(rows, each.field).length > 2) : undefined;
  const texts = columns.filter(({ field }) => field !== "status" && rows.some((row) => typeof row[field] === "string"));
  const count = (/** @type {Column} */ { field }) => distinct(rows, field).length;
  const sorted = texts.sort((one, other) => count(other) - count(one));
  const [names, groups] = x ? [undefined, sorted.at(-1)] : sorted;
  return { y, x, names, groups: groups && distinct(rows, groups.field).length > 1 ? groups : undefined };
}

/** The whole course of a line where a data set holds what the table shows a part of, with the table's names. @param {readonly Row[]} table @param {(readonly Row[])[]} datasets @param {Roles} roles */
function whole(table, datasets, { x, y, groups }) {
  if (!x) return table;
  const names = groups ? distinct(table, groups.field) : [];
  for (const rows of datasets) {
    if (rows.length <= table.length || !rows.every((row) => x.field in row && y.field in row)) continue;
    const key = groups && Object.keys(rows[0]).find((field) => typeof rows[0][field] === "string" && distinct(rows, field).length === names.length);
    if (groups && !key) continue;
    const ids = key ? distinct(rows, key) : [];
    const named = rows.map((row) => (key && groups ? { ...row, [groups.field]: names[ids.indexOf(row[key])] } : row));
    /** @param {Row} row @param {Row} shown */
    const near = (row, shown) => Math.abs(number(row, y) - number(shown, y)) <= 0.51 / 10 ** decimals(number(shown, y));
    /** @param {Row} shown */
    const meets = (shown) => named.some((row) => row[x.field] === shown[x.field] && (!groups || row[groups.field] === shown[groups.field]) && near(row, shown));
    if (table.filter((row) => numeric(row[y.field])).every(meets)) return named;
  }
  return table;
}

/** What Chart2Music takes. @param {Column[]} columns @param {readonly Row[]} table @param {(readonly Row[])[]} [datasets] @returns {Tones | null} */
export function tones(columns, table, datasets = []) {
  const found = table.length > MOST ? null : roles(columns, table);
  if (!found) return null;
  const { x, y, names, groups } = found;
  const rows = whole(table, datasets, found).filter((row) => numeric(row[y.field]) && (!x || numeric(row[x.field])));
  const places = names ? distinct(rows, names.field).map(String) : rows.map((_, at) => String(at + 1));
  const lines = groups ? distinct(rows, groups.field) : [y.label];
  /** @param {Row} row */
  const point = (row) => ({ x: x ? number(row, x) : names ? places.indexOf(String(row[names.field])) : rows.indexOf(row), y: number(row, y) });
  const data = Object.fromEntries(lines.map((line) => [String(line),
    rows.filter((row) => !groups || row[groups.field] === line).map(point).sort((one, other) => one.x - other.x)]));
  return {
    type: x ? "line" : "bar", data,
    axes: {
      x: x ? { label: x.label, format: (value) => plain(value) } : { label: names?.label ?? "", valueLabels: places },
      // As a bar begins at nothing, so does its tone.
      y: { ...(!x && rows.every((row) => number(row, y) >= 0) ? { minimum: 0 } : {}), label: y.unit ? `${y.label} (${y.unit})` : y.label, format: (value) => plain(value) },
    },
  };
}

// What its help calls keys, and the label that names each in the language of the page.
/** @type {Record<string, string>} */
const KEYS = {
  "Left arrow": "key_left", "Right arrow": "key_right", "Up arrow": "key_up", "Down arrow": "key_down", "Page up": "key_page_up",
  "Page down": "key_page_down", Home: "key_home", End: "key_end", Shift: "key_shift", Control: "key_control", Function: "key_function",
  Option: "key_option", Spacebar: "key_space",
};

/** The options that put its help into the words of the page: heads, what stands above, names of keys. @param {Words} labels */
function helpWords(labels) {
  /** @param {string | undefined} keys */
  const named = (keys) => String(keys ?? "").split(" + ").map((key) => labels[KEYS[key]] ?? key).join(" + ");
  return {
    modifyHelpDialogText: () => labels.listen_help,
    /** @param {string} _lang @param {string[]} _heads @param {string[][]} rows */
    modifyHelpDialogKeyboardListing: (_lang, _heads, rows) => [
      [labels.listen_does, labels.listen_key, labels.listen_other], ...rows.map(([does, key, other]) => [does, named(key), named(other)]),
    ],
  };
}

/** @param {{labels: Words, title: () => string, tones: () => Tones | null}} options */
export function soundPlayer({ labels, title, tones: wanted }) {
  const id = uid("sound");
  const stage = h("div", { class: "selfhelp-sound-stage", tabindex: "0" }, labels.listen_keys);
  const captions = h("div", { class: "selfhelp-sound-captions" });
  // Buttons for single taps do what the keys do.
  /** @param {string} text @param {...KeyboardEventInit} keys */
  const tap = (text, ...keys) => button(text, () => {
    stage.focus();
    for (const key of keys) stage.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key }));
  });
  const next = tap(labels.listen_next, { key: "PageDown" });
  const root = h("div", { class: "selfhelp-sound", id, hidden: true }, stage,
    h("div", { class: "selfhelp-chips" }, tap(labels.listen_play, { key: "Home" }, { key: "End", shiftKey: true }), next), captions);
  const listen = button(labels.listen, toggle, { "aria-expanded": "false", "aria-controls": id });
  /** @type {import("../vendor/chart2music.js").Sounding | null} */
  let chart = null;
  let offered = false;

  function name() {
    const text = say(labels.listen_to, { title: title() });
    listen.setAttribute("aria-label", text);
    stage.setAttribute("aria-label", text);
  }
  async function toggle() {
    if (!root.hidden) return close();
    const input = wanted();
    if (!input) return refuse();
    root.hidden = false;
    listen.setAttribute("aria-expanded", "true");
    next.hidden = Object.keys(input.data).length < 2;
    const c2mChart = await load();
    if (root.hidden || chart) return undefined;
    const lang = document.documentElement.lang === "es" ? "es" : "en";
    const { err, data } = c2mChart({ ...input, title: title(), lang, element: stage, cc: captions, options: helpWords(labels) });
    if (err || !data) throw new Error(err ?? "no sound");
    chart = data;
    return stage.focus();
  }
  function refuse() {
    offered = false;
    listen.hidden = true;
  }
  function close() {
    chart?.cleanUp();
    chart = null;
    captions.replaceChildren();
    if (root.contains(document.activeElement)) listen.focus();
    root.hidden = true;
    listen.setAttribute("aria-expanded", "false");
  }
  stage.addEventListener("keydown", (event) => event.key === "Escape" && close());
  // Its help ends with a link to its own site: in an offline class a dead end, and the page would be gone. It is
  // opened on the stage, so by the time the key comes up here it is there.
  // Its dialog has no name, and a value of aria-live that is none.
  root.addEventListener("keydown", () => {
    const dialog = document.querySelector(".chart2music-help-dialog");
    if (!dialog) return;
    dialog.querySelector("a")?.closest("p")?.remove();
    dialog.removeAttribute("aria-live");
    dialog.setAttribute("aria-label", dialog.querySelector("h1")?.textContent ?? "");
  });
  return {
    button: listen, root, close, name,
    /** Offer it once there is something to play, and give it the new numbers while it is open: a move pays for no more. */
    refresh() {
      if (root.hidden && offered) return;
      const input = wanted();
      listen.hidden = !input;
      offered = Boolean(input);
      if (!input) close();
      else chart?.setData(input.data, input.axes);
    },
  };
}
