// Tells charts and pictures when the page's colours change: the reader's switch, the system's, the printer.

const kept = (globalThis.__selfhelpTheme ??= { listeners: new Set(), root: null, colours: new Map() });
const tell = () => {
  kept.colours.clear();
  for (const listener of [...kept.listeners]) listener();
};

function watch() {
  const root = document.documentElement;
  if (!kept.root) matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  kept.root = root;
  kept.colours.clear();
  new MutationObserver(tell).observe(root, { attributes: true, attributeFilter: ["data-theme", "class"] });
  let before = "";
  addEventListener("beforeprint", () => {
    before = root.dataset.theme ?? "";
    root.dataset.theme = "light";
    tell(); // now: the observer would tell after the page is on paper
  });
  addEventListener("afterprint", () => {
    if (before) root.dataset.theme = before;
    else delete root.dataset.theme;
    tell();
  });
}

function watchOnce() {
  // Another page in the same window has another root, and none of this one's listeners.
  if (kept.root !== document.documentElement) watch();
}

/** @param {() => void} listener @returns {() => void} stop listening */
export function onTheme(listener) {
  watchOnce();
  kept.listeners.add(listener);
  return () => void kept.listeners.delete(listener);
}

/**
 * The value of one of our colour variables, asked of the page once: a ward draws hundreds of marks.
 * @param {string} name as in `ink` or `inkSoft` @returns {string}
 */
export function colour(name) {
  watchOnce();
  let value = kept.colours.get(name);
  if (!value) {
    const variable = `--selfhelp-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    value = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
    kept.colours.set(name, value);
  }
  return value;
}

export const stillMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
