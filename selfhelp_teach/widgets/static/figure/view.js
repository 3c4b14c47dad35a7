// One running Vega view: opened once, then only fed.
import { onNear, onResize } from "../listen.js";
import { colour } from "../theme.js";

/** @import { ChartSpec, Datasets } from "../types/figure" */

const COLOURS = [
  "paper", "surface", "surfaceSoft", "ink", "inkSoft", "line", "lineStrong", "accent", "accentInk", "accentSoft",
  "focus", "good", "warn", "bad", "none", "professional", "shared", "independent",
];
/** Vega, loaded once for the page however many copies of this module the host made. */
const loadVega = () => (globalThis.__selfhelpVega ??= import("../vendor/vega.js").then((module) => module.default));
const MANY = 3000; // marks beyond which a canvas is quicker than SVG

// A chart never fetches anything: its data come from us, and a spec may not call other hosts.
const sealed = {
  load: () => Promise.reject(new Error("a chart loads nothing by itself")),
  sanitize: () => Promise.reject(new Error("a chart links nowhere")),
};

/** A logger that gathers errors, which Vega would otherwise only print. @param {(args: unknown[]) => void} onError */
function listening(onError) {
  /** @type {() => Record<string, Function>} */
  const quiet = () => logger;
  /** @type {Record<string, (...args: unknown[]) => unknown>} */
  const logger = { level: (value) => (value === undefined ? 0 : logger), error: (...args) => (onError(args), logger), warn: quiet, info: quiet, debug: quiet };
  return logger;
}

