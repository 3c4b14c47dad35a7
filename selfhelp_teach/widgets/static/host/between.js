// From page to page of a site without starting Python again: the next page is fetched and written into this
// window, whose worker goes on. Where anything is unusual, the browser follows the link itself.
const { around, base, one } = globalThis.selfhelpFind;

/** The address that a click leads to, where it is another page of this site in this window. @param {MouseEvent} event */
function leadsTo(event) {
  const link = around(event.target, "a[href]", HTMLAnchorElement);
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  if (link.target || link.hasAttribute("download")) return null;
  const to = new URL(link.href);
  const same = to.pathname === location.pathname && to.search === location.search;
  const ours = to.origin === location.origin && to.pathname.startsWith(base().pathname) && to.pathname.endsWith(".html");
  return ours && !same ? to : null;
}

/** @param {URL} to @param {{push: boolean}} how whether Back comes back from it @returns {Promise<void>} */
export async function go(to, { push }) {
  let html;
  try {
    const response = await fetch(to);
    html = response.ok ? await response.text() : "";
  } catch {
    html = "";
  }
  // A page of another build brings other modules: those must not meet this window's.
  /** @param {string} text */
  const build = (text) => /static\/(v-[0-9a-f]+)\//.exec(text)?.[1];
  const here = build(one('link[rel="stylesheet"]', HTMLLinkElement)?.href ?? "");
  if (build(html) !== here) return location.assign(to);
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: false })); // what is being written is kept
  if (push) history.pushState(null, "", to);
  globalThis.selfhelp?.leave(); // no part goes on drawing into a page that is gone
  delete globalThis.__selfhelpStore; // a new page opens it again, and hears other tabs
  const turn = (globalThis.selfhelpTurn = (globalThis.selfhelpTurn ?? 0) + 1);
  // Modules run once in a window; these look at the page as they start, so each page has its own copy.
  html = html.replace(/(host\/(?:bundle|host|present)\.js)"/g, `$1?turn=${turn}"`);
  document.open();
  document.write(html);
  document.close();
}

/** Follow links within the site; called by every page, since a new page begins without listeners. */
export function follow() {
  document.addEventListener("click", (event) => {
    const to = leadsTo(event);
    if (!to) return;
    event.preventDefault();
    void go(to, { push: true });
  });
  let shown = location.pathname;
  addEventListener("popstate", () => {
    if (location.pathname === shown) return; // a step or a link within the page
    shown = location.pathname;
    void go(new URL(location.href), { push: false });
  });
}
