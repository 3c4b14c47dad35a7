// One step at a time: a step is a section, that is a heading of the second level. Runs once the sections are there and
// before they are painted, so that a page opens where its reader left it. Without scripts the page is shown whole.
(() => {
  const root = document.documentElement;
  const { all: every, around, one, the } = globalThis.selfhelpFind;
  const { recall, remember } = globalThis.selfhelpKeep;
  const stopper = globalThis.selfhelpStops;
  if (root.dataset.walk === undefined || !stopper) return;
  const { split, clear, narrow } = stopper;
  /** @typedef {import("../types/host").Visit} Visit */
  /** @typedef {import("../types/host").Split} Split */

  const KEY = `selfhelp:progress:${document.body.dataset.baseUrl}`;
  const slug = document.body.dataset.slug ?? "";
  const [nav] = every(".selfhelp-contents", HTMLElement);
  const bar = the("selfhelp-steps", HTMLElement);
  const title = the("selfhelp-page-title", HTMLElement);
  const [back, next] = every("[data-to]", HTMLElement, bar);
  const [name] = every("[data-list]", HTMLElement, bar);
  const told = the("selfhelp-step-told", HTMLElement);
  const all = every("main > .selfhelp-section", HTMLElement);
  const links = new Map(every("a[data-step]", HTMLElement, nav).map((a) => [a.dataset.step ?? "", a]));
  /** @type {import("../types/host").Steps["exercises"]} */
  const exercises = new Map();
  /** @type {Set<string>} slugs of the steps that were gone through */
  const walked = new Set();
  let at = 0;
  /** @type {Element | null} */
  let sought = null; // what the address asked for, until one goes on
  /** @type {Split} */
  let stops = { starts: [0], count: 1, end: 0, units: [] }; // of the step that is shown (see host/stops.js)

  /** @param {HTMLElement} section */
  const slugOf = (section) => section.dataset.step ?? "";
  /** @param {ParentNode | null | undefined} within @param {string} selector @param {string | undefined} text */
  const write = (within, selector, text) => {
    const place = within?.querySelector(selector);
    if (place) place.textContent = text ?? "";
  };
  const shown = () => all.filter((section) => !(root.dataset.provenance === "reported" && section.dataset.rests === "other"));
  const on = () => root.dataset.steps === "on";
  const fields = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  /** @returns {Record<string, Visit>} */
  function kept() {
    try {
      const found = JSON.parse(recall(KEY) ?? "{}");
      return found && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  }
  function keep() {
    const steps = shown();
    const done = steps.filter(isDone).map(slugOf);
    const mine = { step: slugOf(all[at]), at: steps.indexOf(all[at]) + 1, of: steps.length, done, walked: [...walked], seen: new Date().toISOString() };
    remember(KEY, JSON.stringify({ ...kept(), [slug]: mine }));
  }

  /** A step is done when it was gone through and its core exercises are finished. @param {HTMLElement} section */
  function isDone(section) {
    const core = [...exercises.values()].filter((each) => each.section === section && !each.extra);
    return walked.has(slugOf(section)) && core.every((each) => each.done);
  }

  function mark() {
    const steps = shown();
    for (const section of all) {
      const a = links.get(slugOf(section));
      if (!a) continue;
      const done = isDone(section);
      a.toggleAttribute("data-done", done);
      write(a, "[data-said]", done ? nav.dataset.done : "");
      if (on() && section === all[at]) a.setAttribute("aria-current", "step");
      else if (on()) a.removeAttribute("aria-current");
    }
    title.hidden = !on() || at === 0; // every step is the page's: where its own heading is not there, its title is
    const place = steps.indexOf(all[at]) + 1;
    const stop = on() && stops.count > 1 ? ` · ${stops.starts.length} / ${stops.count}` : "";
    write(name, "[data-place]", `${place} / ${steps.length}${stop}`);
    write(name, "[data-name]", links.get(slugOf(all[at]))?.querySelector("[data-word]")?.textContent ?? "");
    const last = place === steps.length && stops.end >= stops.units.length;
    back.setAttribute("aria-disabled", String(place <= 1 && stops.starts.length === 1));
    write(next, "[data-word]", last ? next.dataset.leave || next.dataset.end : next.dataset.on);
    next.setAttribute("aria-disabled", String(last && !next.dataset.page));
  }

  /** Show the part of the step that fits the screen, from one of its blocks on. */
  function fit(starts = stops.starts) {
    if (!on() || root.hasAttribute("data-presenting")) return clear();
    stops = split(all[at], starts);
    return mark();
  }

  /** Whether something stands in a later part of the step that is shown. @param {Element | null} el */
  const awaits = (el) => Boolean(el && all[at].contains(el) && !el.checkVisibility() && el.closest("[data-later]"));

  /** Go on to the next part, if there is one. */
  const onward = () => stops.end < stops.units.length && (fit([...stops.starts, stops.end]), true);

  /**
   * Show a step.
   * @param {HTMLElement} section
   * @param {{ push?: boolean, focus?: boolean, end?: boolean, target?: Element | null }} how whether it is one to come back to,
   *   takes the focus, opens at its end, or where something stands
   */
  function go(section, { push = false, focus = false, end = false, target = null } = {}) {
    at = all.indexOf(section);
    sought = target;
    for (const each of all) each.toggleAttribute("data-here", each === section);
    root.dataset.placed = "";
    mark();
    keep();
    if (on() && push) {
      const state = fields();
      state.set("step", slugOf(section));
      history.pushState({ step: slugOf(section) }, "", `#${state}`);
    }
    document.dispatchEvent(new CustomEvent("selfhelp-step", { detail: section }));
    fit([0]);
    while ((end || awaits(target)) && onward());
    if (focus) {
      scrollTo(0, 0);
      const heading = one("h1, h2", HTMLElement, section) ?? section;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      dispatchEvent(new Event("resize")); // charts take the width there is now
    }
  }

  /** @param {string} text */
  const words = (text) => new Set(text.split("-"));
  /** @param {string} one @param {string} other */
  const alike = (one, other) => [...words(one)].filter((word) => words(other).has(word)).length;

  /** The step that the address names: by its name, by its number, or by what stands in it. @returns {{section: HTMLElement, missing?: string, target?: Element | null} | null} */
  function named() {
    const wanted = fields().get("step");
    if (wanted !== null) {
      const found = all.find((section) => slugOf(section) === wanted) ?? (/^\d+$/.test(wanted) ? all[Number(wanted) - 1] : null);
      if (found && shown().includes(found)) return { section: found };
      const near = shown().reduce((best, section) => (alike(slugOf(section), wanted) > alike(slugOf(best), wanted) ? section : best));
      return { section: near, missing: wanted };
    }
    let target = null;
    try {
      target = location.hash.length > 1 && !location.hash.includes("=") ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    } catch {
      // an address that nobody can read names no step
    }
    const section = around(target, "main > .selfhelp-section", HTMLElement);
    return section ? { section, target } : null;
  }

  function open() {
    const found = named();
    const mine = kept()[slug];
    for (const each of mine?.walked ?? []) if (links.has(each)) walked.add(each);
    const left = all.find((section) => slugOf(section) === mine?.step);
    go(found?.section ?? (left && shown().includes(left) ? left : all[0]), { target: found?.target });
    tell(found?.missing);
    history.replaceState({ ...history.state, step: slugOf(all[at]) }, ""); // what Back comes back to
    if (found?.target && found.target !== found.section) requestAnimationFrame(() => found.target?.scrollIntoView());
  }

  /** @param {string} [missing] */
  function tell(missing) {
    told.hidden = !missing;
    told.textContent = missing ? (told.dataset.missing ?? "").replace("{step}", missing) : "";
  }

  /** @param {number} by */
  function move(by) {
    const steps = shown();
    const place = steps.indexOf(all[at]);
    if (on() && by > 0 && stops.end < stops.units.length) return turn([...stops.starts, stops.end]);
    if (on() && by < 0 && stops.starts.length > 1) return turn(stops.starts.slice(0, -1));
    if (by > 0) walked.add(slugOf(all[at]));
    const to = steps[place + by];
    tell();
    if (to) return go(to, { push: true, focus: true, end: by < 0 });
    if (by < 0) return undefined;
    mark();
    keep();
    if (next.dataset.page) location.href = next.dataset.page;
  }

  /** Another part of the same step. @param {number[]} starts */
  function turn(starts) {
    sought = null;
    fit(starts);
    scrollTo(0, 0);
    const [first] = stops.units[starts.at(-1) ?? 0];
    const place = first.matches(".selfhelp-prose") ? first : one("h1, h2", HTMLElement, all[at]) ?? first;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    dispatchEvent(new Event("resize"));
  }

  /** @param {boolean} wanted */
  function sheet(wanted) {
    nav.toggleAttribute("data-sheet", wanted);
    name.setAttribute("aria-expanded", String(wanted));
    if (wanted) (one("[aria-current]", HTMLElement, nav) ?? nav.querySelector("a"))?.focus();
  }

  /** What is told to who wants more is one tap away on a step, and there on a whole page. @param {boolean} wanted */
  function fold(wanted) {
    for (const more of every("details.selfhelp-more", HTMLDetailsElement)) more.open = !wanted;
  }

  /** @param {boolean} wanted */
  function whole(wanted) {
    const seen = all.find((section) => section.getBoundingClientRect().bottom > 80) ?? all[at];
    root.dataset.steps = wanted ? "all" : "on";
    remember("selfhelp-steps", wanted ? "all" : null);
    if (!wanted) go(seen);
    else {
      clear();
      mark();
      all[at].scrollIntoView();
    }
    for (const button of document.querySelectorAll("[data-whole]")) button.setAttribute("aria-pressed", String(wanted));
    fold(!wanted);
    document.dispatchEvent(new CustomEvent("selfhelp-step", { detail: all[at] }));
    dispatchEvent(new Event("resize"));
  }

  back.addEventListener("click", () => back.getAttribute("aria-disabled") !== "true" && document.dispatchEvent(new CustomEvent("selfhelp-move", { detail: -1, cancelable: true })) && move(-1));
  next.addEventListener("click", () => next.getAttribute("aria-disabled") !== "true" && document.dispatchEvent(new CustomEvent("selfhelp-move", { detail: 1, cancelable: true })) && move(1));
  name.addEventListener("click", () => sheet(!nav.hasAttribute("data-sheet")));
  nav.addEventListener("click", (event) => {
    const a = around(event.target, "a[data-step]", HTMLElement);
    const section = all.find((each) => slugOf(each) === a?.dataset.step);
    if (!section || !on()) return;
    event.preventDefault();
    sheet(false);
    walked.add(slugOf(all[at]));
    tell();
    go(section, { push: true, focus: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.hasAttribute("data-sheet")) return;
    sheet(false);
    name.focus();
  });
  fold(on());
  for (const button of document.querySelectorAll("[data-whole]")) {
    button.setAttribute("aria-pressed", String(!on()));
    button.addEventListener("click", () => whole(on()));
  }
  addEventListener("popstate", ({ state }) => {
    const before = all.find((section) => slugOf(section) === state?.step);
    const found = on() ? named() ?? (before && { section: before, target: null }) : null;
    if (found && (found.section !== all[at] || found.target)) go(found.section, { focus: !found.target, target: found.target });
    found?.target?.scrollIntoView();
  });
  document.addEventListener("selfhelp-exercise", ({ target, detail }) => {
    if (!(target instanceof HTMLElement)) return;
    exercises.set(detail.id, { section: around(target, "main > .selfhelp-section", HTMLElement), extra: detail.extra, done: detail.done, target, detail });
    listen();
    mark();
    keep();
  });
  document.addEventListener("selfhelp-provenance", () => {
    if (!shown().includes(all[at])) go(shown().findLast((section) => all.indexOf(section) < at) ?? all[0]);
    else mark();
  });

  // Who deletes their answers deletes where they were, too.
  let listening = false;
  function listen() {
    if (listening || !globalThis.__selfhelpStore) return;
    listening = true;
    globalThis.__selfhelpStore.subscribe((change) => {
      if (change.kind !== "erased") return;
      remember(KEY, null);
      walked.clear();
      mark();
    });
  }

  // What the parts show is there a moment later, and how much fits the window changes with it.
  let frame = 0;
  const again = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (stops.starts.length > 1 && !sought) return;
      const held = document.activeElement; // a keyboard that rises on a phone makes the window small, and puts away nothing one is at
      fit([0]);
      while ((awaits(held) || awaits(sought)) && onward());
      if (sought && stops.starts.length > 1) sought.scrollIntoView();
    });
  };
  // On a phone the bar of the address comes and goes while one scrolls: a change of only the height parts nothing anew.
  let width = innerWidth;
  addEventListener("resize", ({ isTrusted }) => {
    const only = narrow() && innerWidth === width;
    width = innerWidth;
    if (isTrusted && !only) again();
  });
  addEventListener("selfhelp-opened", again);
  globalThis.selfhelpSteps = { all, exercises, shown, go, current: () => all[at], move };
  bar.hidden = false;
  open();
})();
