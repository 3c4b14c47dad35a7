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


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} — {node['failureSummary'][:300]}"
        for each in found
        for node in each["nodes"]
    ]


@pages
def test_a_page_has_no_fault_that_axe_finds_in_light_or_dark(opened):
    page = opened
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme


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


# What a room sees while somebody presents: where it stands, how much of it, how large.
_STEP = """() => {
    const seen = [...document.querySelectorAll("main .selfhelp-prose, main .selfhelp-part")]
        .filter((el) => !el.parentElement.closest(".selfhelp-part") && !el.hasAttribute("data-heading")
            && (el.closest(".selfhelp-cell[data-after]") ?? el).checkVisibility()); // what waits shows its line
    seen.forEach((el) => el.dataset.presented = "");
    const block = [...document.querySelectorAll(".selfhelp-section > [data-shown]:not([data-heading])")].at(-1);
    return {
        sections: [...document.querySelectorAll(".selfhelp-section")].filter((el) => el.checkVisibility()).length,
        blocks: new Set(seen.map((el) => el.closest(".selfhelp-section > *"))).size,
        height: block.getBoundingClientRect().height,
        large: block.getBoundingClientRect().width / block.offsetWidth,
        heading: [...document.querySelectorAll("main :is(h1, h2)")].some((el) => el.checkVisibility()),
        place: document.querySelector("#selfhelp-steps output").textContent,
    };
}"""
_UNSEEN = """() => [...document.querySelectorAll("main .selfhelp-prose, main .selfhelp-part")]
    .filter((el) => !el.parentElement.closest(".selfhelp-part") && !("presented" in el.dataset) && el.querySelector(":scope > :not(h2)"))
    .map((el) => el.innerText.slice(0, 60))"""


@pages
def test_presenting_shows_everything_in_large_type_one_step_at_a_time(opened):
    page = opened
    page.set_viewport_size({"width": 1280, "height": 720})
    page.evaluate("scrollTo(0, 0)")
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-present").click()
    steps = page.locator("#selfhelp-steps output")
    page.wait_for_function("/^1 \\//.test(document.querySelector('#selfhelp-steps output').textContent)")
    count = int(steps.inner_text().split(" / ")[1])
    for step in range(count):
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")  # drawings follow
        shown = page.evaluate(_STEP)
        assert shown["place"] == f"{step + 1} / {count}"
        assert (shown["sections"], shown["heading"]) == (1, True)
        assert shown["blocks"] <= 3, "a step is a text, or a part with what moves it"
        assert shown["height"] > 8, "an empty step"
        assert shown["large"] >= 1.4, "not in large type"
        page.keyboard.press(("ArrowRight", "Space", "PageDown")[step % 3])
    assert page.evaluate(_UNSEEN) == []
    assert steps.inner_text() == f"{count} / {count}", "the last step is the end"
    page.keyboard.press("ArrowLeft")
    assert steps.inner_text() == f"{count - 1} / {count}"
    page.keyboard.press("b")
    expect(page.locator(".selfhelp-frame")).not_to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    sections = page.locator(".selfhelp-section")
    expect(sections.nth(0)).to_be_visible()
    expect(sections.last).to_be_visible()
    expect(steps).not_to_be_visible()


def test_only_what_sources_report_is_left_by_one_switch(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.get_by_role("banner").get_by_text("View", exact=True).click()
    page.get_by_label("Only what sources report").check()
    assert page.locator("html").get_attribute("data-provenance") == "reported"
    assumed = page.locator(".selfhelp-figure", has_text="How far could a sample")
    assert assumed.locator(".selfhelp-figure-view").is_hidden()
    expect(assumed.locator(".selfhelp-figure-hidden")).to_be_visible()
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
