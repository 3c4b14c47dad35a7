// What is kept of the learner, where, and what they can do with it: download, restore, delete.
import { announce, h, liveRegion, say } from "../controls/dom.js";
import { MAX_BYTES, Refused } from "../keeper/record.js";
import { openStore } from "../keeper/store.js";
import { Sync } from "../keeper/sync.js";

/** Hand a file to the learner. */
export function saveFile(name, parts, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function render({ model, el }) {
  const words = model.get("labels") ?? {};
  const store = openStore();
  liveRegion();
  const status = h("span", { class: "selfhelp-keeper-status" });
  const note = h("p", { class: "selfhelp-keeper-note", role: "alert" });
  const privacy = h("p", { class: "selfhelp-keeper-privacy" });
  const file = h("input", {
    type: "file", accept: ".json,application/json", class: "selfhelp-hidden", tabindex: "-1",
    "aria-label": words.restore, onchange: restore,
  });
  const button = (name, onclick) => h("button", { type: "button", class: "selfhelp-button", onclick }, words[name] ?? name);
  const erase = button("erase", () => ask(true));
  const sure = h("div", { class: "selfhelp-keeper-sure", role: "group", "aria-label": words.erase },
    h("p", {}, words.erase_sure ?? ""), button("erase_yes", eraseAll), button("erase_no", () => ask(false)));
  sure.hidden = true;
  const actions = h("div", { class: "selfhelp-keeper-actions" },
    button("download", download), button("restore", () => file.click()), erase, file);
  const body = [privacy, actions, sure, note];
  const root = model.get("compact")
    ? h("details", { class: "selfhelp-keeper" }, h("summary", {}, h("strong", {}, words.title ?? ""), " ", status), body)
    : h("section", { class: "selfhelp-keeper", "aria-label": words.title }, h("h2", {}, words.title ?? ""), h("p", {}, status), body);
  el.append(root);

  let sync = null;
  const unsubscribe = store.subscribe(show);
  sync = new Sync(model, store, show);
  model.on("change:server", show);

  function show() {
    const server = model.get("server");
    privacy.textContent = (server ? words.privacy_server : words.privacy_browser) ?? "";
    const time = store.keptAt?.toLocaleTimeString(document.documentElement.lang || undefined) ?? "";
    const kept = server && sync?.state === "kept" ? "both" : server && sync?.state === "failed" ? "waiting" : "browser";
    const name = store.problem ?? (store.erasing.length && server ? "erased_browser" : store.keptAt ? kept : "empty");
    status.dataset.state = name;
    status.textContent = say(words[name] ?? name, { time });
    if (store.problem && root.tagName === "DETAILS") root.open = true;
    if (sync?.sentence) tell(sync.sentence, "server");
    else if (note.dataset.from === "server") tell("", "server");
  }
  function tell(text = "", from = "page") {
    note.dataset.from = from;
    if (note.textContent !== text) note.textContent = text;
  }
  function download() {
    const day = new Date().toISOString().slice(0, 10);
    saveFile(`selfhelp-record-${day}.json`, [store.file()], "application/json");
  }
  async function restore() {
    const [chosen] = file.files;
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
      const code = error instanceof Refused ? error.code : "not_whole";
      tell(say(words[code] ?? code, error.values ?? {}));
    }
    file.value = "";
  }
  function ask(open) {
    sure.hidden = !open;
    (open ? sure.querySelector("button:last-child") : erase).focus();
  }
  function eraseAll() {
    store.erase();
    ask(false);
    tell(words.erased);
    announce(words.erased ?? "");
  }
  show();
  return () => {
    sync.stop();
    unsubscribe();
    model.off("change:server", show);
    root.remove();
  };
}

export default { render };
