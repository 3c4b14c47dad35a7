"""Page 04 in a real browser: worries by keyboard, things to try, two chairs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.course.guess import committed
from tests.browser.looking import begun_again, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("page 04")]
SLUG = "04-what-professionals-fear"
PREDICTIONS = (
    *("p04-danger-and-referral", "p04-how-many-had-heard"),
    *("p04-nurses-see-help", "p04-rank-what-nurses-said"),
)


@pytest.fixture
def page(opened):
    return committed(begun_again(opened), *PREDICTIONS)


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
    expect(page.locator(".selfhelp-panel-readout")).to_contain_text("Perceived danger: 0.51")
    expect(summary_of(page, "families are in the group")).not_to_have_text(before)


def test_a_thing_to_try_is_undone_with_one_click(page):
    readout = page.locator(".selfhelp-panel-readout")
    page.get_by_role("button", name="Ease all seven").click()
    expect(readout).to_contain_text("Perceived danger: 0.00")
    page.get_by_role("button", name="Undo").first.click()
    expect(readout).to_contain_text("Perceived danger: 0.60")


def test_one_sits_in_one_chair_until_it_is_said_what_each_could_not_see(page):
    chairs = page.locator(".selfhelp-chairs")
    both = chairs.get_by_role("button", name="Both chairs")
    expect(both).to_have_attribute("aria-disabled", "true")
    parents, staff = (
        page.locator(f".selfhelp-ward[data-key='04-ward-{chair}']") for chair in ("parents", "staff")
    )
    expect(parents).to_be_visible()
    expect(staff).to_be_hidden()
    expect(chairs.locator("td[data-chair=staff]:not([data-faded])")).to_have_count(0)
    chairs.get_by_role("button", name="professional's chair").click()
    expect(parents).to_be_hidden()
    expect(staff).to_be_visible()
    expect(chairs.locator("td[data-chair=parents]:not([data-faded])")).to_have_count(0)
    before = chairs.locator("tbody").inner_text()
    chairs.get_by_role("button", name="Next ward").click()
    expect(chairs).to_contain_text("Ward 2 of")
    expect(chairs.locator("tbody")).not_to_have_text(before, use_inner_text=True)
    expect(chairs.locator("[data-unseen]")).to_have_count(0)
    said = page.locator("[data-exercise=p04-what-each-could-not-see]")
    said.get_by_role("textbox").first.fill("In month 20 the parents knew, and the staff did not.")
    said.get_by_role("button", name="Keep this answer").click()
    expect(both).to_have_attribute("aria-disabled", "false")
    both.focus()
    page.keyboard.press("Enter")
    expect(chairs.locator("[data-unseen]").first).to_contain_text("Could not see")
    expect(parents).to_be_visible()
    expect(staff).to_be_visible()
    assert violations(page, [".selfhelp-chairs"]) == []


def test_a_chart_names_the_prediction_that_it_waits_for_and_leads_to_it(course, open_page):
    page = open_page(f"{course.page(SLUG)}#step=then-and-now", whole=False)
    note = page.locator("#cell-then-now-chart .selfhelp-figure-note")
    committed(page, "p04-how-many-had-heard", waits=True)
    second = "How many nurses see shared experience as a help?"
    expect(note).to_contain_text(second)
    link = note.get_by_role("link", name=second)
    link.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=second)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(
        page.locator("[data-exercise=p04-nurses-see-help]").get_by_role("spinbutton").first
    ).to_be_visible()
    page.go_back()
    expect(link).to_be_visible()
