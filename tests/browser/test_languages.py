"""The switch in the header: the same page in the other language, at the same place, and kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def switch(page):
    page.locator(".selfhelp-header .selfhelp-language").click()
    page.wait_for_load_state("domcontentloaded")


def test_the_switch_leads_to_the_same_page_and_back(course, open_page):
    """That every page names its own counterpart is held in test_pages.py."""
    page = open_page(course.page("01-where-conflict-comes-from"), live=False)
    switch(page)
    assert page.url == course.page("es/01-where-conflict-comes-from")
    assert page.evaluate("document.documentElement.lang") == "es"
    switch(page)
    assert page.url == course.page("01-where-conflict-comes-from")


def test_the_switch_keeps_the_state_in_the_address(course, open_page):
    page = open_page(course.page("es/index") + "#w=kept", live=False)
    switch(page)
    assert page.url == course.page("index") + "#w=kept"


def test_the_first_page_offers_the_language_chosen_before(course, open_page):
    page = open_page(course.page(), live=False, locale="en-GB")
    offer = page.locator(".selfhelp-offer")
    assert offer.is_hidden()
    switch(page)
    page.goto(course.page())
    expect(offer).to_be_visible()
    offer.locator("a").click()
    page.wait_for_url(course.page("es/index"))


def test_the_axes_of_a_chart_write_numbers_by_language(course, open_page):
    page = open_page(course.page("es/05-the-ward-simulator"))
    page.wait_for_selector(".selfhelp-figure svg text")
    texts = page.eval_on_selector_all(
        ".selfhelp-figure svg text", "all => all.map((each) => each.textContent)"
    )
    assert any("0,2" in text for text in texts)
    assert not any("0.2" in text for text in texts)
