// Hands a page to Voilà's own front end: it looks for its outputs in scripts of its own kind.
import { h } from "../controls/dom.js";

export function useStockFrontEnd() {
  document.documentElement.dataset.frontEnd = "stock";
  for (const script of document.querySelectorAll("script.selfhelp-outputs")) {
    const cell = document.getElementById(`cell-${/** @type {HTMLElement} */ (script).dataset.cell}`);
    const outputs = JSON.parse(script.textContent ?? "[]");
    if (outputs.length) cell?.replaceChildren();
    for (const output of outputs) cell?.append(h("div", {}, h("script", { type: "application/vnd.voila.cell-output+json" }, JSON.stringify(output))));
  }
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  // It starts at the window's "load", which is over by now: call such listeners at once.
  const listen = window.addEventListener;
  window.addEventListener = function (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any[]} */ ...rest) {
    if (type === "load" && document.readyState === "complete") queueMicrotask(() => listener(new Event("load")));
    else listen.call(window, type, listener, ...rest);
  };
  /** @type {any} */ (window).display_cells ??= () => {};
  document.body.append(h("script", { src: `${config.fullStaticUrl}/voila.js` }));
}
