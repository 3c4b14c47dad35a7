"""Page 01 in a real browser, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.course.guess import committed
from tests.browser.looking import begun_again

pytestmark = pytest.mark.xdist_group("page 01")
SLUG = "01-where-conflict-comes-from"


@pytest.fixture
def page(opened):
    return committed(begun_again(opened), "p01-predict-quiet", "p01-how-many-organisation")


def cell(page, name):
    return page.locator(f"#cell-{name}")


def test_a_box_of_the_map_is_reached_by_arrow_keys_and_explained(page):
    found = cell(page, "map")
    power = found.get_by_role("button", name="Power asymmetry", exact=True).first
    power.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    role = found.locator(".selfhelp-map-box[aria-pressed=true]")
    assert role.inner_text() == "Professional role and status"
    detail = found.locator(".selfhelp-map-detail")
    expect(detail).to_contain_text("background of conflict", use_inner_text=True)
    expect(found.locator(".selfhelp-map-arrow[data-chosen]")).to_have_count(3)
    # from a neighbour named in the explanation on to its box
    detail.get_by_role("button", name="Power asymmetry").focus()
    page.keyboard.press("Enter")
    assert power.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.dataset.key") == "P.roots.power"


def test_the_arrows_are_a_table_too(page):
    found = cell(page, "map")
    found.get_by_text("Show the arrows as a list").focus()
    page.keyboard.press("Enter")
    expect(found.locator("tbody tr")).to_have_count(12)


def test_the_lever_moves_the_chart_and_the_ward_by_arrow_keys(page):
    figure = cell(page, "power-curves").locator(".selfhelp-figure-summary")
    expect(figure).to_contain_text("At power 0.7")
    ward = cell(page, "power-ward").locator(".selfhelp-ward-canvas")
    drawn = ward.get_attribute("data-drawn")
    cell(page, "power-lever").get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(figure).to_contain_text("At power 0.65")
    expect(ward).not_to_have_attribute("data-drawn", drawn)
    # the second panel holds the same power
    expect(cell(page, "levers").get_by_role("slider").first).to_have_value("0.65")


def test_a_thing_to_try_is_one_press_and_undone_by_another(page):
    levers = cell(page, "levers")
    summary = cell(page, "levers-curves").locator(".selfhelp-figure-summary")
    before = summary.text_content()
    levers.get_by_role("button", name="All power with staff").focus()
    page.keyboard.press("Enter")
    expect(summary).not_to_have_text(before)
    expect(levers.get_by_role("slider").first).to_have_value("1")
    levers.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(levers.get_by_role("slider").first).to_have_value("0.7")
