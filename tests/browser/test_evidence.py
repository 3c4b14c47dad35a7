"""The dashboard of findings in a real browser: one screen, linked, by keyboard, on a phone, and kept in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "evidence"
# What of the upper part is not wholly in the window: facets, both charts' pictures, the list.
_OUTSIDE = """() => [".selfhelp-facets", ".selfhelp-figure-view", ".selfhelp-findings"]
  .flatMap((name) => [...document.querySelectorAll(name)])
  .filter((el) => { const at = el.getBoundingClientRect(); return at.bottom > innerHeight || at.right > innerWidth || !at.height; })
  .map((el) => `${el.className} ${el.getBoundingClientRect().bottom}`)"""


def opened(course, open_page, width, height, address=""):
    page = open_page(course.page(SLUG) + address, viewport={"width": width, "height": height})
    expect(page.locator(".selfhelp-figure-view svg, .selfhelp-figure-view canvas")).to_have_count(2)
    return page


def test_it_fits_a_laptop_and_whatever_is_chosen_the_rest_follows(course, open_page):
    page = opened(course, open_page, 1366, 768)
    assert page.evaluate(_OUTSIDE) == []
    told = page.locator(".selfhelp-facets-told")
    links = page.locator(".selfhelp-findings a.selfhelp-fact")
    everything = links.count()
    dangers = page.get_by_role("button", name="Dangers:")
    dangers.focus()
    page.keyboard.press("Enter")
    expect(dangers).to_have_attribute("aria-pressed", "true")
    expect(links).not_to_have_count(everything)
    expect(told).to_contain_text(f"{links.count()} of {everything}")
    assert page.evaluate("document.activeElement.dataset.value") == "dangers"
    page.wait_for_function("location.hash.includes('theme')")
    kept = page.evaluate("location.hash")
    # a mark of the shares opens its card
    with_marks = page.locator(".selfhelp-figure", has_text="Which shares").locator(".mark-symbol path").first
    with_marks.click()
    note = page.locator("#selfhelp-note")
    expect(note).to_be_visible()
    expect(note.locator(".selfhelp-card-source a")).to_be_attached()
    page.keyboard.press("Escape")
    # only what sources report leaves it whole
    page.evaluate("document.documentElement.dataset.provenance = 'reported'")
    assert page.evaluate(_OUTSIDE.replace("at.bottom > innerHeight || ", "")) == []
    # the address brings the view back
    again = opened(course, open_page, 1366, 768, kept)
    expect(again.get_by_role("button", name="Dangers:")).to_have_attribute("aria-pressed", "true")
    expect(again.locator(".selfhelp-findings a.selfhelp-fact")).to_have_count(links.count())


def test_a_chart_enlarged_has_table_files_sound_and_sources(course, open_page):
    page = opened(course, open_page, 1366, 768)
    figure = page.locator(".selfhelp-figure", has_text="Which shares")
    figure.locator(".selfhelp-figure-large").click()
    expect(figure.locator(".selfhelp-figure-sources li").first).to_be_visible()
    with page.expect_download() as loaded:
        figure.get_by_role("button", name="Save as CSV").click()
    text = loaded.value.path().read_text(encoding="utf-8-sig")
    assert "Source" in text.splitlines()[0]
    assert "Fitch" in text
    expect(figure.get_by_role("button", name="Listen")).to_be_visible()


@pytest.mark.parametrize("width", [360, 390])
def test_a_phone_shows_it_without_a_scroll_to_the_side(course, open_page, width):
    page = opened(course, open_page, width, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("What about", exact=True).click()
    page.get_by_role("button", name="Dangers:").click()
    expect(page.locator(".selfhelp-facets-told")).to_contain_text("5 of")
