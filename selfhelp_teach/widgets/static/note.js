// A sentence that stands where numbers will be. It may name an exercise, `[its title](exercise:its-id)`, and then leads
// to it: host/fold.js opens its step and the exercise; elsewhere the link leads to its place on the page.
import { h, refill } from "./controls/dom.js";

const NAMED = /\[([^\]]*)\]\(exercise:([\w-]+)\)/g;

/** What is heard or copied of such a sentence. @param {string} text */
export const plainNote = (text) => text.replace(NAMED, "$1");

/** Show such a sentence, and nothing of what it stands for; or that, and no note. @param {HTMLElement} place @param {string} text @param {...HTMLElement} instead */
export function writeNote(place, text, ...instead) {
  place.hidden = !text;
  for (const each of instead) each.hidden = !place.hidden;
  let from = 0;
  const parts = [...text.matchAll(NAMED)].flatMap((found) => {
    const before = text.slice(from, found.index);
    from = found.index + found[0].length;
    return [before, h("a", { href: `#exercise-${found[2]}`, "data-waits-for": found[2] }, found[1])];
  });
  if (place.dataset.text === text) return; // a link that has the focus keeps it
  place.dataset.text = text;
  refill(place, [...parts, text.slice(from)]);
}
