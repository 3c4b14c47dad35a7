"""Page 04 in a real browser: worries by keyboard, things to try, two chairs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "04-what-professionals-fear"


@pytest.fixture
def page(course, open_page):
    return open_page(course.page(SLUG))


def figure(page, question):
    return page.locator(".selfhelp-figure", has_text=question)


def summary_of(page, question):
    return figure(page, question).locator(".selfhelp-figure-summary")


def test_every_chart_of_the_page_is_drawn(page):
    for question in (
        "sent to the group",
        "join in a month",
        "families are in the group",
    ):
        expect(figure(page, question).locator("canvas, svg").first).to_be_visible()


def test_a_worry_eased_by_keyboard_moves_perceived_danger_and_the_charts(page):
    slider = page.get_by_role("slider", name="Misinformation")
    before = summary_of(page, "families are in the group").inner_text()
    slider.focus()
    slider.press("Home")
    expect(page.locator(".selfhelp-inputs-readout")).to_contain_text("Perceived danger: 0.51")
    expect(summary_of(page, "families are in the group")).not_to_have_text(before)


def test_a_thing_to_try_is_undone_with_one_click(page):
    readout = page.locator(".selfhelp-inputs-readout")
    page.get_by_role("button", name="Ease all seven").click()
    expect(readout).to_contain_text("Perceived danger: 0.00")
    page.get_by_role("button", name="Undo").first.click()
    expect(readout).to_contain_text("Perceived danger: 0.60")


def test_the_switch_tells_each_chair_what_it_could_not_see(page):
    chairs = page.locator(".selfhelp-chairs")
    expect(chairs.locator("[data-unseen]")).to_have_count(0)
    chairs.get_by_role("switch").focus()
    page.keyboard.press("Space")
    expect(chairs.locator("[data-unseen]").first).to_contain_text("Could not see")
    before = chairs.locator("tbody").inner_text()
    chairs.get_by_role("button", name="Next ward").click()
    expect(chairs).to_contain_text("Ward 2 of")
    expect(chairs.locator("tbody")).not_to_have_text(before, use_inner_text=True)
