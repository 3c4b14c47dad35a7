// What is kept of the learner, where, whose it is, and what they can do with it: download, restore, delete, begin anew.
import { button, h, moment, say, uid } from "../controls/dom.js";
import { fileName, handOver } from "../files.js";
import { MAX_BYTES, Refused } from "../record/record.js";
import { openStore } from "../record/store.js";
import { Sync } from "../record/sync.js";
import { whose } from "../record/whose.js";
import { ending, onTraits } from "../listen.js";

/** @type {import("../types/parts").Render<import("../types/parts").RecordSyncTraits>} */
function render({ model, el }) {
  const words = model.get("labels") ?? {};
  const store = openStore();
  const status = h("span", { class: "selfhelp-record-sync-status" });
  const note = h("p", { class: "selfhelp-record-sync-note", role: "alert" });
  const handed = h("div", { class: "selfhelp-record-sync-file" });
  const privacy = h("p", { class: "selfhelp-record-sync-privacy" });
  /** @type {HTMLInputElement} */
  const file = h("input", {
    type: "file", accept: ".json,application/json", class: "selfhelp-hidden", tabindex: "-1",
    "aria-label": words.restore, onchange: restore,
  });
  const erase = button(words.erase, () => ask(true));
  const cancel = button(words.erase_no, () => ask(false));
  const sureText = h("p", { id: uid("warning") }); // its group's name: heard on the way to the buttons
  const sure = h("div", { class: "selfhelp-record-sync-sure", role: "group", "aria-labelledby": sureText.id },
    sureText, button(words.erase_yes, eraseAll), cancel);
  sure.hidden = true;
  const actions = h("div", { class: "selfhelp-record-sync-actions" },
    button(words.download, download), button(words.restore, () => file.click()), erase, file);
  const people = whose(store, words, { download, tell });
  const body = [privacy, actions, sure, note, handed, people.others];
  /** @type {HTMLDetailsElement | HTMLDivElement} */
  const panel = model.get("compact")
    ? h("details", {}, h("summary", {}, h("strong", {}, words.title ?? ""), " ", status), body)
    : h("div", {}, h("h2", {}, words.title ?? ""), h("p", {}, status), body);
  const root = h("section", { class: "selfhelp-record-sync", "aria-label": words.title }, people.question, panel);
  el.append(root);

  /** @type {Sync | null} */
  let sync = null;
  /** @type {{learner: string, count: number} | null} what was deleted, until the server has said that it is gone there too */
  let gone = null;
  const stops = [store.subscribe(show), onTraits(model, { server: show }), () => sync?.stop()];
  sync = new Sync(model, store, show);

  function show() {
    const server = model.get("server");
    privacy.textContent = (server ? words.privacy_server : words.privacy_browser) ?? "";
    sureText.textContent = (server ? words.erase_sure_server : words.erase_sure) ?? "";
    const kept = server && sync?.state === "kept" ? "both" : server && sync?.state === "failed" ? "waiting" : "browser";
    const name = store.problem ?? (store.erasing.length && server ? "erased_browser" : store.keptAt ? kept : "empty");
    status.dataset.state = name;
    status.textContent = say(words[name] ?? name, { time: store.keptAt ? lately(store.keptAt) : "" });
    if (store.problem) unfold();
    people.show();
    if (gone && server && !store.erasing.includes(gone.learner)) tellGone("erased_server");
    if (sync?.sentence) tell(sync.sentence, "server");
    else if (note.dataset.from === "server") tell("", "server");
  }
  function unfold() {
    if (panel instanceof HTMLDetailsElement) panel.open = true;
  }
  function tell(text = "", from = "page") {
    note.dataset.from = from;
    if (note.textContent !== text) note.textContent = text;
  }
  function download() {
    const { name, code } = store.whose() ?? { name: "", code: store.code };
    const told = { stem: "selfhelp-record", ending: "json", person: name, code };
    unfold();
    handOver({ name: fileName(told), parts: [store.file()], type: "application/json" }, { place: handed, words });
  }
  async function restore() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    if (chosen.size > MAX_BYTES) {
      file.value = "";
      tell(say(words.too_large ?? "", { size: Math.round(chosen.size / 1e6) }));
      return;
    }
    try {
      const found = store.restore(await chosen.text());
      tell(say((found.aside ? words.restored_aside : words.restored) ?? "", found));
      show();
    } catch (error) {
      const { code, values } = error instanceof Refused ? error : { code: "not_whole", values: {} };
      tell(say(words[code] ?? code, values));
    }
    file.value = "";
  }
  /** @param {boolean} open */
  function ask(open) {
    sure.hidden = !open;
    (open ? cancel : erase).focus();
  }
  function eraseAll() {
    const { learner } = store;
    gone = { learner, count: store.erase() };
    handed.replaceChildren();
    ask(false);
    if (store.problem === "session") gone = null; // the sentence of the status says what that means
    else if (gone) tellGone("erased_here");
  }
  /** @param {"erased_here" | "erased_server"} name */
  function tellGone(name) {
    tell(say(words[name] ?? "", { count: gone?.count }));
    if (name === "erased_server") gone = null;
  }
  show();
  return ending(root, ...stops);
}

/** A moment with the day where it is not today. @param {Date} time */
function lately(time) {
  return new Date().toDateString() === time.toDateString() ? time.toLocaleTimeString(document.documentElement.lang || undefined) : moment(time);
}

export default { render };
