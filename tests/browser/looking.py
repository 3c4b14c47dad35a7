"""How pages are looked at: which there are, when they have settled, what axe finds, one step after the other."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from selfhelp_teach import locations

SLUGS = sorted(
    path.relative_to(locations.notebooks()).with_suffix("").as_posix()
    for path in locations.notebooks().rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)

# Nothing is on its way between the page and its kernel.
QUIET = "[...selfhelp.models.values()].every((model) => !model.inFlight && !model.unsent.size)"
BEGIN_AGAIN = """async () => {
  __selfhelpStore.erase();
  for (const model of selfhelp.models.values()) while (model.get("can_undo")) await model.send({ kind: "undo" });
  for (const tabs of document.querySelectorAll("[role=tablist]")) tabs.querySelector("[role=tab]").click();
  document.activeElement?.blur();
  document.getElementById("selfhelp-live").replaceChildren();
  scrollTo(0, 0);
}"""


def model(key):
    """Return how a page is asked for the model of a part."""
    return f"[...selfhelp.models.values()].find((each) => each.get('key') === '{key}')"


def settle(page):
    """Wait until every part is mounted, as a reader would see it."""
    page.evaluate("selfhelp.opened.then(() => {})")  # the parts themselves are not asked for
    page.wait_for_function("!document.querySelector('.selfhelp-part[data-mounting]')")
    return page


def begun_again(page, script=BEGIN_AGAIN):
    """Take back on a live page, here and in Python, all that was answered and moved; its first tabs are in front.

    Another script than that for pages of the course may say how.
    """
    page.keyboard.press("Escape")
    page.wait_for_function(QUIET)
    page.evaluate(script)
    page.wait_for_function(QUIET)
    return page


def violations(page, within=None, **options):
    """Return the faults that axe finds, on the whole page or ``within`` the elements that selectors name."""
    context = {"include": [[each] for each in within]} if within else None
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "([context, options]) => axe.run(context ?? document, options).then((result) => result.violations)",
        [context, {"resultTypes": ["violations"], **options}],
    )
    return [
        f"{each['id']}: {node['html'][:160]} — {node['failureSummary'][:300]}"
        for each in found
        for node in each["nodes"]
    ]


def tree(page):
    """Return the nodes of Chromium's own accessibility tree, with role, name and text of the element."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    value = lambda node, key: node.get(key, {}).get("value", "")  # noqa: E731
    return [(value(node, "role"), value(node, "name")) for node in nodes if not node["ignored"]]


SHOWN_STEP = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const bar = document.getElementById("selfhelp-steps");
  const onward = bar.querySelector("[data-to='1']");
  return [bar.querySelector("[data-list]").innerText, onward.querySelector("[data-word]").innerText !== onward.dataset.on];
}"""


def each_step(page):
    """Walk a page that is open whole from its first screen to its last, and leave it whole again."""
    if page.locator("html:not([data-walk])").count():
        yield "the page"
        return
    # beside a workbench the list is behind a button, so the hand is spared
    page.locator(".selfhelp-contents [data-whole]").evaluate("(button) => button.click()")
    page.locator(".selfhelp-contents [data-step]").first.evaluate("(button) => button.click()")
    while True:
        name, last = page.evaluate(SHOWN_STEP)
        yield name
        if last:
            break
        page.evaluate("document.querySelector(`#selfhelp-steps [data-to='1']`).click()")
    page.locator(".selfhelp-contents [data-whole]").evaluate("(button) => button.click()")


# The words that a reader sees on a screen: not those of drawings, not those that are only heard, and not the months of
# the two chairs, which are looked up.
WORDS = r"""() => {
    let count = 0;
    const unseen = (el) => el.matches("main") ? false : getComputedStyle(el).clipPath.startsWith("inset(50%") || unseen(el.parentElement);
    const walker = document.createTreeWalker(document.getElementById("content"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const el = walker.currentNode.parentElement;
        if (walker.currentNode.read) continue; // a heading that stands over two screens is read once
        if (el.closest("svg, option, .selfhelp-chairs") || !el.checkVisibility({ visibilityProperty: true }) || unseen(el)) continue;
        walker.currentNode.read = true;
        count += (walker.currentNode.nodeValue.match(/\p{L}[\p{L}\p{N}'-]*/gu) ?? []).length;
    }
    return count;
}"""

# What a room sees while somebody presents: where it stands, how much of it, how large, and whether all of it.
STOP = """() => {
    const seen = [...document.querySelectorAll("main .selfhelp-prose, main .selfhelp-part")]
        .filter((el) => !el.parentElement.closest(".selfhelp-part") && !el.hasAttribute("data-heading")
            && [el.closest(".selfhelp-cell[data-after]") ?? el, ...el.querySelectorAll(".selfhelp-chairs > *")]
                .some((each) => each.checkVisibility())); // what waits shows its line, the chairs have no box of their own
    seen.forEach((el) => el.dataset.presented = "");
    const main = document.getElementById("content").getBoundingClientRect();
    return {
        sections: [...document.querySelectorAll(".selfhelp-section")].filter((el) => el.checkVisibility()).length,
        blocks: new Set(seen.map((el) => el.closest(".selfhelp-section > *"))).size,
        text: seen.length > 0 && seen.every((el) => el.matches(".selfhelp-prose")),
        high: main.height, bottom: main.bottom + scrollY,
        large: Number(getComputedStyle(document.documentElement).getPropertyValue("--selfhelp-large")),
        heading: [...document.querySelectorAll("main :is(h1, h2)")].some((el) => el.checkVisibility()),
        place: document.querySelector("#selfhelp-steps [data-place]").textContent,
    };
}"""
UNSEEN = """() => [...document.querySelectorAll("main .selfhelp-prose, main .selfhelp-part")]
    .filter((el) => !el.parentElement.closest(".selfhelp-part") && !("presented" in el.dataset) && !el.closest(".selfhelp-drawer")
        && !el.hasAttribute("data-away") // behind a tab that is seen: one press away
        && el.querySelector(":scope > :not(h2)"))
    .map((el) => el.innerText.slice(0, 60))"""
SETTLED = """() => document.documentElement.scrollWidth <= innerWidth
    && document.getElementById("content").getBoundingClientRect().bottom + scrollY <= innerHeight"""

# Each link of a page is clicked; what is told: links, those whose card did not open, sources that are not there.
OPEN_EACH = """() => {
  const note = document.getElementById("selfhelp-note");
  const links = [...document.querySelectorAll("main a.selfhelp-fact")];
  const dead = [];
  for (const link of links) {
    link.click();
    const shown = !note.hidden && note.dataset.fact === link.dataset.fact && note.querySelector(".selfhelp-card-what")?.textContent;
    const source = note.querySelector(".selfhelp-card-source a")?.hash.slice(1);
    if (!shown || !document.getElementById(source ?? "")) dead.push(link.dataset.fact);
    document.body.click();
  }
  return { links: links.length, dead };
}"""

# What is shown and no source reports.
SIMULATED = """() => [...document.querySelectorAll("main :is(.selfhelp-figure, .selfhelp-inputs, .selfhelp-panel, .selfhelp-event-log, .selfhelp-tray, .selfhelp-exercise[data-type=challenge], .selfhelp-exercise[data-type=conversation])")]
  .filter((el) => el.checkVisibility() && !(el.matches(".selfhelp-figure") && el.dataset.status === "reported"))
  .map((el) => el.className + " " + (el.dataset.key ?? el.dataset.exercise ?? ""))"""
