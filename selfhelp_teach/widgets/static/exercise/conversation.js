// A conversation: what was said so far, then what one may say next. One tap or key for each line.
import { announce, h, say } from "../controls/dom.js";

const html = (markup, attributes) => {
  const node = h("div", attributes);
  node.innerHTML = markup; // made safe where the exercise was read; never a learner's words
  return node;
};

export function conversation(el, task, words, told) {
  let path = [];
  let disabled = false;
  const log = h("ol", { class: "selfhelp-talk", "aria-label": task.title });
  const next = h("div", { class: "selfhelp-talk-next", role: "group", "aria-label": words.next_line });
  const root = h("div", { class: "selfhelp-control selfhelp-conversation" }, log, next);
  el.append(root);

  function turns() {
    const steps = [{ node: task.nodes[task.start] }];
    for (const key of path) {
      const choice = steps.at(-1).node.choices.find((found) => found.key === key);
      if (!choice) break;
      steps.at(-1).choice = choice;
      steps.push({ node: task.nodes[choice.to] });
    }
    return steps;
  }
  function line(who, content, kind, step) {
    const name = words[`speaker_${who}`] ?? who;
    return h("li", { class: "selfhelp-line", "data-speaker": who, "data-kind": kind },
      name ? h("p", { class: "selfhelp-speaker" }, name, step ? h("span", { class: "selfhelp-line-step" }, say(words.step ?? "", { step })) : null) : null,
      content);
  }
  function show(focus) {
    const steps = turns();
    log.replaceChildren(...steps.flatMap(({ node, choice }) => [
      line(node.speaker, html(node.textHtml)),
      choice ? line(task.plays, [h("p", {}, choice.text), choice.feedbackHtml ? html(choice.feedbackHtml, { class: "selfhelp-line-feedback" }) : null], "own", choice.step) : null,
    ].filter(Boolean)));
    const { node } = steps.at(-1);
    const back = h("button", { type: "button", class: "selfhelp-button", onclick: () => go(path.slice(0, -1)) }, words.other_path ?? "");
    const again = h("button", { type: "button", class: "selfhelp-button", onclick: () => go([]) }, words.restart ?? "");
    next.replaceChildren(
      ...(node.choices.length ? [h("p", { class: "selfhelp-control-label" }, words.next_line ?? "")] : []),
      ...node.choices.map((choice) => h("button", { type: "button", class: "selfhelp-say", onclick: () => go([...path, choice.key]) }, choice.text)),
      ...(node.ending ? [h("p", { class: "selfhelp-ending" }, h("strong", {}, words.ending ?? ""), " ", node.ending)] : []),
      ...(path.length ? [h("div", { class: "selfhelp-actions" }, back, again)] : []),
    );
    if (focus) {
      const last = log.lastElementChild;
      last.tabIndex = -1;
      last.focus();
      announce(`${last.textContent} ${node.ending ?? ""}`);
    }
    for (const button of next.querySelectorAll("button")) button.disabled = disabled;
  }
  function go(to) {
    path = to;
    show(true);
    told([...path], turns().at(-1).node.ending !== "");
  }
  show(false);
  return {
    get value() { return turns().at(-1).node.choices.length ? null : [...path]; },
    get partial() { return [...path]; },
    setValue(value) { path = Array.isArray(value) ? [...value] : []; path = path.slice(0, turns().length - 1); show(false); },
    setDisabled(off) { disabled = off; show(false); },
    destroy: () => root.remove(),
  };
}
