// Bars to choose by, one of each group, with how many findings each would leave. The address keeps what is chosen.
import { button, first, h, say, uid } from "../controls/dom.js";
import { ending, onEvents, onTraits } from "../listen.js";
import { changed } from "../speech.js";

/** @import { Facet } from "../types/shapes" */

/** @type {import("../types/parts").Render<import("../types/parts").FacetsTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const key = model.get("name");
  const told = h("p", { class: "selfhelp-facets-told" });
  const clear = button(labels.all, () => choose("", ""), { "aria-label": labels.clear });
  const said = h("p", { class: "selfhelp-control-about", role: "status" });
  const body = h("div", { class: "selfhelp-facets-groups" });
  const root = h("div", { class: "selfhelp-facets" }, h("div", { class: "selfhelp-facets-head" }, told, clear), said, body);
  el.append(root);
  const phone = matchMedia("(width < 44rem)");

  /** @param {string} name @param {string} value */
  function choose(name, value) {
    model.send({ kind: "choose", name, value });
  }
  /** @param {Facet} facet @param {Facet["options"][number]} option @param {number} most */
  function bar({ name, chosen }, { value, label, count }, most) {
    return h("button", {
      type: "button", class: "selfhelp-facet", "data-name": name, "data-value": value, "aria-pressed": String(chosen === value),
      "aria-label": say(labels.count, { label, count }), disabled: !count && chosen !== value, onclick: () => choose(name, chosen === value ? "" : value),
      style: `--share: ${most ? count / most : 0}`,
    }, h("span", {}, label), h("b", {}, String(count)));
  }
  /** @param {Facet} facet */
  function list({ name, label, chosen, options }) {
    const id = uid("facet");
    /** @type {HTMLSelectElement} */
    const select = h("select", { id, "data-name": name, onchange: () => choose(name, select.value) },
      h("option", { value: "" }, labels.all), options.map((each) => h("option", { value: each.value, selected: each.value === chosen, disabled: !each.count && each.value !== chosen }, `${each.label} (${each.count})`)));
    return [h("label", { for: id, class: "selfhelp-control-label" }, label), select];
  }
  function show() {
    const { activeElement } = document;
    const focus = activeElement instanceof HTMLElement && el.contains(activeElement) ? activeElement.dataset : null;
    const open = new Set([...body.querySelectorAll("details[open]")].map((each) => each.getAttribute("data-name")));
    const opening = !body.children.length;
    body.replaceChildren(...model.get("groups").map((group) => {
      if (group.list) return h("div", { class: "selfhelp-facet-group" }, list(group));
      const most = Math.max(...group.options.map(({ count }) => count));
      const of = group.options.find(({ value }) => value === group.chosen);
      return h("details", { class: "selfhelp-facet-group", "data-name": group.name, open: opening ? !phone.matches : open.has(group.name) },
        h("summary", {}, group.label, of ? h("span", { class: "selfhelp-tag" }, of.label) : null),
        h("div", { role: "group", "aria-label": group.label }, group.options.map((option) => bar(group, option, most))));
    }));
    if (focus?.name) first(body, `:is(button, select)[data-name="${focus.name}"]${focus.value === undefined ? "" : `[data-value="${focus.value}"]`}`)?.focus();
    clear.disabled = !model.get("code");
    const before = told.textContent;
    told.textContent = model.get("told");
    if (before && before !== told.textContent) changed(root, { name: "", text: told.textContent, before });
    said.textContent = model.get("said");
    said.hidden = !said.textContent;
  }

  const fields = () => new URLSearchParams(location.hash.slice(1).includes("=") ? location.hash.slice(1) : "");
  let asked = "";
  function keep() {
    asked = model.get("code");
    const kept = fields();
    if (asked) kept.set(key, asked);
    else kept.delete(key);
    const hash = String(kept);
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash ? `#${hash}` : ""}`);
  }
  function open() {
    const code = fields().get(key) ?? "";
    if (code === asked || code === model.get("code")) return;
    asked = code;
    model.send({ kind: "opened", code });
  }
  show();
  open();
  return ending(root, onTraits(model, { groups: show, told: show, said: show, code: keep }), onEvents(window, { hashchange: open }));
}

export default { render };
