// The head of a picture: its question, what it rests on, and the line in its place where only what sources report is shown.
import { h, say, statusBadge, uid } from "../controls/dom.js";

// Marks by exception: a picture says in a word what it rests on where that is not what the picture before it rests on.
// Its ground and its edge say it everywhere, and whoever listens hears the word at each.
let planned = false;

function settle() {
  planned = false;
  for (const section of document.querySelectorAll(".selfhelp-section, body:not(:has(.selfhelp-section))")) {
    let before = "";
    for (const figure of section.querySelectorAll("figure.selfhelp-figure[data-status]")) {
      const status = /** @type {HTMLElement} */ (figure).dataset.status ?? "";
      figure.toggleAttribute("data-same", status === before);
      if (figure.parentElement) figure.parentElement.dataset.status = status; // for the layout of what it stands among
      before = status;
    }
  }
}

/** Look again which marks differ from the one before, once for all that changes together. */
function settleMarks() {
  if (planned) return;
  planned = true;
  queueMicrotask(settle);
}

/** @param {import("../types/dom").Words} labels */
export function caption(labels) {
  const id = uid("title");
  const title = h("span", { class: "selfhelp-figure-title", id });
  const badge = h("span");
  const hidden = h("p", { class: "selfhelp-figure-hidden" });
  return {
    id, title,
    rows: [hidden, h("figcaption", {}, title, badge)],
    /** @param {HTMLElement} figure @param {string} name @param {string} status */
    show(figure, name, status) {
      title.textContent = name;
      badge.replaceChildren(statusBadge(status, labels[status]) ?? "");
      figure.dataset.status = status;
      hidden.textContent = say(labels.hidden, { title: name, status: labels[status] ?? status });
      settleMarks();
    },
  };
}
