"""Page 03 in a real browser, by keyboard."""

import pytest

SLUG = "03-three-ways-to-lead-a-group"


@pytest.fixture
def page(course, open_page):
    return open_page(course.page(SLUG))


def cell(page, name):
    return page.locator(f"#cell-{name}")


def until(page, expression, argument=None):
    page.wait_for_function(expression, arg=argument, timeout=60_000)


def test_the_chart_of_members_opens_when_the_drawn_curve_is_committed(page):
    members = cell(page, "members")
    assert "First draw the curve" in members.inner_text()
    exercise = cell(page, "draw-membership")
    exercise.locator(".selfhelp-sketch-table summary").focus()
    page.keyboard.press("Enter")
    for box in exercise.locator(".selfhelp-sketch-table input").all():
        box.focus()
        page.keyboard.type("15")
        page.keyboard.press("Tab")
    exercise.get_by_role("radio", name="unsure").focus()
    page.keyboard.press("Space")
    exercise.get_by_role("button", name="Commit").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the focus goes on to the button that shows the result
    until(page, "() => document.querySelector('#cell-members .selfhelp-figure-note').hidden")
    assert "shared" in members.locator(".selfhelp-figure-summary").inner_text()


def test_the_month_of_the_ward_marks_the_month_in_the_charts_without_the_kernel(page):
    slider = cell(page, "ward-picture").get_by_role("slider")
    slider.focus()
    before = cell(page, "survival").locator("svg").inner_html()
    page.keyboard.press("End")
    assert "Month 60" in cell(page, "ward-picture").locator(".selfhelp-figure-summary").inner_text()
    until(page, "(was) => document.querySelector('#cell-survival svg').innerHTML !== was", before)


def test_play_moves_the_months(page):
    ward = cell(page, "ward-picture")
    before = ward.get_by_role("slider").input_value()
    ward.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    until(
        page, "(was) => document.querySelector('#cell-ward-picture input[type=range]').value !== was", before
    )


def test_another_leadership_shows_another_ward(page):
    ward = cell(page, "ward-picture")
    assert "shared group" in ward.inner_text()
    cell(page, "leadership").get_by_role("radio", name="shared").focus()
    page.keyboard.press("ArrowDown")
    until(
        page, "() => document.querySelector('#cell-ward-picture').textContent.includes('independent group')"
    )


def test_closing_the_doors_is_one_press_and_undone_by_another(page):
    won = cell(page, "won").locator(".selfhelp-figure-summary")
    before = won.inner_text()
    cell(page, "both").get_by_role("button", name="Close the doors").focus()
    page.keyboard.press("Enter")
    until(
        page,
        "(was) => document.querySelector('#cell-won .selfhelp-figure-summary').textContent !== was",
        before,
    )
    assert not cell(page, "both").get_by_role("switch").first.is_checked()
    cell(page, "both").get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    until(page, "() => document.querySelector('#cell-both input[role=switch]').checked")


def test_every_part_shows_something_and_nothing_runs_over_the_edge_of_a_phone(course, open_page):
    page = open_page(course.page(SLUG), viewport={"width": 390, "height": 844})
    assert page.locator(".selfhelp-failed").count() == 0
    until(page, "() => document.querySelectorAll('.selfhelp-figure-view svg').length >= 8")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
