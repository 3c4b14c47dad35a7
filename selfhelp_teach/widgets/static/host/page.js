// What the page itself can do without a kernel: colours, provenance, the map, what waits for a prediction.
(() => {
  const root = document.documentElement;
  const remember = (key, value) => {
    try {
      value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value);
    } catch {
      // Nothing to keep it in: the choice lasts as long as the page.
    }
  };

  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const theme = document.getElementById("selfhelp-theme");
  theme.value = root.dataset.theme || "auto";
  theme.addEventListener("change", () => {
    if (theme.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme.value;
    remember("selfhelp-theme", theme.value === "auto" ? null : theme.value);
  });

  const provenance = document.getElementById("selfhelp-provenance");
  provenance.checked = root.dataset.provenance === "reported";
  provenance.addEventListener("change", () => {
    root.dataset.provenance = provenance.checked ? "reported" : "all";
    remember("selfhelp-provenance", provenance.checked ? "reported" : null);
  });

  // The same page in another language: at the same section, with the same state in its address.
  const language = root.lang;
  const known = [...document.querySelectorAll(".selfhelp-header .selfhelp-language")].map((a) => a.lang);
  for (const a of document.querySelectorAll("a.selfhelp-language")) {
    const plain = a.getAttribute("href");
    a.addEventListener("click", () => {
      remember("selfhelp-language", a.hreflang);
      a.href = plain + location.search + (location.hash.includes("=") ? location.hash : here());
    });
  }
  /** The section that is being read, by its place: headings have other words in other languages. */
  function here() {
    const read = document.querySelector('.selfhelp-contents [aria-current="true"]');
    const section = read && document.getElementById(decodeURIComponent(read.hash.slice(1)))?.closest("section");
    return section ? `#${section.id}` : "";
  }
  // The first page offers the language chosen before, or else the browser's.
  const wanted = recall("selfhelp-language") ?? navigator.language.slice(0, 2);
  if (known.includes(wanted) && wanted !== language) {
    document.querySelector(`.selfhelp-offer[lang="${wanted}"]`)?.removeAttribute("hidden");
  }

  // What tells a result, prose or exercise, opens when the prediction about it has been committed, or on request.
  const held = [...document.querySelectorAll("[data-after]")];
  const open = (place) => {
    place.querySelector(".selfhelp-held-line")?.remove();
    place.removeAttribute("data-after");
  };
  document.addEventListener("selfhelp-revealed", (event) => {
    held.filter((place) => place.dataset.after === event.detail).forEach(open);
  });
  for (const place of held) {
    place.querySelector(".selfhelp-held-line button").addEventListener("click", () => {
      const after = place.dataset.after;
      held.filter((each) => each.dataset.after === after).forEach(open);
      place.focus();
    });
  }

  // One menu open at a time; Escape or a click elsewhere closes it.
  const menus = [...document.querySelectorAll(".selfhelp-header details")];
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (menu.open) menus.filter((other) => other !== menu).forEach((other) => (other.open = false));
    });
  }
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // The section in view is marked in the contents.
  const links = new Map(
    [...document.querySelectorAll(".selfhelp-contents a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]),
  );
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const a of links.values()) a.removeAttribute("aria-current");
        links.get(entry.target.getAttribute("aria-labelledby"))?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  document.querySelectorAll(".selfhelp-section").forEach((section) => watch.observe(section));

  // The stops of a presentation are made and shown in host/present.js, which is fetched when somebody presents.
  const button = document.getElementById("selfhelp-present");
  button.addEventListener("click", async () => {
    const { toggle } = await import(button.dataset.module);
    menus.forEach((menu) => (menu.open = false));
    toggle(button);
  });
})();
