// Markup of an exercise: made safe where its file was read (exercises/prose.py), and never a learner's words.
import { h } from "../controls/dom.js";

/** @param {string} html @param {Record<string, string>} [attributes] @param {"div" | "li"} [tag] @returns {HTMLElement} */
export function markup(html, attributes, tag = "div") {
  const node = h(tag, attributes);
  node.innerHTML = html;
  return node;
}

/** Text of an exercise. @param {string} html */
export const prose = (html) => markup(html, { class: "selfhelp-prose" });
