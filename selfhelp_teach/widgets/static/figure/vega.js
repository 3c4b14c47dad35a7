// Vega, loaded once for the page however many copies of this module the host made.

/** The Vega namespace. */
export const loadVega = () => (globalThis.__selfhelpVega ??= import("../vendor/vega.js").then((module) => module.default));
