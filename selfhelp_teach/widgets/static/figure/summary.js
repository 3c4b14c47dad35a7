// The words under a chart: what is in view at once, and what follows when it is asked for.
import { h } from "../controls/dom.js";

const MOST = 20;

/**
 * Cut a text behind its last sentence of at most twenty words, or, where the first is longer, behind a comma of it.
 * @param {string} text
 * @returns {[string, string]} what comes first, and the rest
 */
export function shortened(text) {
  const words = text.split(/\s+/).filter(Boolean);
  if (words.length <= MOST) return [words.join(" "), ""];
  const ends = (/** @type {RegExp} */ mark) => words.slice(0, MOST).findLastIndex((word) => mark.test(word)) + 1;
  const at = ends(/[.!?][”»"]?$/) || ends(/[,;:)]$/) || MOST;
  return [words.slice(0, at).join(" "), words.slice(at).join(" ")];
}

/**
 * A summary that is short until it is asked for. Whoever listens to the drawing hears all of it.
 * @param {{id: string, labels: Record<string, any>, title: () => string}} about
 */
export function shortSummary({ id, labels, title }) {
  const whole = h("p", { id, hidden: true });
  const [first, rest] = [h("span"), h("span", { hidden: true })];
  const more = h("button", { type: "button", class: "selfhelp-figure-more", hidden: true, onclick: () => unfold(rest.hidden) });
  const root = h("p", { class: "selfhelp-figure-summary" }, first, rest, " ", more);

  /** @param {boolean} wanted */
  function unfold(wanted) {
    const word = wanted ? labels.less : labels.more;
    rest.hidden = !wanted;
    more.textContent = word;
    more.setAttribute("aria-expanded", String(wanted));
    more.setAttribute("aria-label", `${word}: ${title()}`);
  }
  return {
    root,
    whole,
    /** @param {string} text */
    set(text) {
      if (whole.textContent === text && first.textContent) return;
      const [begins, goesOn] = shortened(text);
      whole.textContent = text;
      first.textContent = begins;
      rest.textContent = goesOn && ` ${goesOn}`;
      more.hidden = !goesOn;
      root.toggleAttribute("data-empty", !text);
      unfold(more.getAttribute("aria-expanded") === "true");
    },
  };
}
