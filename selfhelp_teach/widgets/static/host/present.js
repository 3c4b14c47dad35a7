// Presenting: large type, one step at a time. A step is a piece of text, or one chart or exercise with the panel that
// moves it and the heading it stands under. Arrows and space step, B blanks, Escape ends.
const root = document.documentElement;
const FEW = 6; // buttons that set the ward, which go beside a chart; more of them fill a step
// In these, arrow keys, space and letters have a meaning of their own.
const FIELDS = "textarea, select, input:not([type=checkbox]), [role=slider], [tabindex='0']:not(button, a)";
const PRESSED = "button, summary, a, input";
const bar = document.getElementById("selfhelp-steps");
const [back, on] = bar.querySelectorAll("button");
const place = bar.querySelector("output");
let steps = [];
let at = 0;

const large = (part) => part.querySelector(".selfhelp-figure, .selfhelp-exercise, .selfhelp-chairs")
  || part.querySelectorAll(".selfhelp-presets button").length > FEW;

/** The steps of a section, each a list of the elements that it shows. Small parts go with the large one after them. */
function stepsOf(section) {
  const made = [];
  let small = [];
  const rest = () => {
    made.at(-1)?.push(...small);
    small = [];
  };
  const add = (...shown) => {
    made.push([section, ...small, ...shown]);
    small = [];
  };
  const cell = (node, ...around) => {
    const parts = [...node.children];
    for (const part of parts) {
      if (large(part)) add(...around, node, part);
      else small.push(...around, node, part);
    }
  };
  for (const block of section.children) {
    if (block.matches(".selfhelp-prose")) {
      rest();
      if ([...block.children].some((node) => !node.matches("h2"))) add(block);
    } else if (block.matches(".selfhelp-bench")) {
      const [panel, ...cells] = block.children;
      for (const node of cells) cell(node, block, panel, ...panel.children);
    } else cell(block);
  }
  if (made.length) rest();
  else if (small.length) add();
  // Under which heading a step stands is seen on each.
  const head = section.querySelector(":scope > .selfhelp-prose");
  return made.map((shown) => (head && !shown.includes(head) ? { shown: [...shown, head], head } : { shown, head: null }));
}

function show(next) {
  at = Math.max(0, Math.min(steps.length - 1, next));
  for (const node of document.querySelectorAll("[data-shown]")) node.removeAttribute("data-shown");
  for (const node of document.querySelectorAll("[data-heading]")) node.removeAttribute("data-heading");
  for (const node of steps[at].shown) node.setAttribute("data-shown", "");
  steps[at].head?.setAttribute("data-heading", "");
  place.textContent = `${at + 1} / ${steps.length}`;
  back.setAttribute("aria-disabled", String(at === 0));
  on.setAttribute("aria-disabled", String(at === steps.length - 1));
  scrollTo(0, 0);
  dispatchEvent(new Event("resize")); // charts take the width there is now
}

function key(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  if (event.key === "Escape") stop();
  else if (target.closest?.(FIELDS)) return;
  else if (event.key === " " && target.closest?.(PRESSED)) return;
  else if (event.key === "ArrowRight" || event.key === "PageDown" || event.key === " ") show(at + 1);
  else if (event.key === "ArrowLeft" || event.key === "PageUp") show(at - 1);
  else if (event.key === "b" || event.key === "B") root.toggleAttribute("data-blank");
  else return;
  event.preventDefault();
}

let button = null;

function start() {
  steps = [...document.querySelectorAll(".selfhelp-section")].flatMap(stepsOf);
  const seen = steps.findIndex(({ shown }) => shown.at(-1).getBoundingClientRect().bottom > 80);
  root.setAttribute("data-presenting", "");
  button.textContent = button.dataset.stop;
  bar.hidden = false;
  document.activeElement?.blur();
  document.addEventListener("keydown", key);
  show(seen);
}

function stop() {
  document.removeEventListener("keydown", key);
  root.removeAttribute("data-presenting");
  root.removeAttribute("data-blank");
  button.textContent = button.dataset.start;
  bar.hidden = true;
  dispatchEvent(new Event("resize"));
  const { shown, head } = steps[at];
  shown.at(head ? -2 : -1).scrollIntoView();
}

back.addEventListener("click", () => show(at - 1));
on.addEventListener("click", () => show(at + 1));

export function toggle(pressed) {
  button = pressed;
  if (root.hasAttribute("data-presenting")) stop();
  else start();
}
