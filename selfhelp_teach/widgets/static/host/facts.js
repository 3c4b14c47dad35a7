// Facts that open: hover or focus shows the card, a click or tap keeps it and moves into it. In the margin where
// there is one, below the words where not, as a sheet on a phone. Without scripts the links lead to the list below.
import { h } from "../controls/dom.js";

const { around } = globalThis.selfhelpFind;
const FACT = "a.selfhelp-fact";
const WAIT = 140; // milliseconds of hover before a card shows, so that a passing pointer opens nothing
const LEAVE = 260; // and after it, so that the pointer can move into the card
const MARGIN = 256; // pixels that a note in the margin needs
const PHONE = 640;

/** @type {HTMLElement | null} found when it is first needed: this may run while the page is still being sent */
let note = null;
/** @type {HTMLAnchorElement | null} whose card is shown */
let link = null;
let pinned = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let returning = false;

/** @param {HTMLAnchorElement} a */
const cardOf = (a) => document.getElementById(decodeURIComponent(a.hash.slice(1)));

/** What a screen reader says of a link without opening it; as a tooltip it would stand over the card. @param {HTMLElement} a */
function describe(a) {
  if (!a.title) return;
  a.setAttribute("aria-description", a.title);
  a.removeAttribute("title");
}

function found() {
  if (note) return note;
  note = document.getElementById("selfhelp-note");
  note?.querySelector("button")?.addEventListener("click", () => hide(true));
  return note;
}

/** @param {HTMLAnchorElement} a @param {boolean} pin */
function show(a, pin) {
  const card = cardOf(a);
  const note = found();
  if (!card || !note) return false;
  clearTimeout(timer);
  describe(a);
  if (link !== a) {
    note.querySelector("div")?.replaceChildren(h("div", { class: "selfhelp-card", "data-status": card.dataset.status }, ...card.cloneNode(true).childNodes));
    note.dataset.fact = a.dataset.fact;
  }
  link?.removeAttribute("data-open");
  link = a;
  pinned ||= pin;
  a.dataset.open = "";
  note.hidden = false;
  place(a, note);
  if (pin) note.focus({ preventScroll: true });
  return true;
}

/** @param {HTMLAnchorElement} link @param {HTMLElement} note */
function place(link, note) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const column = (link.closest(".selfhelp-prose, .selfhelp-part") ?? link.parentElement ?? link).getBoundingClientRect();
  const wide = document.documentElement.clientWidth;
  note.dataset.as = innerWidth < PHONE ? "sheet" : wide - column.right >= MARGIN + 40 ? "margin" : "below";
  note.style.cssText = "";
  if (note.dataset.as === "sheet") {
    requestAnimationFrame(clear);
    return;
  }
  const left = note.dataset.as === "margin" ? column.right + 20 : Math.max(8, Math.min(at.left, wide - note.offsetWidth - 8));
  const under = at.bottom + 6 + note.offsetHeight > innerHeight && at.top - note.offsetHeight - 6 > 60;
  const top = note.dataset.as === "margin" ? Math.max(64, Math.min(at.top - 8, innerHeight - note.offsetHeight - 8))
    : under ? at.top - note.offsetHeight - 6 : at.bottom + 6;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${top + scrollY}px`;
  if (note.dataset.as === "margin") note.style.width = `${Math.min(340, wide - column.right - 36)}px`;
}

/** On a low screen the sheet may come to lie over the very words it explains: then these move up. */
function clear() {
  const over = link && note && !note.hidden ? link.getBoundingClientRect().bottom + 8 - note.getBoundingClientRect().top : 0;
  if (over > 0) scrollBy({ top: over, behavior: "instant" });
}

function hide(back = false) {
  clearTimeout(timer);
  if (!link) return;
  const was = link;
  link.removeAttribute("data-open");
  link = null;
  pinned = false;
  if (note) note.hidden = true;
  if (back) returnTo(was);
}

/** Focus that comes back from a card does not open it again. @param {HTMLElement} a */
function returnTo(a) {
  returning = true;
  a.focus();
  returning = false;
}

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(() => { if (!pinned) hide(); }, LEAVE);
};
/** @param {EventTarget | null} target */
const factAt = (target) => around(target, FACT, HTMLAnchorElement);
/** @param {EventTarget | null} target */
const inNote = (target) => target instanceof Node && Boolean(note?.contains(target));

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse" || innerWidth < PHONE) return; // as a sheet it would lie over the bar of steps
  if (inNote(target)) return clearTimeout(timer);
  const a = factAt(target);
  if (!a) return;
  describe(a);
  clearTimeout(timer);
  if (!pinned) timer = setTimeout(() => show(a, false), WAIT);
});
document.addEventListener("pointerout", ({ target, pointerType }) => {
  if (pointerType === "mouse" && (factAt(target) || inNote(target))) later();
});
document.addEventListener("focusin", ({ target }) => {
  if (returning || inNote(target)) return;
  const a = factAt(target);
  if (a && a.matches(":focus-visible")) {
    if (a !== link) pinned = false;
    show(a, false);
  } else if (link && a !== link) hide();
});
document.addEventListener("click", (event) => {
  const a = factAt(event.target);
  if (a) {
    if (show(a, true)) event.preventDefault();
    return;
  }
  const to = around(event.target, 'a[href^="#source-"], a[href^="#fact-"]', HTMLAnchorElement);
  if (to && open(to)) {
    event.preventDefault();
    hide();
  } else if (link && !inNote(event.target)) hide();
});
document.addEventListener("keydown", (event) => {
  if (!link || !note) return;
  if (event.key === "Escape") {
    hide(note.contains(document.activeElement));
    event.preventDefault();
  } else if (event.key === "Tab" && note.contains(document.activeElement)) {
    // The note stands at the end of the page: its ends lead back to where it was opened.
    const stops = [...note.querySelectorAll("button, a[href]")];
    const { activeElement } = document;
    if (event.shiftKey ? activeElement === note || activeElement === stops[0] : activeElement === stops.at(-1)) {
      if (event.shiftKey) event.preventDefault();
      const was = link;
      hide();
      returnTo(was);
    }
  }
});
addEventListener("resize", () => link && note && place(link, note));

/** Open the drawer that an entry stands in, and go there; the address keeps the page's own state. @param {HTMLAnchorElement} a */
function open(a) {
  const entry = document.getElementById(decodeURIComponent(a.hash.slice(1)));
  if (!entry) return false;
  for (let drawer = entry.closest("details"); drawer; drawer = drawer.parentElement?.closest("details") ?? null) drawer.open = true;
  entry.tabIndex = -1;
  entry.focus();
  entry.scrollIntoView({ block: "center" });
  return true;
}
