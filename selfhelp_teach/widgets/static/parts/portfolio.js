// The portfolio: what was furthest off, the synthesis in three steps, a rating of one's own, and the files.
import { choice } from "../controls/choice.js";
import { announce, h, liveRegion, say, uid } from "../controls/dom.js";
import { Draft } from "../exercise/draft.js";
import { writing } from "../exercise/writing.js";
import { entry as newEntry, revised } from "../keeper/record.js";
import { openStore } from "../keeper/store.js";
import { saveFile } from "../parts/keeper.js";

function render({ model, el }) {
  const words = model.get("labels") ?? {};
  const content = model.get("content");
  const store = openStore();
  liveRegion();
  const page = "07";

  const counts = h("p", { class: "selfhelp-aside" });
  const gaps = h("div", {});
  const predictions = h("div", { class: "selfhelp-scroll" });
  const status = h("p", { class: "selfhelp-exercise-status", role: "status" });

  const latest = (kind, exercise) => store.history(exercise, kind).reduce((best, found) => (!best || Date.parse(found.updated) >= Date.parse(best.updated) ? found : best), null);

  const steps = content.deal.map(({ name, title, question }) => {
    const draft = new Draft(store, { page, exercise: name, kind: "synthesis" });
    const place = h("div", {}, h("h3", {}, title), h("p", {}, question));
    const box = writing(place, { label: title, rows: 6 }, words, (text) => draft.set(text));
    return { name, draft, box, place };
  });
  const ratingPlace = h("div", {}, h("h3", {}, words.rating ?? ""));
  const rating = choice(ratingPlace, {
    label: words.reflect_choose, options: content.levels.map((label, at) => ({ value: at + 1, label })),
    onChange: (value) => {
      const old = latest("rating", content.reflect);
      store.put([old ? revised(old, { value }) : newEntry({ page, exercise: content.reflect, kind: "rating", value })]);
    },
  });

  const nameId = uid("name");
  const nameDraft = new Draft(store, { exercise: "name", kind: "state" });
  const name = h("input", { id: nameId, type: "text", maxlength: 200, dir: "auto", class: "selfhelp-name", autocomplete: "off", oninput: () => nameDraft.set(name.value) });
  const privateBox = h("input", { type: "checkbox" });
  const files = h("div", { class: "selfhelp-actions" }, content.formats.map((format) => h("button", {
    type: "button", class: "selfhelp-button", onclick: () => take(format),
  }, words[`format_${format}`] ?? format)));
  const pieces = {
    gaps: [counts, h("h3", {}, words.gaps ?? ""), gaps, predictions, steps.map((step) => step.place)],
    rating: [ratingPlace],
    files: [h("h3", {}, words.take ?? ""),
      h("p", {}, h("label", { for: nameId }, words.name_label ?? ""), " ", name),
      h("p", {}, h("label", {}, privateBox, " ", words.include_private ?? "")),
      files, status, h("p", { class: "selfhelp-aside" }, words.hash ?? "")],
  };
  const root = h("div", { class: "selfhelp-exercise selfhelp-portfolio" }, (content.show ?? Object.keys(pieces)).map((piece) => pieces[piece]));
  el.append(root);

  function take(format) {
    for (const { draft } of [...steps, { draft: nameDraft }]) draft.flush();
    status.textContent = words.making ?? "";
    // The entries go along: the newest may not have reached the kernel by the keeper yet.
    model.send({ kind: "export", format, name: name.value, private: privateBox.checked, entries: store.entries() });
  }
  function heard(message, buffers) {
    if (message.kind === "refused") status.textContent = message.sentence;
    if (message.kind !== "export") return;
    saveFile(message.name, [buffers[0]], message.type);
    status.textContent = say(words.written ?? "{name}", { name: message.name });
    announce(status.textContent);
  }
  function show() {
    const summary = model.get("summary") ?? {};
    const [made, answered, challenged] = summary.counts ?? [0, 0, 0];
    counts.textContent = say(words.counts ?? "", { predictions: made, answers: answered, challenges: challenged });
    gaps.replaceChildren(...(summary.prompts?.length
      ? summary.prompts.map((prompt) => h("p", {}, h("strong", {}, prompt.title), " ", prompt.text))
      : [h("p", {}, words.gaps_empty ?? "")]));
    const rows = (summary.predictions ?? []).map((item) => h("tr", {}, h("th", { scope: "row" }, item.title),
      h("td", {}, item.expected), h("td", {}, item.result), h("td", {}, item.confidence)));
    predictions.replaceChildren(...(rows.length
      ? [h("table", { class: "selfhelp-table" }, h("caption", {}, words.predictions ?? ""),
        h("thead", {}, h("tr", {}, ["", words.expected, words.result, words.confidence].map((title) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, rows))] : []));
  }
  function restore() {
    for (const step of steps) if (!step.box.focused) step.box.setValue(latest("synthesis", step.name)?.value);
    rating.setValue(latest("rating", content.reflect)?.value ?? null);
    if (document.activeElement !== name) name.value = latest("state", "name")?.value ?? "";
  }
  const unsubscribe = store.subscribe((change) => {
    if (change.kind === "erased") for (const { draft } of [...steps, { draft: nameDraft }]) draft.drop();
    if (change.from !== "page" || change.kind === "erased") restore();
  });
  model.on("change:summary", show);
  model.on("msg:custom", heard);
  show();
  restore();
  return () => {
    unsubscribe();
    for (const { draft } of [...steps, { draft: nameDraft }]) draft.stop();
    model.off("change:summary", show);
    model.off("msg:custom", heard);
    root.remove();
  };
}

export default { render };
