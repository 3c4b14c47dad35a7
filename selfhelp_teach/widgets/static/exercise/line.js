// A finished exercise in one line: what was said, and what came of it.
import { plain, say } from "../controls/dom.js";

/** @import { Words } from "../types/dom" */
/** @import { Marked, Task } from "../types/exercise" */

const MOST = 60; // signs of a text of one's own

/** @param {string} text */
const short = (text) => (text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text);
/** @param {{unit: string}} task */
const unit = (task) => (task.unit === "%" ? "%" : task.unit ? ` ${task.unit}` : "");

/** @param {Task} task @param {unknown} value */
function answered(task, value) {
  if (task.type === "number") return `${plain(Number(value))}${unit(task)}`;
  if (task.type === "free-text") return `“${short(String(value).replace(/\s+/g, " ").trim())}”`;
  if (task.type === "single-choice") return short(task.options.find((option) => option.value === value)?.label ?? "");
  if (task.type === "multiple-choice") return short(task.options.filter((option) => Array.isArray(value) && value.includes(option.value)).map((option) => option.label).join("; "));
  return "";
}

/** @param {Task} task @param {Words} words @param {unknown} value @param {Marked | null} said @param {string} verdict @returns {string} empty where there is nothing more to say than that it is done */
export function lineOf(task, words, value, said, verdict) {
  const own = value === null || value === undefined ? "" : answered(task, value);
  const result = said?.details.result;
  const was = task.prediction && task.type === "number" && typeof result === "number"
    ? say(words.line_was ?? "", { result: `${plain(result)}${unit(task)}` }) : task.type === "free-text" ? "" : verdict;
  return [own && say(words.line_said ?? "", { answer: own }), was].filter(Boolean).join(" · ");
}
