"""Every page of the course in a real browser: alive, accessible, within its window, and alone with its server."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from selfhelp_teach import locations
from tests.conftest import opening

pytestmark = pytest.mark.browser
SLUGS = sorted(
    path.relative_to(locations.notebooks()).with_suffix("").as_posix()
    for path in locations.notebooks().rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
# The tests of one page share it, opened once; the group keeps them in one worker.
pages = pytest.mark.parametrize(
    "opened", [pytest.param(slug, marks=pytest.mark.xdist_group(slug)) for slug in SLUGS], indirect=True
)


@pytest.fixture(scope="module")
def opened(course, browser, request):
    """A page of the course, open, alive and settled."""
    with opening(browser) as open_one:
        page = open_one(course.page(request.param))
        settle(page)
        yield page


def settle(page):
    """Wait until every part is mounted, as a reader would see it."""
    page.evaluate("selfhelp.opened")
    page.wait_for_function("!document.querySelector('.selfhelp-part[data-mounting]')")


def violations(page, within=None, **options):
    """Return the faults that axe finds, on the whole page or ``within`` the elements that selectors name."""
    context = {"include": [[each] for each in within]} if within else None
    found = Axe().run(page, context, {"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} — {node['failureSummary'][:300]}"
        for each in found
        for node in each["nodes"]
    ]


AROUND = ["page-has-heading-one", "region", "landmark-unique", "landmark-one-main", "heading-order", "bypass"]


def each_step(page):
    """Walk a page that is open whole from its first screen to its last, and leave it whole again."""
    if page.locator("html:not([data-walk])").count():
        yield "the page"
        return
    # beside a workbench the list is behind a button, so the hand is spared
    page.locator(".selfhelp-contents [data-whole]").evaluate("(button) => button.click()")
    page.locator(".selfhelp-contents [data-step]").first.evaluate("(button) => button.click()")
    onward = page.locator("#selfhelp-steps [data-to='1']")
    while True:
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        yield page.locator("#selfhelp-steps [data-list]").inner_text()
        if onward.locator("[data-word]").inner_text() != onward.get_attribute("data-on"):
            break
        onward.click()
    page.locator(".selfhelp-contents [data-whole]").evaluate("(button) => button.click()")


# The words that a reader sees on a screen: not those of drawings, not those that are only heard, and not the months of
# the two chairs, which are looked up.
_WORDS = r"""() => {
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
MOST_WORDS = {"en": 1800, "es": 2000}  # the same said in Spanish takes a few more


@pytest.fixture(scope="module")
def walked(opened):
    """Each step of a page, walked once: its name, what axe finds around it, and how many new words it shows."""
    return [(step, violations(opened, runOnly=AROUND), opened.evaluate(_WORDS)) for step in each_step(opened)]


@pages
def test_a_page_has_no_fault_that_axe_finds_in_light_or_dark(opened):
    page = opened
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme


@pages
def test_every_step_is_a_page_with_its_heading_and_its_landmarks(walked):
    """What a step shows is of the whole page, which is looked at above; what is around it differs from step to step."""
    assert [(step, around) for step, around, _words in walked if around] == []


@pages
def test_the_words_that_a_page_shows_unasked_can_be_read(opened, walked):
    language = opened.locator("html").get_attribute("lang")
    assert sum(words for _step, _around, words in walked) <= MOST_WORDS[language]


@pages
def test_a_page_stays_within_its_window(opened):
    page = opened
    for width in (390, 768, 1600, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(f"innerWidth === {width} && document.documentElement.scrollWidth <= {width}")
        wide = page.evaluate(
            """() => [...document.querySelectorAll("main *")]
                .filter((el) => el.getBoundingClientRect().right > innerWidth + 1
                    && el.checkVisibility({ visibilityProperty: true })
                    && !el.closest(".selfhelp-scroll, .selfhelp-table-scroll, svg, canvas, table, [class*=hidden]"))
                .map((el) => el.className || el.tagName)"""
        )
        assert wide == [], width


@pages
def test_no_id_is_used_twice_on_a_page(opened):
    ids = opened.locator("[id]").evaluate_all("(all) => all.map((el) => el.id)")
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pages
def test_every_part_of_a_page_shows_something(opened):
    page = opened
    empty = page.evaluate(
        """() => [...document.querySelectorAll(".selfhelp-cell")]
            .filter((cell) => cell.getBoundingClientRect().height < 8 || !cell.innerText.trim()).map((cell) => cell.id)"""
    )
    assert empty == []
    expect(page.locator(".selfhelp-failed")).to_have_count(0)


@pages
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(opened):
    page = opened
    wanted = page.evaluate(
        """() => {
            const controls = [...document.querySelectorAll("main button, main input, main textarea, main select, main summary, main a[href]")]
                .filter((el) => !el.disabled && el.tabIndex >= 0 && el.checkVisibility({ visibilityProperty: true }));
            // Of radio buttons of one name the browser stops at one.
            const once = new Map(controls.map((el) => [el.type === "radio" ? `radio ${el.name}` : el, el]));
            controls.forEach((el) => delete el.dataset.reached);
            return once.size;
        }"""
    )
    page.locator("main").evaluate("(main) => { main.tabIndex = -1; main.focus(); }")
    seen = set()
    for _ in range(3 * wanted + 20):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const el = document.activeElement;
                if (!el || !el.closest("main")) return null;
                el.dataset.reached ??= String(Math.random());
                const style = getComputedStyle(el);
                const label = el.closest("label") ? getComputedStyle(el.closest("label")) : style;
                const ring = style.outlineStyle !== "none" || style.boxShadow !== "none" || label.outlineStyle !== "none" || label.boxShadow !== "none";
                return [el.type === "radio" ? `radio ${el.name}` : el.dataset.reached, ring, el.outerHTML.slice(0, 120)];
            }"""
        )
        if state is None:
            break
        assert state[1], f"no visible focus on {state[2]}"
        seen.add(state[0])
    assert len(seen) >= wanted


# What a room sees while somebody presents: where it stands, how much of it, how large, and whether all of it.
_STOP = """() => {
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
_UNSEEN = """() => [...document.querySelectorAll("main .selfhelp-prose, main .selfhelp-part")]
    .filter((el) => !el.parentElement.closest(".selfhelp-part") && !("presented" in el.dataset) && !el.closest(".selfhelp-drawer")
        && !el.hasAttribute("data-away") // behind a tab that is seen: one press away
        && el.querySelector(":scope > :not(h2)"))
    .map((el) => el.innerText.slice(0, 60))"""
_SETTLED = """() => document.documentElement.scrollWidth <= innerWidth
    && document.getElementById("content").getBoundingClientRect().bottom + scrollY <= innerHeight"""


@pages
def test_presenting_shows_every_step_in_large_type_and_cuts_nothing(opened):
    page = opened
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.evaluate("scrollTo(0, 0)")
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-present").click()
    onward = page.locator("#selfhelp-steps [data-to='1']")
    place = page.locator("#selfhelp-steps [data-place]")
    places = []
    while True:
        page.wait_for_function(_SETTLED)  # drawings follow, and nothing is cut
        shown = page.evaluate(_STOP)
        assert (shown["sections"], shown["heading"]) == (1, True)
        assert shown["blocks"] <= 3, "a stop is a text, or a part with what moves it"
        assert shown["high"] > 60, "an empty stop"
        assert shown["large"] >= (1.25 if shown["text"] else 0.6), f"{shown['place']} is not in large type"
        places.append(shown["place"])
        if onward.get_attribute("aria-disabled") == "true":
            break
        page.keyboard.press(("ArrowRight", "Space", "PageDown")[len(places) % 3])
        page.wait_for_function(
            "(was) => document.querySelector('[data-place]').textContent !== was", arg=places[-1]
        )
    assert page.evaluate(_UNSEEN) == []
    assert len(set(places)) == len(places)
    page.keyboard.press("ArrowLeft")
    assert place.inner_text() == places[-2]
    page.locator("#selfhelp-steps [data-to='-1']").click()
    page.keyboard.press("ArrowRight")  # a button that was clicked keeps no arrow key for itself
    assert place.inner_text() == places[-2]
    page.keyboard.press("b")
    expect(page.locator(".selfhelp-frame")).not_to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    sections = page.locator(".selfhelp-section")
    expect(sections.nth(0)).to_be_visible()
    expect(sections.last).to_be_visible()


def test_only_what_sources_report_is_left_by_one_switch(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.get_by_role("banner").get_by_text("View", exact=True).click()
    page.get_by_role("checkbox", name="Only what sources report").check()
    assert page.locator("html").get_attribute("data-provenance") == "reported"
    expect(page.locator(".selfhelp-figure", has_text="How far could a sample")).to_be_hidden()
    reported = page.locator(".selfhelp-figure", has_text="Then: which parents reported problems?")
    expect(reported.locator(".selfhelp-figure-view")).to_be_visible()
    page.reload()
    assert page.locator("html").get_attribute("data-provenance") == "reported", "the choice outlives a reload"


def test_a_page_prints_its_text_and_not_its_tools(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("More than half of the parents")).to_be_visible()
