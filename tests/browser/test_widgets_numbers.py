"""Numbers are taken as people write them, or refused in a sentence: none is changed on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_widgets_controls import control, in_python, key_of

pytestmark = pytest.mark.browser


WAYS_TO_WRITE = {"0.8": 0.8, "0,8": 0.8, " 0,25 ": 0.25, ".5": 0.5, "1": 1, "0.755": 0.755}
NO_NUMBERS = ["7,5,5", "1e-1", "0.5.5", "abc", "", "1,000", "--1", "0 5", "½"]


def test_a_number_is_taken_with_either_decimal_sign_and_as_it_was_written(page):
    slider = control(page, "slider")
    box = slider.get_by_role("spinbutton")
    for written, wanted in WAYS_TO_WRITE.items():
        box.fill(written)
        box.press("Enter")
        assert in_python(page, key_of(slider)) == wanted, written


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_leaves_the_one_before_and_says_why(page, written):
    slider = control(page, "slider")
    box = slider.get_by_role("spinbutton")
    box.fill("0,8")
    box.press("Enter")
    box.fill(written)
    box.press("Enter")
    assert in_python(page, key_of(slider)) == 0.8
    assert box.input_value() == "0.80"
    told = slider.get_by_role("alert").inner_text()
    assert told.endswith("0.8 is kept.")
    assert written in told or not written


def test_the_wheel_over_a_number_box_turns_nothing(page):
    slider = control(page, "slider")
    for box in (slider.get_by_role("spinbutton"), control(page, "number").get_by_role("spinbutton")):
        box.scroll_into_view_if_needed()
        box.click()
        before = box.input_value()
        for way in (120, -120, 120):
            page.mouse.wheel(0, way)
        assert box.input_value() == before


def test_arrow_keys_in_a_number_box_step_within_its_bounds(page):
    slider = control(page, "slider")
    box = slider.get_by_role("spinbutton")
    box.press("ArrowUp")
    assert in_python(page, key_of(slider)) == 0.55
    box.fill("1")
    box.press("Enter")
    box.press("ArrowUp")
    assert in_python(page, key_of(slider)) == 1


def test_no_number_box_of_any_page_is_the_browsers_own(page):
    assert page.locator("input[type=number]").count() == 0
    assert page.get_by_role("spinbutton").count() > 3


def test_a_number_in_a_curves_table_is_kept_as_it_is_or_refused_with_the_range(page):
    sketch = control(page, "sketch")
    sketch.locator("summary").click()
    first, second = (sketch.get_by_role("spinbutton").nth(at) for at in (0, 1))
    first.fill("12")
    first.press("Tab")
    assert in_python(page, key_of(sketch))[0] == 12, "between two steps, and not moved to one"
    first.fill("12,5")
    first.press("Tab")
    expect(sketch.get_by_role("alert")).to_have_text(
        "Only whole numbers count here. Enter a number from 0 to 100. 12 is kept."
    )
    second.fill("999")
    second.press("Tab")
    assert in_python(page, key_of(sketch))[:2] == [12, None]
    expect(sketch.get_by_role("alert")).to_contain_text("Enter a number from 0 to 100", use_inner_text=True)
    assert sketch.locator("caption").inner_text() == "members: from 0 to 100 families"
