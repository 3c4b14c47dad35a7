"""A fact that opens: by hover, focus and key, as a sheet on a phone, and where it leads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looking import settle

pytestmark = pytest.mark.browser


def test_a_fact_opens_by_hover_focus_and_key_and_gives_the_focus_back(course, open_page):
    page = settle(open_page(course.page("01-where-conflict-comes-from")))
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
    page = settle(open_page(course.page("02-what-parents-reported")))
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
    page = settle(open_page(course.page("02-what-parents-reported")))
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
    page = settle(open_page(course.page("02-what-parents-reported")))
    page.evaluate("document.querySelector('a.selfhelp-fact[data-fact=\"C16.parents\"]').click()")
    note = page.locator("#selfhelp-note")
    assert note.locator(".selfhelp-card-also a").count() >= 2, "pages 01 and 06 use it too"
    note.locator(".selfhelp-card-source a").click()
    expect(page.locator("#source-C16")).to_be_focused()
    expect(page.locator("#source-C16")).to_be_visible()


@pytest.mark.parametrize("width", [360, 412, 768])
def test_the_course_map_is_readable_on_a_phone(course, open_page, width):
    page = open_page(course.page(), viewport={"width": width, "height": 740})
    page.locator(".selfhelp-map summary").click()
    box = page.locator(".selfhelp-map nav").bounding_box()
    assert box["width"] >= min(width - 40, 300)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
