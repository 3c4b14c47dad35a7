// The head of a picture: its question, what it rests on, and the line in its place where only what sources report is shown.
import { h, say, statusBadge, uid } from "../controls/dom.js";
import { settleMarks } from "../marks.js";

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
