// A conversation: what was said so far, then what one may say next. One tap or key for each line; from any
// line said, the talk can be taken up again and led another way.
import { announce, h, say } from "../controls/dom.js";

const html = (markup, attributes) => {
  const node = h("div", attributes);
  node.innerHTML = markup; // made safe where the exercise was read; never a learner's words
  return node;
};

export function conversation(el, task, words, told) {
  let path = [];
  let disabled = false;
  const endings = Object.keys(task.nodes).filter((name) => task.nodes[name].ending);
  const seen = new Set();
  const log = h("ol", { class: "selfhelp-talk", "aria-label": task.title });
  const next = h("div", { class: "selfhelp-talk-next", role: "group", "aria-label": words.next_line });
  const root = h("div", { class: "selfhelp-control selfhelp-conversation" }, log, next);
  el.append(root);

  function turns() {
    const steps = [{ name: task.start, node: task.nodes[task.start] }];
    for (const key of path) {
      const choice = steps.at(-1).node.choices.find((found) => found.key === key);
      if (!choice) break;
      steps.at(-1).choice = choice;
      steps.push({ name: choice.to, node: task.nodes[choice.to] });
    }
    return steps;
  }
  function line(who, content, kind, step) {
    const name = words[`speaker_${who}`] ?? who;
    return h("li", { class: "selfhelp-line", "data-speaker": who, "data-kind": kind },
      name ? h("p", { class: "selfhelp-speaker" }, name, step ? h("span", { class: "selfhelp-line-step" }, say(words.step ?? "", { step })) : null) : null,
      content);
  }
  /** The way back to one's own line `at`, to say another. */
  function another(node, at) {
    if (node.choices.length < 2 || !words.other_here) return null;
    return h("button", { type: "button", class: "selfhelp-line-other", disabled: disabled || null, onclick: () => go(path.slice(0, at), true) }, words.other_here);
  }
  function show(focus, choosing) {
    const steps = turns();
    log.replaceChildren(...steps.flatMap(({ node, choice }, at) => [
      line(node.speaker, html(node.textHtml)),
      choice ? line(task.plays, [h("p", {}, choice.text), choice.feedbackHtml ? html(choice.feedbackHtml, { class: "selfhelp-line-feedback" }) : null, another(node, at)], "own", choice.step) : null,
    ].filter(Boolean)));
    const { name: place, node } = steps.at(-1);
    if (node.ending) seen.add(place);
    const back = h("button", { type: "button", class: "selfhelp-button", onclick: () => go(path.slice(0, -1)) }, words.other_path ?? "");
    const again = h("button", { type: "button", class: "selfhelp-button", onclick: () => go([]) }, words.restart ?? "");
    next.replaceChildren(
      ...(node.choices.length ? [h("p", { class: "selfhelp-control-label" }, words.next_line ?? "")] : []),
      ...node.choices.map((choice) => h("button", { type: "button", class: "selfhelp-say", onclick: () => go([...path, choice.key]) }, choice.text)),
      ...(node.ending ? [h("p", { class: "selfhelp-ending" }, h("strong", {}, words.ending ?? ""), " ", node.ending),
        h("p", { class: "selfhelp-aside" }, say(words.endings_seen ?? "", { seen: seen.size, count: endings.length }))] : []),
      ...(path.length ? [h("div", { class: "selfhelp-actions" }, back, again)] : []),
    );
    if (focus) {
      const last = choosing ? next.querySelector(".selfhelp-say") : log.lastElementChild;
      if (!choosing) last.tabIndex = -1;
      last.focus();
      if (!choosing) announce(`${last.textContent} ${node.ending ?? ""}`);
    }
    for (const button of next.querySelectorAll("button")) button.disabled = disabled;
  }
  function go(to, choosing = false) {
    path = to;
    show(true, choosing);
    told([...path], turns().at(-1).node.ending !== "");
  }
  show(false);
  return {
    get value() { return turns().at(-1).node.choices.length ? null : [...path]; },
    get partial() { return [...path]; },
    // What is as it was is not drawn again: a late answer would take the focus away from the next line.
    setValue(value) {
      const before = String(path);
      path = Array.isArray(value) ? [...value] : [];
      path = path.slice(0, turns().length - 1);
      if (String(path) !== before) show(false);
    },
    setDisabled(off) {
      if (off === disabled) return;
      disabled = off;
      show(false);
    },
    destroy: () => root.remove(),
  };
}
