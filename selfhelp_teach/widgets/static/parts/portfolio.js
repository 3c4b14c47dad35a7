// The portfolio: what was furthest off, a rating of one's own, and the files.
import { ask } from "../ask.js";
import { choice } from "../controls/choice.js";
import { button, h, say, uid } from "../controls/dom.js";
import { Draft } from "../exercise/draft.js";
import { latestOf } from "../record/record.js";
import { openStore } from "../record/store.js";
import { fileName, handOver } from "../files.js";
import { ending, onTraits } from "../listen.js";
import { reply } from "../speech.js";

/** @import { Child } from "../types/dom" */

/** The clock of this place, by which the files are dated. */
function clock() {
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "", offset: -new Date().getTimezoneOffset(), locale: navigator.language ?? "" };
}

/** @type {import("../types/parts").Render<import("../types/parts").PortfolioPartTraits>} */
function render({ model, el }) {
  const words = model.get("labels") ?? {};
  const content = model.get("content");
  const store = openStore();
  const page = "07";

  const counts = h("p", { class: "selfhelp-aside" });
  const gaps = h("div", {});
  const predictions = h("div", { class: "selfhelp-scroll" });
  const status = h("p", { class: "selfhelp-exercise-status" });
  const handed = h("div", { class: "selfhelp-portfolio-file" });
  /** @param {string} text */
  const tell = (text) => {
    status.textContent = text;
    reply(root, text);
  };

  /** @param {string} kind @param {string} exercise */
  const latest = (kind, exercise) => latestOf(store.history(exercise, kind));

  const ratingPlace = h("div", {}, h("h3", {}, words.rating ?? ""));
  const rating = choice(ratingPlace, {
    label: words.reflect_choose, options: content.levels.map((label, at) => ({ value: at + 1, label })),
    onChange: (value) => {
      store.put([store.made({ page, exercise: content.reflect, kind: "rating", value })]);
    },
  });

  const nameId = uid("name");
  const nameDraft = new Draft(store, { exercise: "name", kind: "state" });
  /** @type {HTMLInputElement} */
  const name = h("input", { id: nameId, type: "text", dir: "auto", class: "selfhelp-name", autocomplete: "off", oninput: () => nameDraft.set(name.value) });
  const privateBox = h("input", { type: "checkbox" });
  const files = h("div", { class: "selfhelp-actions" }, content.formats.map((format) => button(words[`format_${format}`] ?? format, () => take(format))));
  /** @type {Record<"gaps" | "rating" | "files", Child[]>} */
  const pieces = {
    gaps: [counts, h("h3", {}, words.gaps ?? ""), gaps, predictions],
    rating: [ratingPlace],
    files: [h("h3", {}, words.take ?? ""),
      h("p", {}, h("label", { for: nameId }, words.name_label ?? ""), " ", name),
      h("p", {}, h("label", {}, privateBox, h("span", {}, words.include_private ?? ""))),
      files, status, handed, h("p", { class: "selfhelp-aside" }, words.hash ?? "")],
  };
  const root = h("div", { class: "selfhelp-exercise selfhelp-portfolio" }, content.show ? content.show.map((piece) => pieces[piece]) : Object.values(pieces));
  el.append(root);
  const gone = new AbortController();

  /** @param {string} format */
  function take(format) {
    nameDraft.flush();
    tell(words.making ?? "");
    // What has not reached the kernel by the record's sync yet goes along.
    const entries = store.unconfirmed?.() ?? store.entries();
    const question = { kind: "export", format, name: name.value, private: privateBox.checked, entries, ...clock() };
    const onSlow = () => tell(words.making_slow ?? "");
    void ask(model, question, { onSlow, signal: gone.signal }).then(async (ending) => {
      if (ending.outcome !== "answered" || ending.content.kind !== "draw") return heard(ending);
      const { drawn } = await import("../figure/save.js");
      const drawings = /** @type {string[]} */ (ending.content.drawings);
      const buffers = await Promise.all(drawings.map(drawn));
      return heard(await ask(model, { ...question, entries: [], drawn: true }, { onSlow, buffers, signal: gone.signal }));
    });
  }
  const keptName = () => String(latest("state", "name")?.value ?? "");
  /** @param {import("../ask.js").Ending} ending */
  function heard(ending) {
    if (ending.outcome !== "answered") {
      tell(words[{ lost: "making_lost", "too large": "making_large", unanswered: "making_unanswered" }[ending.outcome]] ?? "");
      return;
    }
    const { content: message, buffers: [bytes] } = ending;
    if (message.kind === "refused") tell(String(message.sentence));
    if (message.kind !== "export") return;
    const told = { stem: "portfolio", ending: String(message.ending), person: name.value || keptName(), code: store.code };
    status.textContent = "";
    // The bytes of a message are its own: no other page shares them.
    const made = new Uint8Array(/** @type {ArrayBuffer} */ (bytes.buffer), bytes.byteOffset, bytes.byteLength);
    reply(root, handOver({ name: fileName(told), parts: [made], type: String(message.type) }, { place: handed, words }));
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
    const rated = latest("rating", content.reflect)?.value;
    rating.setValue(typeof rated === "number" ? rated : null);
    if (document.activeElement !== name) name.value = keptName();
  }
  const unsubscribe = store.subscribe((change) => {
    if (change.kind === "erased") nameDraft.drop();
    if (change.from !== "page" || change.kind === "erased") restore();
  });
  show();
  restore();
  return ending(root, onTraits(model, { summary: show }), unsubscribe, () => gone.abort(), () => nameDraft.stop());
}

export default { render };
