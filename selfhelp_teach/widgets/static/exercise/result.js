// The result beside what was expected.
import { h, plain, s, say } from "../controls/dom.js";

const WIDTH = 640;

function numberLine(task, words, value, details) {
  const at = (number) => 20 + ((number - task.min) / (task.max - task.min)) * (WIDTH - 40);
  const [low, high] = details.interval ?? [details.result, details.result];
  const unit = task.unit ? (task.unit === "%" ? "%" : ` ${task.unit}`) : "";
  const said = [
    [words.expected, value, 42, "own"],
    [words.result, details.result, 98, "result"],
  ];
  const marks = said.map(([name, number, y, kind]) => {
    const anchor = at(number) > WIDTH * 0.7 ? "end" : at(number) < WIDTH * 0.3 ? "start" : "middle";
    return [s("line", { x1: at(number), x2: at(number), y1: 54, y2: 76, class: `selfhelp-mark-${kind}` }),
      s("text", { x: at(number), y, "text-anchor": anchor, class: `selfhelp-mark-${kind}` }, `${name}: ${plain(number)}${unit}`)];
  });
  return h("div", { class: "selfhelp-number-line" }, s("svg", {
    viewBox: `0 0 ${WIDTH} 136`, role: "img", "aria-label": said.map(([name, number]) => `${name}: ${plain(number)}${unit}`).join(". "),
  },
  s("line", { x1: 20, x2: WIDTH - 20, y1: 65, y2: 65, class: "selfhelp-axis" }),
  high > low ? s("line", { x1: at(Math.max(low, task.min)), x2: at(Math.min(high, task.max)), y1: 65, y2: 65, class: "selfhelp-near" }) : null,
  s("text", { x: 20, y: 128, class: "selfhelp-axis-label" }, `${plain(task.min)}${unit}`),
  s("text", { x: WIDTH - 20, y: 128, "text-anchor": "end", class: "selfhelp-axis-label" }, `${plain(task.max)}${unit}`), marks));
}

function orders(task, words, value, details) {
  const names = new Map(task.items.map((item) => [item.value, item.label]));
  let place = 0;
  const rows = details.tiers.map((tier) => {
    const tied = tier.length > 1;
    const first = place + 1;
    place += tier.length;
    const lines = tier.map((key) => h("li", {}, names.get(key), " ",
      h("span", { class: "selfhelp-aside" }, `(${say(words.your_place ?? "{place}", { place: value.indexOf(key) + 1 })})`)));
    return h("div", { class: "selfhelp-tier" },
      h("p", {}, h("strong", {}, tied ? `${first}–${place}` : String(first)), tied ? ` ${words.no_order ?? ""}` : ""), h("ul", {}, lines));
  });
  return h("div", { class: "selfhelp-orders" }, h("p", { class: "selfhelp-control-label" }, words.result ?? ""), rows);
}

function options(task, words, value, details) {
  const right = details.correct ?? [];
  return h("ul", { class: "selfhelp-outcome" }, task.options.map((option) => {
    const tags = [value === option.value && words.expected, right.includes(option.value) && words.result].filter(Boolean);
    return h("li", {}, option.label, tags.map((tag) => [" ", h("span", { class: "selfhelp-tag" }, tag)]));
  }));
}

function goals(task, words, _value, details) {
  return h("ul", { class: "selfhelp-goals" }, task.goals.map((goal, at) => {
    const { reached, value } = details.goals[at] ?? {};
    const word = reached ? words.goal_reached : words.goal_missed;
    return h("li", { "data-reached": reached }, goal, " ", h("span", { class: "selfhelp-tag" }, `${word} (${plain(value, 3)})`));
  }));
}

function scales(_task, words, _value, details) {
  return h("ul", {}, Object.entries(details.scales).map(([scale, mean]) => h("li", {}, say(words.scale_result ?? "", {
    scale: scale === "all" ? words.scale_all : scale.replaceAll("-", " "), mean: plain(mean, 1), points: details.points,
  }))));
}

function cards(task, words, value, details) {
  const targets = new Map(task.targets.map((target) => [target.value, target.label]));
  return h("ul", { class: "selfhelp-outcome" }, task.items.map((item) => {
    const right = details.marks[item.value];
    return h("li", { "data-reached": right }, `${item.label} → ${targets.get(value[item.value])} `,
      h("span", { class: "selfhelp-tag" }, right ? words.correct : words.incorrect));
  }));
}

/** What there is to show beside the words, or null. */
export function result(task, words, value, details) {
  if (task.type === "number" && task.prediction && Number.isFinite(details.result)) return numberLine(task, words, value, details);
  if (task.type === "ranking" && details.tiers) return orders(task, words, value, details);
  if (task.type === "single-choice" && task.prediction && details.correct) return options(task, words, value, details);
  if (task.type === "challenge" && details.goals) return goals(task, words, value, details);
  if (task.type === "likert" && details.scales) return scales(task, words, value, details);
  if (task.type === "matching" && details.marks) return cards(task, words, value, details);
  return null;
}

/** One source of the feedback, with what kind of statement it makes. */
export function source({ text, status, label, url }, at) {
  const name = url ? h("a", { href: url, rel: "noopener noreferrer" }, text) : text;
  return [at ? "; " : "", name, " ", h("span", { class: "selfhelp-status", "data-status": status }, label)];
}
