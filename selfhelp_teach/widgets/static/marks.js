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
      before = status;
    }
  }
}

/** Look again which marks differ from the one before, once for all that changes together. */
export function settleMarks() {
  if (planned) return;
  planned = true;
  queueMicrotask(settle);
}
