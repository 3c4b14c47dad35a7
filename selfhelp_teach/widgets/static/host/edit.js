// For an author: loads the page again when a page, an exercise or a table was saved (selfhelp-teach serve --edit).

const saved = document.currentScript?.dataset.saved ?? "";
const EVERY = 1000;
/** @type {string | null} */
let before = null;

async function look() {
  try {
    const answer = await fetch(saved, { cache: "no-store" });
    const mark = answer.ok ? await answer.text() : before;
    if (before !== null && mark !== before) {
      location.reload();
      return;
    }
    before = mark;
  } catch {
    // the server is being started again; the next look will tell
  }
  setTimeout(look, EVERY);
}

void look();
