"""Page 03 in a real browser, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.course.guess import committed
from tests.browser.looking import begun_again

pytestmark = pytest.mark.xdist_group("page 03")
SLUG = "03-three-ways-to-lead-a-group"
PREDICTIONS = ("p03-draw-membership", "p03-rank-life", "p03-take-away-access", "p03-through-whom")


@pytest.fixture
def page(opened):
    return committed(begun_again(opened), *PREDICTIONS)


def cell(page, name):
    return page.locator(f"#cell-{name}")


def test_the_month_of_the_ward_marks_the_month_in_the_charts_without_the_kernel(page):
    slider = cell(page, "ward-picture").get_by_role("slider", name="month")
    slider.focus()
    picture = cell(page, "survival").locator("svg")
    before = picture.inner_html()
    page.keyboard.press("End")
    expect(cell(page, "ward-picture").locator(".selfhelp-figure-summary")).to_contain_text("Month 60")
    expect(picture).not_to_have_js_property("innerHTML", before)


def test_play_moves_the_months(page):
    ward = cell(page, "ward-picture")
    month = ward.get_by_role("slider", name="month")
    month.press("Home")
    before = month.input_value()
    ward.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    expect(month).not_to_have_value(before)


def test_another_leadership_shows_another_ward(page):
    ward = cell(page, "ward-picture")
    expect(ward).to_contain_text("shared group")
    cell(page, "leadership").get_by_role("radio", name="shared").focus()
    page.keyboard.press("ArrowDown")
    expect(ward).to_contain_text("independent group")


def test_closing_the_doors_is_one_press_and_undone_by_another(page):
    won = cell(page, "won").locator(".selfhelp-figure-summary")
    before = won.text_content()
    cell(page, "both").get_by_role("button", name="Close the doors").focus()
    page.keyboard.press("Enter")
    expect(won).not_to_have_text(before)
    doors = cell(page, "both").get_by_role("switch").first
    expect(doors).not_to_be_checked()
    cell(page, "both").get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(doors).to_be_checked()
