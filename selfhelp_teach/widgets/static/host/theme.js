// Runs before the first paint, so that a page never flashes in the wrong colours.
(() => {
  try {
    const theme = localStorage.getItem("selfhelp-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    // A page that is walked through shows one step at a time (see host/steps.js).
    if (document.documentElement.dataset.walk !== undefined) {
      document.documentElement.dataset.steps = localStorage.getItem("selfhelp-steps") === "all" ? "all" : "on";
    }
    if (localStorage.getItem("selfhelp-provenance") === "reported") {
      document.documentElement.dataset.provenance = "reported";
    }
    const speech = localStorage.getItem("selfhelp-speech");
    if (speech === "off" || speech === "full") document.documentElement.dataset.speech = speech;
  } catch {
    // A browser that keeps nothing shows the device's colours.
  }
})();

// For the page's own scripts: finds elements, each of the kind it has to be, and keeps choices in the browser. A site writes its next page into this
// window, where this runs again: no name may be left that cannot be given twice.
{
/** @type {import("../types/host").Find} */
const find = {
  meta: (name) => document.querySelector(`meta[name="selfhelp-${name}"]`)?.getAttribute("content") ?? "",
  base: () => new URL(find.meta("base"), location.href),
  the(id, kind) {
    const found = document.getElementById(id);
    if (found instanceof kind) return found;
    throw new Error(`this page has no #${id}`);
  },
  one: (selector, kind, within = document) => {
    const found = within.querySelector(selector);
    return found instanceof kind ? found : null;
  },
  all: (selector, kind, within = document) => [...within.querySelectorAll(selector)].flatMap((found) => (found instanceof kind ? [found] : [])),
  around: (target, selector, kind) => {
    const found = target instanceof Element ? target.closest(selector) : null;
    return found instanceof kind ? found : null;
  },
};
/** @type {import("../types/host").Keep} */
const keep = {
  recall(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  remember(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Nothing to keep it in: it lasts as long as the page.
    }
  },
};
Object.assign(globalThis, { selfhelpFind: find, selfhelpKeep: keep });
}

// Voilà calls this every few seconds while a slow page is still being made.
globalThis.voila_heartbeat = () => {};
