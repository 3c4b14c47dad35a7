// Tabs over the parts of the same cell: the host gives each part's place the part's key.
import { h, uid } from "../controls/dom.js";
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
  const unhear = onTraits(model, { away: show });
  const watch = new MutationObserver(show); // parts come one after the other
  watch.observe(cell, { childList: true, subtree: true });
  show();
  return () => {
    watch.disconnect();
    unhear();
    list.remove();
    sheet.remove();
  };
}

export default { render };