/** The width there is for the view, also while the host keeps the part in a box of no size. @param {Element} el */
function room(el) {
  let inset = 0;
  /** @type {Element | null} */
  let node = el;
  while (node && node.clientWidth < 40) {
    const { paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(node);
    inset += [paddingLeft, paddingRight, borderLeftWidth, borderRightWidth].reduce((sum, value) => sum + (parseFloat(value) || 0), 0);
    node = node.parentElement;
  }
  return node ? Math.floor(node.clientWidth - inset) : 0;
}

/** How the page's language writes numbers and dates, as Vega asks for it. */
function locale() {
  const language = document.documentElement.lang || "en";
  if (language === "en") return undefined; // Vega's own
  const parts = Object.fromEntries(new Intl.NumberFormat(language, { useGrouping: true }).formatToParts(-1234567.8).map(({ type, value }) => [type, value]));
  const number = { decimal: parts.decimal ?? ".", thousands: parts.group ?? "\u202f", grouping: [3], currency: ["", ""], percent: "\u00a0%" };
  /** @param {Intl.DateTimeFormatOptions} options @param {number} count @param {(index: number) => number} date */
  const named = (options, count, date) => Array.from({ length: count }, (_, index) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(date(index)));
  /** @param {number} index */
  const day = (index) => Date.UTC(2023, 0, 1 + index); // a Sunday first, as d3 counts
  /** @param {number} index */
  const month = (index) => Date.UTC(2023, index, 1);
  const time = {
    dateTime: "%A, %e de %B de %Y, %X", date: "%d/%m/%Y", time: "%H:%M:%S", periods: ["AM", "PM"],
    days: named({ weekday: "long" }, 7, day), shortDays: named({ weekday: "short" }, 7, day),
    months: named({ month: "long" }, 12, month), shortMonths: named({ month: "short" }, 12, month),
  };
  return { number, time };
}

/** @param {Datasets} datasets */
const size = (datasets) => [...datasets.values()].reduce((sum, rows) => sum + rows.length, 0);

// Charts open one after the other, with a breath between: a page that draws many answers meanwhile.
let turn = Promise.resolve();
/** @returns {Promise<void>} */
const pause = () => new Promise((resolve) => { // not a timer: those are slow in a tab behind another
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(null);
});

/**
 * @param {HTMLElement} el
 * @param {{spec: ChartSpec, datasets: Datasets, params: Record<string, unknown>, onError: (args: unknown[]) => void}} options
 */
export async function openView(el, { spec, datasets, params, onError }) {
  const vega = await loadVega();
  turn = turn.then(pause);
  await turn;
  const data = (spec.data ?? []).map((each) => (datasets.has(each.name) ? { ...each, values: datasets.get(each.name), url: undefined } : each));
  const sizing = typeof spec.autosize === "object" ? spec.autosize.type : spec.autosize;
  const fits = sizing === "fit" || sizing === "fit-x";
  let width = room(el);
  // Altair's own width signal reads the container once, when it may have no size yet, and then only with the window.
  const signals = (spec.signals ?? []).map((each) => (fits && each.name === "width" ? { name: "width", value: width } : each));
  let renderer = size(datasets) > MANY ? "canvas" : "svg";
  const high = params.height ? { height: params.height } : {};
  const view = new vega.View(vega.parse({ ...spec, ...(fits && "width" in spec ? { width } : {}), ...high, data, signals }), { loader: sealed, logger: listening(onError), renderer, hover: true, locale: locale() });
  const initial = view.getState({ signals: (name) => name !== "width" && name !== "height", data: () => false }).signals;
  const themed = COLOURS.filter((name) => typeof initial[name] === "string" && CSS.supports("color", initial[name]));
  const stores = new Set(data.map((each) => each.name));
  let fed = datasets;
  let closed = false;

  /** @param {string} name @param {unknown} value */
  function signal(name, value) {
    if (JSON.stringify(view.signal(name)) !== JSON.stringify(value)) view.signal(name, value);
  }
  function paint() {
    for (const name of themed) signal(name, colour(name));
    view.background(colour("surface") || "white");
  }
  function fit() {
    const wide = el.clientWidth;
    if (!fits || wide < 40 || Math.abs(wide - width) < 2) return false;
    width = wide;
    view.width(wide);
    return true;
  }
  // The figure is named and told in words around it; Vega's own unnamed mark roles would only confuse.
  // It also makes its own of the container, which some readers then pass over: an image with a name it stays.
  const hush = () => {
    el.querySelector("svg")?.setAttribute("aria-hidden", "true");
    el.setAttribute("role", "img");
    for (const name of ["aria-roledescription", "aria-label"]) el.removeAttribute(name);
  };
  paint();
  for (const [name, value] of Object.entries(params)) if (name in initial) signal(name, value);
  view.initialize(el);
  await view.runAsync();
  hush();

  // A chart behind a tab or far off draws when it comes near, and then the newest only; Vega keeps what it is fed.
  let near = true;
  let owed = false;
  const away = onNear(el, (is) => {
    near = is;
    if (near && owed) void draw();
  });
  async function draw() {
    owed = false;
    if (!closed) await view.runAsync();
  }
  /** Draw what was fed, or owe it. @returns {Promise<boolean>} whether it is drawn */
  async function run() {
    owed = true;
    if (near) await draw();
    return !owed;
  }
  // A width that follows the container must not feed back into it: the container clips, and we look once a frame.
  const still = onResize(el, () => !closed && fit() && draw());

  return {
    view,
    /** @param {string} name */
    has: (name) => name in initial,
    run,
    draw,
    /** @param {string} name @param {(value: unknown) => void} handler */
    listen(name, handler) {
      if (name in initial) view.addSignalListener(name, (_, value) => handler(value));
    },
    /** Replace the rows of named data sets. @param {Datasets} next */
    feed(next) {
      const wanted = size(next) > MANY ? "canvas" : renderer;
      for (const [name, rows] of next) if (fed.get(name) !== rows) view.data(name, rows);
      fed = next;
      if (wanted === renderer) return;
      renderer = wanted;
      view.renderer(renderer).initialize(el);
      hush();
    },
    signal,
    /** Draw this high from now on. @param {number} height */
    tall(height) {
      view.height(height);
      return run();
    },
    /** Repaint within the microtasks of this event: a printer waits for no more. */
    repaint() {
      if (closed) return;
      paint();
      view.run();
    },
    /** The chosen values of a signal or of an Altair selection, as a list. @param {string} name @param {string} field @returns {unknown[]} */
    chosen(name, field) {
      const value = view.signal(name);
      if (value === null || value === undefined) return [];
      if (Array.isArray(value)) return value;
      if (typeof value !== "object") return value === "" ? [] : [value];
      return /** @type {Record<string, unknown[]>} an Altair selection */ (value)[field] ?? [];
    },
    /** Choose values in a signal or an Altair selection. @param {string} name @param {string} field @param {unknown[]} values */
    choose(name, field, values) {
      if (!stores.has(`${name}_store`)) return signal(name, Array.isArray(initial[name]) ? values : values[0] ?? null);
      const fields = /** @type {{field: string, type: string, channel: string}[]} as Vega-Lite compiles it */ (initial[`${name}_tuple_fields`] ?? []);
      const interval = fields.find((each) => each.field === field && each.type === "R");
      if (interval) return signal(`${name}_${interval.channel}`, values.length ? values.map(view.scale(interval.channel)) : []);
      const of = [fields.find((each) => each.field === field) ?? { type: "E", field }];
      view.data(`${name}_store`, values.map((value) => ({ unit: "", fields: of, values: [value] })));
    },
    close() {
      closed = true;
      still();
      away();
      view.finalize();
      el.replaceChildren();
    },
  };
}
