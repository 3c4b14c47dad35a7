// What the page itself can do without a kernel: colours, provenance, the map, what waits for a prediction.
(() => {
  const root = document.documentElement;
  const { all, around, one, the } = globalThis.selfhelpFind;
  const { recall, remember } = globalThis.selfhelpKeep;
  /** @typedef {import("../types/host").Visit} Visit */

  const theme = the("selfhelp-theme", HTMLSelectElement);
  theme.value = root.dataset.theme || "auto";
  theme.addEventListener("change", () => {
    if (theme.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme.value;
    remember("selfhelp-theme", theme.value === "auto" ? null : theme.value);
  });

  const speech = the("selfhelp-speech", HTMLSelectElement); // how much screen readers are told, see speech.js
  speech.value = root.dataset.speech || "short";
  speech.addEventListener("change", () => {
    root.dataset.speech = speech.value;
    remember("selfhelp-speech", speech.value === "short" ? null : speech.value);
  });

  const provenance = the("selfhelp-provenance", HTMLInputElement);
  provenance.checked = root.dataset.provenance === "reported";
  provenance.addEventListener("change", () => {
    root.dataset.provenance = provenance.checked ? "reported" : "all";
    remember("selfhelp-provenance", provenance.checked ? "reported" : null);
    document.dispatchEvent(new Event("selfhelp-provenance"));
  });

  // The same page in another language: at the same section, with the same state in its address.
  const language = root.lang;
  const known = all(".selfhelp-header .selfhelp-language", HTMLElement).map((a) => a.lang);
  for (const a of all("a.selfhelp-language", HTMLAnchorElement)) {
    const plain = a.getAttribute("href") ?? "";
    a.addEventListener("click", () => {
      remember("selfhelp-language", a.hreflang);
      a.href = plain + location.search + here();
    });
  }
  /** The section that is being read, by its place: headings have other words in other languages. */
  function here() {
    const steps = globalThis.selfhelpSteps;
    if (steps && root.dataset.steps === "on") {
      const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
      state.set("step", String(steps.all.indexOf(steps.current()) + 1));
      return `#${state}`;
    }
    if (location.hash.includes("=")) return location.hash;
    const read = one('.selfhelp-contents a[aria-current="true"]', HTMLAnchorElement);
    const section = read && document.getElementById(decodeURIComponent(read.hash.slice(1)))?.closest("section");
    return section && section.id !== "section-0" ? `#${section.id}` : ""; // a page opens at its first
  }
  // The first page offers the language chosen before, or else the browser's.
  const wanted = recall("selfhelp-language") ?? navigator.language.slice(0, 2);
  if (known.includes(wanted) && wanted !== language) {
    document.querySelector(`.selfhelp-offer[lang="${wanted}"]`)?.removeAttribute("hidden");
  }

  // What tells a result, prose or exercise, opens when the prediction about it has been committed, or on request.
  const held = all("[data-after]", HTMLElement);
  /** @param {HTMLElement} place */
  const open = (place) => {
    place.querySelector(".selfhelp-held-line")?.remove();
    place.removeAttribute("data-after");
  };
  document.addEventListener("selfhelp-revealed", (event) => {
    held.filter((place) => place.dataset.after === event.detail).forEach(open);
  });
  for (const place of held) {
    place.querySelector(".selfhelp-held-line")?.addEventListener("toggle", () => {
      const after = place.dataset.after;
      held.filter((each) => each.dataset.after === after).forEach(open);
      place.focus();
    });
  }

  // What takes the focus by a key is not left under a layer that stays in place.
  const layers = ".selfhelp-header, .selfhelp-banner, .selfhelp-controls, .selfhelp-steps";
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element && target.matches(":focus-visible"))) return;
    requestAnimationFrame(() => {
      for (const layer of document.querySelectorAll(layers)) {
        if (layer.contains(target) || !["sticky", "fixed"].includes(getComputedStyle(layer).position)) continue;
        const [over, box] = [layer.getBoundingClientRect(), target.getBoundingClientRect()];
        if (over.right <= box.left || over.left >= box.right || over.bottom <= box.top || over.top >= box.bottom) continue;
        scrollBy(0, over.top + over.bottom < innerHeight ? box.top - over.bottom - 8 : box.bottom - over.top + 8);
      }
    });
  });

  // How far the reader has come on each page: the rings of the map and of the door, and where to go on.
  const { baseUrl, visited } = document.body.dataset;
  /** @type {Record<string, Visit>} */
  let progress = {};
  try {
    progress = JSON.parse(recall(`selfhelp:progress:${baseUrl}`) ?? "{}") ?? {};
  } catch {
    // Damaged: as if nobody had been here.
  }
  /** @param {string} iso */
  const when = (iso) => new Date(iso).toLocaleDateString(language || undefined, { day: "numeric", month: "short" });
  for (const card of all(".selfhelp-course a[data-page]", HTMLElement)) {
    const found = progress[card.dataset.page ?? ""];
    if (!found?.of || !found.seen || Number.isNaN(Date.parse(found.seen))) continue;
    const ring = card.querySelector(".selfhelp-ring");
    ring?.removeAttribute("hidden");
    ring?.lastElementChild?.setAttribute("stroke-dasharray", `${(100 * (found.done?.length ?? 0)) / found.of} 100`);
    const visit = card.querySelector("[data-visit]");
    if (visit) visit.textContent = `· ${found.done?.length ?? 0} / ${found.of} · ${visited?.replace("{date}", when(found.seen))}`;
  }
  const going = one(".selfhelp-continue", HTMLAnchorElement);
  const seen = Object.entries(progress).flatMap(([page, { seen, at, of } = {}]) => (seen && at ? [{ page, seen, at, of }] : []));
  const last = seen.sort((one, other) => (one.seen < other.seen ? 1 : -1))[0];
  const to = last && document.querySelector(`.selfhelp-door a[data-page="${CSS.escape(last.page)}"]`);
  if (going && to) {
    going.href = to.getAttribute("href") ?? "";
    /** @type {Record<string, unknown>} */
    const said = { page: to.querySelector("strong")?.textContent, at: last.at, of: last.of };
    const pattern = around(going, "[data-going]", HTMLElement)?.dataset.going ?? "";
    going.textContent = pattern.replace(/{(\w+)}/g, (whole, name) => String(said[name] ?? whole));
    going.hidden = false;
  }

  // One menu open at a time; Escape or a click elsewhere closes it.
  const menus = all(".selfhelp-header details", HTMLDetailsElement);
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (menu.open) menus.filter((other) => other !== menu).forEach((other) => (other.open = false));
    });
  }
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });

  // The section in view is marked in the contents.
  const links = new Map(
    all(".selfhelp-contents a", HTMLAnchorElement).map((a) => [decodeURIComponent(a.hash.slice(1)), a]),
  );
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting || root.dataset.steps === "on") continue;
        for (const a of links.values()) a.removeAttribute("aria-current");
        links.get(entry.target.getAttribute("aria-labelledby") ?? "")?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  document.querySelectorAll(".selfhelp-section").forEach((section) => watch.observe(section));

  // The stops of a presentation are made and shown in host/present.js, which is fetched when somebody presents.
  const button = the("selfhelp-present", HTMLButtonElement);
  button.addEventListener("click", async () => {
    /** @type {typeof import("./present.js")} */
    const { toggle } = await import(button.dataset.module ?? "");
    menus.forEach((menu) => (menu.open = false));
    toggle(button);
  });
})();
