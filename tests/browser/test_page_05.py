"""Page 05 in a real browser: wards by name, pins, links, files, challenges."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from selfhelp_teach.model import Scenario

pytestmark = pytest.mark.browser
SLUG = "05-the-ward-simulator"


@pytest.fixture
def page(course, open_page):
    return open_page(course.page(SLUG))


def bench(page):
    return page.locator(".selfhelp-inputs").first


def figure(page, question):
    return page.locator(".selfhelp-figure", has_text=question)


def test_every_chart_of_the_page_is_drawn(page):
    for question in (
        "How many families are in the group?",
        "keep a grievance to themselves",
        "could a visitor see",
        "burnt out",
        "Which inputs decide",
    ):
        expect(figure(page, question).first.locator("canvas, svg").first).to_be_visible()


def test_a_named_ward_sets_the_inputs_and_undo_takes_it_back(page):
    page.get_by_role("button", name="The quiet ward").click()
    expect(bench(page).get_by_role("radio", name="No group")).to_be_checked()
    page.get_by_role("button", name="Undo").first.click()
    expect(bench(page).get_by_role("radio", name="Shared")).to_be_checked()


def test_a_slider_moved_by_keyboard_moves_the_charts_and_the_other_panel(page):
    power = bench(page).get_by_role("slider", name="Power asymmetry")
    power.focus()
    power.press("Home")
    expect(page.locator(".selfhelp-inputs").last.get_by_role("slider", name="Power asymmetry")).to_have_value(
        "0"
    )


def test_pinned_wards_are_compared_in_the_chart_and_in_words(page):
    page.get_by_role("button", name="Three ways to lead").click()
    compared = figure(page, "What differs between the pinned wards")
    expect(compared.locator(".selfhelp-figure-summary")).to_contain_text("against A (Professional-led)")
    expect(compared.locator("canvas, svg").first).to_be_visible()


def test_a_link_opens_the_ward_it_was_copied_from(course, open_page):
    code = Scenario(leadership="none", power_asymmetry=0.35).to_code()
    page = open_page(f"{course.page(SLUG)}#ward={code}")
    expect(bench(page).get_by_role("radio", name="No group")).to_be_checked()
    expect(bench(page).get_by_role("slider", name="Power asymmetry")).to_have_value("0.35")
    page.locator(".selfhelp-address button").click()
    page.wait_for_function("(code) => location.hash.includes(code)", arg=code)


def test_a_damaged_link_says_so_and_leaves_the_ward(course, open_page):
    page = open_page(f"{course.page(SLUG)}#ward=w1_p0.9_00000000")
    expect(page.locator(".selfhelp-address")).to_contain_text("damaged")
    expect(bench(page).get_by_role("radio", name="Shared")).to_be_checked()


def test_the_runs_are_saved_as_csv(page):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save these runs as CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.startswith("run,label,simulated,scenario_code")
    assert len(text.splitlines()) == 61


def test_the_diary_walks_to_the_next_ward(page):
    diary = page.locator(".selfhelp-log")
    before = diary.locator("ol").inner_text()
    diary.get_by_role("button", name="Next ward").click()
    expect(diary).to_contain_text("Ward 2 of")
    expect(diary.locator("ol")).not_to_have_text(before, use_inner_text=True)
