// What is told after a talk: the path, steps taken and skipped, the turning point, what the other side thought, one
// line to say in one's own words. The texts are the authors' and came from Python, safe; a learner's are only text.
import { button, first, h, say } from "../controls/dom.js";
import { markup } from "./markup.js";
import { writing } from "./writing.js";

/** @import { Words } from "../types/dom" */
/** @import { Debrief, TalkTask } from "../types/exercise" */

/** @param {string} text */
const html = (text) => markup(text, { class: "selfhelp-debrief-heard" });
/** @param {string[]} names @param {string | undefined} none */
const list = (names, none) => (names.length ? h("ul", {}, names.map((name) => h("li", {}, name))) : h("p", {}, none ?? ""));
/** @param {string | undefined} title @param {...import("../types/dom").Child} content */
const part = (title, ...content) => [h("h5", {}, title ?? ""), ...content];

/** The other chair of this talk, if it stands on the page: its pair, or that of which it is the pair. @param {TalkTask} task @returns {HTMLElement | null} */
function otherChair(task) {
  return first(document, `.selfhelp-exercise:has([data-chair-of="${task.id}"])`) ?? (task.chairOf ? first(document, `[data-exercise="${task.chairOf}"]`) : null);
}

/** @param {HTMLElement} node */
function goTo(node) {
  const cell = node.closest("[id^=cell-]");
  if (cell && location.hash !== `#${cell.id}`) location.hash = cell.id; // the step it stands in comes on show
  const arrive = () => {
    node.scrollIntoView({ block: "start" });
    (first(node, ".selfhelp-say") ?? node).focus({ preventScroll: true });
  };
  requestAnimationFrame(() => requestAnimationFrame(arrive)); // once it is there
}

/** Print one part of the page alone. @param {HTMLElement} node */
function printOnly(node) {
  const root = document.documentElement;
  const folded = [...node.querySelectorAll("details")].filter((each) => !each.open);
  for (const each of folded) each.open = true;
  node.setAttribute("data-printed", "");
  root.setAttribute("data-print-only", "");
  addEventListener("afterprint", () => {
    root.removeAttribute("data-print-only");
    node.removeAttribute("data-printed");
    for (const each of folded) each.open = false;
  }, { once: true });
  print();
}

/**
 * @param {TalkTask} task @param {Words} words
 * @param {Debrief} told what Python said of the path
 * @param {{text: unknown, keep: (text: string) => void}} own the line in one's own words, as it is kept, and what keeps it
 */
export function debrief(task, words, told, own) {
  const turn = told.path[told.turning];
  const thoughts = told.moments.map((at) => told.path[at]);
  const everywhere = told.path.filter((each) => each.thought);
  const rewrite = h("div", {});
  const chair = otherChair(task);
  const longRun = document.getElementById("cell-silent");
  /** @type {HTMLElement} */
  const root = h("section", { class: "selfhelp-debrief", "aria-label": words.debrief },
    h("h4", {}, words.debrief ?? ""),
    part(words.debrief_turning, h("p", {}, say(words.debrief_said ?? "", { line: turn.said })), told.unsaid ? h("p", {}, say(words.debrief_unsaid ?? "", { line: told.unsaid })) : null),
    h("div", { class: "selfhelp-debrief-steps" },
      h("div", {}, part(words.debrief_steps, list(told.taken, words.debrief_none))),
      h("div", {}, part(words.debrief_skipped, list(told.skipped, words.debrief_none)))),
    thoughts.length ? part(words.debrief_thoughts, h("dl", {}, thoughts.map((each) => [h("dt", {}, say(words.debrief_when ?? "", { line: each.said })), h("dd", {}, `“${each.thought}”`)]))) : null,
    told.skills.length ? part(words.debrief_skills, h("ul", {}, told.skills.map((skill) => h("li", {}, h("strong", {}, skill.title), `. ${skill.says} `, h("span", { class: "selfhelp-aside" }, skill.source))))) : null,
    h("details", {}, h("summary", {}, words.debrief_path ?? ""), h("ol", { class: "selfhelp-debrief-path" },
      told.path.map((each) => h("li", {}, html(each.heardHtml), h("p", { class: "selfhelp-debrief-said" }, `${words.you_said}: ${each.said}`),
        h("p", { class: "selfhelp-aside" }, [each.step, ...each.skills].filter(Boolean).join(" · ")), each.feedbackHtml ? html(each.feedbackHtml) : null)),
      h("li", {}, html(told.lastHtml), h("p", {}, told.ending)))),
    everywhere.length > thoughts.length ? h("details", {}, h("summary", {}, words.debrief_chair ?? ""),
      h("dl", {}, everywhere.map((each) => [h("dt", {}, each.said), h("dd", {}, `“${each.thought}”`)]))) : null,
    part(words.debrief_rewrite, rewrite),
    h("div", { class: "selfhelp-actions" },
      chair ? button(words.debrief_other_chair, () => goTo(chair)) : null,
      longRun ? h("a", { class: "selfhelp-button", href: "#cell-silent" }, words.debrief_long_run ?? "") : null,
      button(words.debrief_print, () => printOnly(root))));
  const box = writing(rewrite, { label: say(words.debrief_instead ?? "", { line: told.path[told.rewrite].said }), rows: 3 }, words, own.keep);
  box.setValue(own.text);
  return root;
}
