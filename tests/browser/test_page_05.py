"""Page 05 in a real browser: wards by name, pins, links, files, challenges."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from selfhelp_teach.model import Scenario
from tests.browser.looking import begun_again
from tests.conftest import wait_until_live

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("page 05")]
SLUG = "05-the-ward-simulator"


@pytest.fixture
def page(opened):
    return begun_again(opened)


def bench(page):
    return page.locator(".selfhelp-panel").first


def figure(page, question):
    return page.locator(".selfhelp-figure", has_text=question)


def test_every_chart_in_view_is_drawn_and_the_others_when_their_tab_is_opened(page):
    for question in (
        "How many families are in the group?",
        "keep a grievance to themselves",
        "could a visitor see",
        "burnt out",
    ):
        expect(figure(page, question).first.locator("canvas, svg").first).to_be_visible()
    page.get_by_role("tab", name="What matters").click()
    expect(figure(page, "Which inputs decide").locator("canvas, svg").first).to_be_visible()


def test_a_named_ward_sets_the_inputs_and_undo_takes_it_back(page):
    page.get_by_role("tab", name="Wards to try").click()
    page.get_by_role("button", name="The quiet ward").click()
    expect(bench(page).get_by_role("radio", name="No group")).to_be_checked()
    page.get_by_role("button", name="Undo").first.click()
    expect(bench(page).get_by_role("radio", name="Shared")).to_be_checked()


def test_a_slider_moved_by_keyboard_moves_the_charts(page):
    told = figure(page, "burnt out").first.locator(".selfhelp-figure-summary")
    before = told.inner_text()
    power = bench(page).get_by_role("slider", name="Power asymmetry")
    power.focus()
    power.press("Home")
    expect(told).not_to_have_text(before, use_inner_text=True)
    expect(power).to_have_value("0")


def test_all_leaders_are_compared_on_the_ward_as_it_is(page):
    power = bench(page).get_by_role("slider", name="Power asymmetry")
    power.focus()
    power.press("Home")
    page.get_by_role("button", name="All leaders on this ward").first.click()
    compared = page.locator(".selfhelp-compared")
    expect(compared.locator("tbody").first.get_by_role("row")).to_have_count(4)
    for letter, name in zip("ABCD", ("No group", "Professional-led", "Shared", "Independent"), strict=True):
        row = compared.locator("tbody").first.get_by_role("row", name=letter + " " + name)
        assert all(cell.strip() for cell in row.get_by_role("cell").all_inner_texts())
    expect(power).to_have_value("0")


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
    assert text.removeprefix("\ufeff").startswith("run,label,simulated,scenario_code")
    assert len(text.splitlines()) == 61


def test_the_diary_walks_to_the_next_ward(page):
    page.get_by_role("tab", name="Diary").click()
    diary = page.locator(".selfhelp-log")
    before = diary.locator("ol").inner_text()
    diary.get_by_role("button", name="Next ward").click()
    expect(diary).to_contain_text("Ward 2 of")
    expect(diary.locator("ol")).not_to_have_text(before, use_inner_text=True)


def test_levers_pins_and_steps_to_undo_go_along_when_the_kernel_is_gone(course, open_page):
    page = open_page(course.page(SLUG), strict=False)
    power = bench(page).get_by_role("slider", name="Power asymmetry")
    pins = page.locator(".selfhelp-pins-list li")
    undo = page.get_by_role("button", name="Undo").first
    power.press("p")
    expect(pins).to_have_count(1)
    before = pins.all_inner_texts()
    was = power.input_value()
    power.press("Home")
    expect(undo).to_be_enabled()
    page.evaluate("() => fetch(`/selfhelp/end/${selfhelp.kernel.id}`, { method: 'POST' }).then(() => {})")
    page.get_by_role("button", name="Start it again").click()
    wait_until_live(page)
    expect(power).to_have_value("0")
    expect(pins).to_have_text(before, use_inner_text=True)
    undo.click()
    expect(power).to_have_value(was)
    expect(pins).to_have_text(before, use_inner_text=True)
    undo.click()
    expect(pins).to_have_count(0)
