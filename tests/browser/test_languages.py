"""The switch in the header: the same page in the other language, at the same place, and kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from selfhelp_teach.serving import course as course_map

pytestmark = pytest.mark.browser


def switch(page):
    page.locator(".selfhelp-header .selfhelp-language").click()
    page.wait_for_load_state("domcontentloaded")


@pytest.mark.parametrize("entry", course_map.PAGES, ids=lambda entry: entry.slug)
def test_the_switch_leads_to_the_same_page_and_back(course, open_page, entry):
    page = open_page(course.page(entry.slug), live=False)
    switch(page)
    assert page.url == course.page(f"es/{entry.slug}")
    assert page.evaluate("document.documentElement.lang") == "es"
    expect(page.locator(".selfhelp-map [aria-current]")).to_have_count(1)
    assert {a.get_attribute("lang") for a in page.locator(".selfhelp-header .selfhelp-language").all()} == {
        "en"
    }
    switch(page)
    assert page.url == course.page(entry.slug)


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
