// Which course site a page belongs to. Several may share one host, and with it one storage of the browser:
// `/spring/` and `/autumn/`, or each person's server below a hub's `/user/…/`. Every key carries the site's path.

/** The path below which this site lives, as its server names it: "/" or "/spring/". */
export function sitePath() {
  const config = document.getElementById("jupyter-config-data");
  const named = document.querySelector('meta[name="selfhelp-base"]')?.getAttribute("content")
    || document.body?.dataset.baseUrl
    || (config && JSON.parse(config.textContent || "{}").baseUrl)
    || /^https?:\/\/[^/]+(\/.*?)selfhelp\/static\//.exec(import.meta.url)?.[1]
    || "/";
  const path = named.startsWith("/") ? named : new URL(named, location.href).pathname; // files name their base from where they lie
  return path.endsWith("/") ? path : `${path}/`;
}

/** The names under which one site keeps things. A path holds no bare colon here, so no site's names begin another's. @param {string} site */
export function keysOf(site) {
  const prefix = `selfhelp:${site.replaceAll(":", "%3A")}:`;
  return {
    entry: `${prefix}entry:`, learner: `${prefix}learner`, version: `${prefix}version`, aside: `${prefix}aside`,
    erasing: `${prefix}erasing`, earlier: `${prefix}earlier`, others: `${prefix}other:`, mine: `${prefix}mine`,
  };
}

/** Whether it says that the storage is full. @param {unknown} error */
export const isFull = (error) => error instanceof DOMException && (error.name === "QuotaExceededError" || error.code === 22);

/** The browser's storage, or `null` where it gives none. */
export function pageStorage() {
  try {
    const storage = globalThis.localStorage; // throws where storage is switched off
    storage.setItem("selfhelp:probe", "1");
    storage.removeItem("selfhelp:probe");
    return storage;
  } catch (error) {
    // A full storage can still be read, so what is there is shown.
    return isFull(error) ? globalThis.localStorage : null;
  }
}

/** What a text of the storage holds, or `null`: an item that cannot be read is left where it is. @param {string | null | undefined} text */
export function read(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** The names in a storage that begin so. @param {Storage | null} storage @param {string} prefix */
export function namedIn(storage, prefix) {
  return Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? "").filter((key) => key.startsWith(prefix));
}

/** A list that a text of the storage holds. @param {string | null | undefined} text @returns {unknown[]} */
export function listIn(text) {
  const found = read(text ?? "[]");
  return Array.isArray(found) ? found : found === null ? [] : [found];
}

/** What the browser keeps as long as the tab is open, or `null`. */
export function sittings() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

/** A number that goes with a text (FNV-1a), and from which nobody gets the text back. @param {string} text */
export function stirred(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Four letters and digits of it. @param {string} text */
export const signOf = (text) => stirred(text).toString(36).padStart(7, "0").slice(-4);
