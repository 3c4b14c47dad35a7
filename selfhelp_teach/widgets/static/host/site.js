// What a page of a site does beside the host: tells how Python starts, follows links, keeps itself on the device,
// and joins the learning platform it may be in.
import { follow, go } from "./between.js";

const { meta, the } = globalThis.selfhelpFind;

/** The sentence for what stopped Python. @param {Record<string, string>} words @param {string} reason */
function sentence(words, reason) {
  const [kind, file, hash] = reason.split(" ");
  if (reason === "no WebAssembly") return words.unable;
  if (kind === "missing") return words.missing.replace("{file}", file);
  if (kind === "altered") return words.altered.replace("{file}", file).replace("{hash}", hash);
  return words.stopped;
}

/** @param {EventTarget & {reason?: string, sentence?: string}} kernel @param {Promise<unknown>} live */
export function openSite(kernel, live) {
  const words = JSON.parse(document.getElementById("selfhelp-python-words")?.textContent ?? "{}");
  const step = the("selfhelp-doing", HTMLElement);
  /** @param {number} bytes */
  const megabytes = (bytes) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 1e6);
  let said = 0;
  kernel.addEventListener("progress", (event) => {
    const { detail } = /** @type {CustomEvent<{step: string, loaded: number, total: number}>} as worker.js tells it */ (event);
    if (detail.step === "python") step.textContent = words.python;
    else if (performance.now() - said > 250 || detail.loaded === detail.total) {
      said = performance.now();
      step.textContent = words.fetch.replace("{loaded}", megabytes(detail.loaded)).replace("{total}", megabytes(detail.total));
    }
  });
  const banner = the("selfhelp-banner", HTMLElement);
  kernel.addEventListener("dead", () => {
    banner.dataset.lost = sentence(words, kernel.reason ?? ""); // the host says it
    step.textContent = "";
  });
  follow();
  const lms = meta("lms");
  if (lms === "scorm12" || lms === "scorm2004") void import("./lms.js").then(({ joinPlatform }) => joinPlatform(lms, go));
  else void live.then(() => import("./offline.js")).then(({ keepOnDevice }) => keepOnDevice());
}
