"""Curves under a finger: a swipe scrolls, a stroke from side to side draws, a locked curve stays as it is."""

from __future__ import annotations

import pytest

from tests.browser.conftest import REMEMBER, RESTORE
from tests.browser.looking import begun_again, model
from tests.browser.test_widgets_controls import control, in_python, key_of

pytestmark = pytest.mark.browser


def lock(page, sketch):
    page.evaluate(f"{model(key_of(sketch))}.receive({{ disabled: true }})")
    page.wait_for_function("(node) => node.hasAttribute('data-disabled')", arg=sketch.element_handle())


def swipe(page, from_, to):
    """Drag a finger over the glass, as a reader does who wants to scroll, or to draw."""
    cdp = page.context.new_cdp_session(page)

    def at(share):
        return [{"x": from_[0] + share * (to[0] - from_[0]), "y": from_[1] + share * (to[1] - from_[1])}]

    cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at(0)})
    for step in range(1, 11):
        cdp.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at(step / 10)})
    cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.fixture(scope="module")
def phone_once(open_once, gallery):
    size = {"width": 412, "height": 800}
    shown = open_once(gallery.page("gallery"), viewport=size, has_touch=True, is_mobile=True)
    shown.evaluate("selfhelp.opened.then(() => {})")
    shown.evaluate(REMEMBER)
    return shown


@pytest.fixture
def phone(phone_once):
    """The gallery on a phone, with every part put back."""
    return begun_again(phone_once, RESTORE)


def middle_of(page, sketch):
    sketch.locator("svg").evaluate("node => node.scrollIntoView({ block: 'center' })")
    box = sketch.locator("svg").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box


@pytest.mark.parametrize("locked", [False, True])
def test_a_swipe_over_a_curve_scrolls_the_page_and_draws_nothing(phone, locked):
    sketch = control(phone, "sketch")
    if locked:
        lock(phone, sketch)
    x, y, _box = middle_of(phone, sketch)
    before, top = in_python(phone, key_of(sketch)), phone.evaluate("scrollY")
    swipe(phone, (x, y + 60), (x, y - 120))
    phone.wait_for_function("(top) => scrollY > top + 50", arg=top)
    assert in_python(phone, key_of(sketch)) == before


def test_a_finger_draws_from_side_to_side_and_sets_points_by_taps(phone):
    sketch = control(phone, "sketch")
    x, y, box = middle_of(phone, sketch)
    swipe(phone, (box["x"] + box["width"] * 0.2, y), (box["x"] + box["width"] * 0.9, y - 20))
    drawn = in_python(phone, key_of(sketch), "rested")
    assert sum(each is not None for each in drawn) >= 4
    phone.touchscreen.tap(x, y - 40)
    assert in_python(phone, key_of(sketch)) != drawn


def test_a_locked_curve_takes_no_point_from_mouse_finger_or_keys(phone):
    sketch = control(phone, "sketch")
    lock(phone, sketch)
    x, y, box = middle_of(phone, sketch)
    before = in_python(phone, key_of(sketch))
    phone.touchscreen.tap(x, y)
    phone.mouse.move(box["x"] + 70, y)
    phone.mouse.down()
    phone.mouse.move(box["x"] + box["width"] - 20, y - 10, steps=4)
    phone.mouse.up()
    sketch.get_by_role("slider").first.evaluate("node => node.focus()")
    phone.keyboard.press("ArrowUp")
    assert in_python(phone, key_of(sketch)) == before
