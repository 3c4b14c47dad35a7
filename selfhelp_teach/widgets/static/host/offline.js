// Keeps the site on the device, once the page is live, and says in the footer how that stands.
import { button, refill } from "../controls/dom.js";

/** The line of the page that is shown: pages follow each other in one window. */
const line = () => globalThis.selfhelpFind.the("selfhelp-offline", HTMLElement);
const base = globalThis.selfhelpFind.base();
const MARK = `selfhelp-offline ${base.pathname}`;

/** @param {string | undefined} sentence @param {...import("../types/dom").Child} more */
const say = (sentence, ...more) => refill(line(), [sentence, ...more]);

/** @param {ServiceWorker | null} worker @param {boolean} isNew */
function watch(worker, isNew) {
  if (!worker) return;
  worker.addEventListener("statechange", () => {
    if (worker.state === "redundant") say(line().dataset.partial);
    if (worker.state !== "installed" && worker.state !== "activated") return;
    if (isNew) offerNew(worker);
    else {
      say(line().dataset.ready);
      globalThis.selfhelpKeep.remember(MARK, "yes");
    }
  });
}

/** @param {ServiceWorker} worker */
function offerNew(worker) {
  say(line().dataset.newer, " ", button(line().dataset.load, () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  }));
}

export async function keepOnDevice() {
  if (!navigator.serviceWorker || !globalThis.isSecureContext) return say(line().dataset.cannot);
  try {
    const before = await navigator.serviceWorker.getRegistration(base);
    if (globalThis.selfhelpKeep.recall(MARK) && !before?.active) say(line().dataset.gone);
    const registration = await navigator.serviceWorker.register(new URL("service-worker.js", base), { scope: base.pathname });
    if (registration.waiting) return offerNew(registration.waiting);
    if (registration.installing) watch(registration.installing, Boolean(registration.active));
    else if (registration.active && !line().textContent) say(line().dataset.ready);
    registration.addEventListener("updatefound", () => watch(registration.installing, Boolean(registration.active)));
  } catch {
    say(line().dataset.cannot); // storage refused, or a frame that may keep nothing
  }
}
