// Findings by study. Each is a link to its card at the end of the page, as in a sentence.
import { h } from "../controls/dom.js";
import { ending, onTraits } from "../listen.js";

/** @import { FindingGroup } from "../types/shapes" */

/** @type {import("../types/parts").Render<import("../types/parts").FindingsTraits>} */
function render({ model, el }) {
  const title = h("h2", { class: "selfhelp-panel-title" });
  const scroll = h("div", { class: "selfhelp-findings-scroll", tabindex: "0", role: "region" });
  const root = h("div", { class: "selfhelp-findings" }, title, scroll);
  el.append(root);

  /** @param {FindingGroup["items"][number]} finding */
  function item({ id, label, number, share }) {
    return h("li", {},
      h("a", { class: "selfhelp-fact", href: `#fact-${id}`, "data-fact": id, "data-status": "reported" }, label),
      h("b", {}, number),
      typeof share === "number" ? h("span", { class: "selfhelp-findings-bar", "aria-hidden": "true", style: `--share: ${share / 100}` }) : null);
  }
  function show() {
    title.textContent = model.get("title");
    scroll.setAttribute("aria-label", model.get("title"));
    scroll.replaceChildren(...model.get("groups").map((group) => h("section", {},
      h("h3", {}, group.title), h("p", {}, group.about), h("ul", {}, group.items.map(item)))));
    scroll.scrollTop = 0;
  }
  function open() {
    const [id] = model.get("opened");
    const link = [...scroll.querySelectorAll("a")].find((a) => a.dataset.fact === id);
    if (!link) return;
    link.scrollIntoView({ block: "nearest" });
    link.click();
  }
  show();
  return ending(root, onTraits(model, { groups: show, title: show, opened: open }));
}

export default { render };
