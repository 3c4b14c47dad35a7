"""Every page of the course in a real browser: alive, accessible, within its window, and alone with its server."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from selfhelp_teach import locations

pytestmark = pytest.mark.browser
SLUGS = sorted(
    path.relative_to(locations.notebooks()).with_suffix("").as_posix()
    for path in locations.notebooks().rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
pages = pytest.mark.parametrize("slug", SLUGS)


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
def test_a_page_has_no_fault_that_axe_finds_in_light_or_dark(course, open_page, slug):
    page = open_page(course.page(slug))
    settle(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme


@pages
def test_a_page_stays_within_its_window(course, open_page, slug):
    page = open_page(course.page(slug), viewport={"width": 390, "height": 844})
    settle(page)
    for width in (390, 768, 1280, 1600):
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
def test_every_part_of_a_page_shows_something(course, open_page, slug):
    page = open_page(course.page(slug))
    settle(page)
    empty = page.evaluate(
        """() => [...document.querySelectorAll(".selfhelp-cell")]
            .filter((cell) => cell.getBoundingClientRect().height < 8 || !cell.innerText.trim()).map((cell) => cell.id)"""
    )
    assert empty == []
    assert page.locator(".selfhelp-failed").count() == 0


@pages
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(course, open_page, slug):
    page = open_page(course.page(slug))
    settle(page)
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


def test_only_what_sources_report_is_left_by_one_switch(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.get_by_role("banner").get_by_text("View", exact=True).click()
    page.get_by_label("Only what sources report").check()
    assert page.locator("html").get_attribute("data-provenance") == "reported"
    assumed = page.locator(".selfhelp-figure", has_text="How far could a sample")
    assert assumed.locator(".selfhelp-figure-view").is_hidden()
    assert assumed.locator(".selfhelp-figure-hidden").is_visible()
    reported = page.locator(".selfhelp-figure", has_text="Then: which parents reported problems?")
    assert reported.locator(".selfhelp-figure-view").is_visible()
    page.reload()
    assert page.locator("html").get_attribute("data-provenance") == "reported", "the choice outlives a reload"


def test_presenting_shows_one_step_at_a_time(course, open_page):
    page = open_page(course.page("index"))
    settle(page)
    page.get_by_role("banner").get_by_text("View", exact=True).click()
    page.get_by_role("button", name="Present").click()
    steps = page.locator(".selfhelp-section")
    shown = page.locator(".selfhelp-section:visible")
    assert shown.count() == 1
    page.keyboard.press("ArrowRight")
    assert steps.nth(1).is_visible()
    page.keyboard.press("Space")
    assert steps.nth(2).is_visible()
    assert shown.count() == 1
    page.keyboard.press("ArrowLeft")
    assert steps.nth(1).is_visible()
    page.keyboard.press("b")
    assert not steps.nth(1).is_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    assert shown.count() == steps.count()


def test_a_page_prints_its_text_and_not_its_tools(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("More than half of the parents").is_visible()
