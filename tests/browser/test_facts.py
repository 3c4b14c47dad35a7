"""Facts that open, on every page in a real browser, and the page that keeps only what sources report."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import SLUGS, settle

pytestmark = pytest.mark.browser

# Each link of a page is clicked; what is told: links, those whose card did not open, sources that are not there.
_OPEN_EACH = """() => {
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


@pytest.mark.parametrize("slug", SLUGS)
def test_every_fact_link_of_a_page_opens_its_card_and_the_card_its_source(course, open_page, slug):
    page = open_page(course.page(slug))
    settle(page)
    found = page.evaluate(_OPEN_EACH)
    assert found["dead"] == []
    if slug.split("/")[-1][:2] in {"01", "02", "03", "04", "06"}:
        assert found["links"] > 5


def test_a_fact_opens_by_hover_focus_and_key_and_gives_the_focus_back(course, open_page):
    page = open_page(course.page("01-where-conflict-comes-from"))
    settle(page)
    link = page.locator("a.selfhelp-fact").first
    note = page.locator("#selfhelp-note")
    link.hover()
    expect(note).to_be_visible()
    assert note.get_attribute("data-as") == "margin", "a window of 1280 has a margin"
    page.mouse.move(5, 400)
    expect(note).to_be_hidden()
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(note).to_be_visible()
    assert page.evaluate("document.activeElement.className") == "selfhelp-fact", "a look takes no focus away"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'selfhelp-note'")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "selfhelp-fact"


def test_a_fact_is_a_sheet_on_a_phone_and_within_the_window_everywhere(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    for width, height in ((360, 740), (700, 500), (1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        link = page.locator("a.selfhelp-fact:visible").first
        link.click()
        box = page.locator("#selfhelp-note").bounding_box()
        assert box["x"] >= 0, width
        assert box["x"] + box["width"] <= width, width
        sheet = page.locator("#selfhelp-note").get_attribute("data-as") == "sheet"
        assert sheet == (width < 640)
        page.keyboard.press("Escape")


def test_in_a_narrow_window_a_pointer_that_passes_opens_no_sheet(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.clock.install()
    note = page.locator("#selfhelp-note")
    for width, opens in ((1280, True), (600, False)):
        page.set_viewport_size({"width": width, "height": 740})
        page.mouse.move(5, 400)
        page.clock.run_for(1000)
        page.locator("a.selfhelp-fact:visible").first.hover()
        page.clock.run_for(1000)
        assert note.is_visible() == opens, width


def test_a_card_leads_to_the_list_of_works_and_the_other_pages(course, open_page):
    page = open_page(course.page("02-what-parents-reported"))
    settle(page)
    page.evaluate("document.querySelector('a.selfhelp-fact[data-fact=\"C16.parents\"]').click()")
    note = page.locator("#selfhelp-note")
    assert note.locator(".selfhelp-card-also a").count() >= 2, "pages 01 and 06 use it too"
    note.locator(".selfhelp-card-source a").click()
    expect(page.locator("#source-C16")).to_be_focused()
    expect(page.locator("#source-C16")).to_be_visible()


_SIMULATED = """() => [...document.querySelectorAll("main :is(.selfhelp-figure, .selfhelp-inputs, .selfhelp-panel, .selfhelp-event-log, .selfhelp-tray, .selfhelp-exercise[data-type=challenge], .selfhelp-exercise[data-type=conversation])")]
  .filter((el) => el.checkVisibility() && !(el.matches(".selfhelp-figure") && el.dataset.status === "reported"))
  .map((el) => el.className + " " + (el.dataset.key ?? el.dataset.exercise ?? ""))"""


@pytest.mark.parametrize("slug", SLUGS)
def test_only_what_sources_report_leaves_nothing_simulated_standing_and_says_what_remains(
    course, open_page, slug
):
    page = open_page(course.page(slug))
    settle(page)
    expect(page.locator(".selfhelp-remains")).to_be_hidden()
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-provenance").check()
    assert page.evaluate(_SIMULATED) == []
    remains = page.locator(".selfhelp-remains")
    expect(remains).to_be_visible()
    charts = page.locator(".selfhelp-figure[data-status='reported']:visible").count()
    counted = [word for word in remains.inner_text().split() if word.isdigit()]
    assert (int(counted[0]) if charts else 0) == charts


@pytest.mark.parametrize("width", [360, 412, 768])
def test_the_course_map_is_readable_on_a_phone(course, open_page, width):
    page = open_page(course.page(), viewport={"width": width, "height": 740})
    page.locator(".selfhelp-map summary").click()
    box = page.locator(".selfhelp-map nav").bounding_box()
    assert box["width"] >= min(width - 40, 300)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
