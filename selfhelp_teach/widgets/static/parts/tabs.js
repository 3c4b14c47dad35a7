// Tabs over the parts of the same cell: the host gives each part's place the part's key.
import { first, h, uid } from "../controls/dom.js";
import { onTraits } from "../listen.js";

/** @type {import("../types/parts").Render<import("../types/parts").TabsTraits>} */
function render({ model, el }) {
  const list = h("div", { class: "selfhelp-tabs", role: "tablist", "aria-label": model.get("label") });
  const stem = uid("tab");
  const tabs = model.get("tabs");
  const cell = el.closest(".selfhelp-cell") ?? el.parentElement ?? el;
  let chosen = model.get("chosen");
  const buttons = new Map(tabs.map(({ name, label }, index) => [name, h("button", {
    type: "button", role: "tab", id: `${stem}-${index}`, class: "selfhelp-tab", onclick: () => choose(name),
  }, label)]));
  list.append(...buttons.values());
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    /** @type {Record<string, number>} */
    const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(tabs[(next + tabs.length) % tabs.length].name);
    buttons.get(chosen)?.focus();
  });
  el.append(list);

  // Where there is no room beside the picture, the levers are a sheet from below; this button opens and closes it.
  const sheet = h("button", { type: "button", class: "selfhelp-sheet-button", "aria-expanded": "false", onclick: () => open(!rail?.hasAttribute("data-open")) });
  /** @type {Element | null} */
  let rail = null;
  /** @param {boolean} wanted */
  function open(wanted) {
    rail?.toggleAttribute("data-open", wanted);
    sheet.setAttribute("aria-expanded", String(wanted));
    sheet.textContent = wanted ? model.get("labels").close : model.get("labels").open;
  }
  function offerSheet() {
    rail = cell.querySelector('[data-area="rail"]');
    if (!rail || sheet.isConnected) return;
    rail.prepend(sheet);
    open(false);
  }

  /** @param {string} name */
  function choose(name) {
    chosen = name;
    show();
    dispatchEvent(new Event("resize")); // charts take the width there is now
  }
  function show() {
    offerSheet();
    for (const { name, keys } of tabs) {
      const button = buttons.get(name);
      if (!button) continue;
      button.setAttribute("aria-selected", String(name === chosen));
      button.tabIndex = name === chosen ? 0 : -1;
      for (const key of keys) {
        for (const place of cell.querySelectorAll(`.selfhelp-part[data-key="${CSS.escape(key)}"]`)) {
          place.toggleAttribute("data-away", name !== chosen || model.get("away").includes(key));
          place.setAttribute("role", "tabpanel");
          place.setAttribute("aria-labelledby", button.id);
        }
      }
    }
  }

  // What a button of a row opens may come to stand below the window: then it is brought into view, with what is above it.
  /** @type {Element | null} */
  let pressed = null;
  cell.addEventListener("click", asked);
  /** @param {Event} event */
  function asked({ target }) {
    const row = target instanceof Element && target.closest("button") && target.closest(".selfhelp-presets");
    pressed = row ? row.closest(".selfhelp-part") : null;
  }
  let hidden = model.get("away");
  function opened() {
    const fresh = hidden.filter((key) => !model.get("away").includes(key));
    hidden = model.get("away");
    show();
    const place = fresh.map((key) => cell.querySelector(`.selfhelp-part[data-key="${CSS.escape(key)}"]`)).find((each) => each?.checkVisibility());
    let top = pressed?.nextElementSibling;
    if (!place || !top) return;
    first(place, '.selfhelp-fold[aria-expanded="false"]')?.click(); // a page of steps may hold it folded
    while (top && !top.checkVisibility()) top = top.nextElementSibling;
    if (place.getBoundingClientRect().bottom > innerHeight * 0.85) top?.scrollIntoView();
    pressed = null;
  }
  const unhear = onTraits(model, { away: opened });
  // Parts come one after the other, into the cell or into its areas; what charts draw below is none of them.
  const watch = new MutationObserver((records) => {
    if (records.some(({ target }) => target === cell || (target instanceof Element && target.matches(".selfhelp-area")))) show();
  });
  watch.observe(cell, { childList: true, subtree: true });
  show();
  return () => {
    watch.disconnect();
    unhear();
    cell.removeEventListener("click", asked);
    list.remove();
    sheet.remove();
  };
}

export default { render };
