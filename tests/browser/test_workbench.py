"""The workbench of page 05: rail, ward and charts in one view, and what stands under its tabs."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import expect

from selfhelp_teach.model import Scenario
from tests.browser.course.guess import committed
from tests.browser.looking import begun_again
from tests.browser.test_page_03 import PREDICTIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("workbench")]
SLUG = "05-the-ward-simulator"
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1920, "height": 1080}
_BOX = "(el) => { const r = el.getBoundingClientRect(); return [r.top, r.bottom, r.left, r.right]; }"
PAUSE = "(button) => button.textContent === 'Pause' && button.click()"
_HEADER = "document.querySelector('.selfhelp-header').getBoundingClientRect().bottom"
# The median time between two frames over a second and a half.
_FRAMES = """() => new Promise((done) => {
  const times = [];
  let before = 0;
  const look = (now) => {
    if (before) times.push(now - before);
    before = now;
    if (times.length < 90) requestAnimationFrame(look);
    else done(times.sort((a, b) => a - b)[45]);
  };
  requestAnimationFrame(look);
})"""


def at_the_bench(page, size):
    page.set_viewport_size(size)
    page.locator("#cell-bench").evaluate(
        "(el) => { const top = el.getBoundingClientRect().top; scrollBy(0, top - 120); }"
    )
    return page


@pytest.fixture
def page(opened):
    return at_the_bench(begun_again(opened), LAPTOP)


@pytest.fixture(scope="module")
def at_the_ward(course, open_once):
    """What opens the step of the ward, as it is come to, once in a window of each size: tests that press come last."""
    return cache(
        lambda width, height: open_once(
            f"{course.page(SLUG)}#step=the-ward", whole=False, viewport={"width": width, "height": height}
        )
    )


def chart(page, question):
    return page.locator("[data-area='chart'] .selfhelp-figure", has_text=question)


def inside(page, found):
    top, bottom, left, right = found.evaluate(_BOX)
    size = page.viewport_size
    return (
        top >= page.evaluate(_HEADER) - 1
        and bottom <= size["height"]
        and left >= 0
        and right <= size["width"]
    )


def test_rail_ward_four_charts_and_pin_are_in_one_view_on_a_laptop(page):
    seen = [
        page.get_by_role("radiogroup", name="Who leads the group"),
        page.get_by_role("slider", name="Power asymmetry"),
        page.get_by_role("slider", name="Staff attitudes", exact=True),
        page.get_by_role("button", name="Pin as A"),
        page.locator(".selfhelp-ward-canvas"),
        page.locator(".selfhelp-ward .selfhelp-play-button"),
        *page.locator("[data-area='chart'] .selfhelp-figure-view").all(),
        page.get_by_role("tablist", name="More of this ward"),
    ]
    assert len(seen) == 11
    for found in seen:
        expect(found).to_be_visible()
        assert inside(page, found), found
    # with the heading of its step and the words under it
    top = page.locator("#the-ward").evaluate(_BOX)[0]
    bottom = max(found.evaluate(_BOX)[1] for found in seen[:-1])
    assert bottom - top <= LAPTOP["height"] - page.evaluate(_HEADER)


def test_which_leadership_is_best_when_staff_are_guarded_takes_two_clicks_and_no_scrolling(page):
    before = page.evaluate("scrollY")
    attitudes = page.get_by_role("slider", name="Staff attitudes", exact=True)
    attitudes.click(position={"x": 1, "y": 8})
    expect(attitudes).to_have_value("0")
    page.get_by_role("button", name="All leaders on this ward").first.click()
    for question in ("families are in the group", "open conflict"):
        drawn = chart(page, question)
        for letter in "ABCD":
            expect(drawn.locator("svg text", has_text=f"{letter} ").first).to_be_visible()
        assert inside(page, drawn.locator(".selfhelp-figure-view"))
    assert page.evaluate("scrollY") == before


def test_the_step_of_the_ward_opens_on_the_whole_workbench_with_nothing_scrolled(at_the_ward):
    page = at_the_ward(**LAPTOP)
    for found in (
        page.get_by_role("slider", name="Power asymmetry"),
        page.get_by_role("button", name="Pin as A"),
        page.locator(".selfhelp-ward-canvas"),
        *page.locator("[data-area='chart'] .selfhelp-figure-view").all(),
    ):
        expect(found).to_be_visible()
        assert inside(page, found), found
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("tablist", name="More of this ward")).to_be_visible()
    expect(page.locator(".selfhelp-compared")).to_be_visible()


@pytest.mark.parametrize(
    ("slug", "lever", "predictions"),
    [
        ("01-where-conflict-comes-from", "power-lever", ("p01-predict-quiet", "p01-how-many-organisation")),
        ("03-three-ways-to-lead-a-group", "leadership", PREDICTIONS),
    ],
)
def test_lever_ward_and_the_first_chart_are_in_one_view_on_pages_with_one_lever(
    course, open_page, slug, lever, predictions
):
    page = open_page(course.page(slug))
    page.set_viewport_size(LAPTOP)
    committed(page, *predictions)
    bench = page.locator(".selfhelp-bench", has=page.locator(f"#cell-{lever}"))
    bench.evaluate("(el) => scrollBy(0, el.getBoundingClientRect().top - 80)")
    for found in (
        page.locator(f"#cell-{lever} input").first,
        bench.locator(".selfhelp-ward-canvas"),
        bench.locator(".selfhelp-ward .selfhelp-play-button"),
        bench.locator(".selfhelp-figure-view svg").first,
    ):
        expect(found).to_be_visible()
        assert inside(page, found), found


def test_a_chart_is_enlarged_by_a_click_with_words_and_table_and_made_small_by_escape(page):
    figure = chart(page, "burnt out")
    expect(figure.get_by_role("button", name="CSV")).to_be_hidden()
    figure.locator(".selfhelp-figure-view").click()
    expect(figure.get_by_role("button", name="CSV")).to_be_visible()
    expect(figure.locator(".selfhelp-figure-summary")).to_be_visible()
    figure.get_by_role("button", name="Make small again").focus()
    page.keyboard.press("Escape")
    expect(figure.get_by_role("button", name="Enlarge")).to_be_focused()
    expect(figure.get_by_role("button", name="CSV")).to_be_hidden()


def test_one_tab_is_shown_at_a_time_and_the_arrow_keys_choose_the_next(page):
    tabs = page.get_by_role("tablist", name="More of this ward")
    expect(page.locator(".selfhelp-compared")).to_be_visible()
    tabs.get_by_role("tab", name="Compare").focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="Wards to try")).to_be_focused()
    expect(page.get_by_role("button", name="The quiet ward")).to_be_visible()
    expect(page.locator(".selfhelp-compared")).to_be_hidden()


def test_the_goals_of_a_challenge_move_with_the_ward_and_only_its_card_is_shown(page):
    page.get_by_role("tab", name="Challenges").click()
    page.get_by_role("button", name="Make the ward look quiet").click()
    gauge = page.get_by_role("meter").first
    expect(gauge).to_be_visible()
    expect(page.locator(".selfhelp-exercise:visible[data-exercise='p05-the-quiet-ward']")).to_have_count(1)
    expect(page.locator("#cell-bench .selfhelp-exercise:visible")).to_have_count(1)
    before = gauge.get_attribute("value")
    power = page.get_by_role("slider", name="Power asymmetry")
    power.focus()
    power.press("End")
    expect(gauge).not_to_have_attribute("value", before)
    page.get_by_role("button", name="Check the ward").locator("visible=true").click()
    told = page.locator(".selfhelp-goals .selfhelp-tag")
    told.first.wait_for()
    units = ["%)" in each for each in told.all_inner_texts()]
    assert (
        units
        == ["%" in each for each in page.locator(".selfhelp-gauges b").all_inner_texts()]
        == [False, True]
    )


def test_on_a_wide_screen_the_bar_of_steps_is_as_wide_as_the_workbench(at_the_ward):
    page = at_the_ward(**WIDE)
    _top, _bottom, left, right = page.locator("#selfhelp-steps").evaluate(_BOX)
    bench = page.locator("#cell-bench").evaluate(_BOX)
    assert left <= bench[2]
    assert right >= bench[3]


def test_on_a_phone_a_small_chart_is_named_whole_and_its_line_has_room(course, open_page, at_the_ward):
    spanish = open_page(f"{course.page(f'es/{SLUG}')}#step=3", whole=False, viewport=NARROW)
    for page in (at_the_ward(**NARROW), spanish):
        for figure in page.locator("[data-area='chart'] .selfhelp-figure").all():
            figure.locator("svg .mark-area").first.wait_for()
            title = figure.locator(".selfhelp-figure-title")
            assert title.evaluate("(el) => el.scrollHeight <= el.clientHeight + 1"), title.inner_text()
            assert (
                figure.locator("svg .mark-area").first.evaluate("(el) => el.getBoundingClientRect().width")
                > 45
            )
            view = figure.locator(".selfhelp-figure-view").evaluate(_BOX)
            for word in figure.locator("svg text:visible").all():
                top, bottom, _left, right = word.evaluate(_BOX)
                assert view[0] <= top
                assert bottom <= view[1]
                assert right <= view[3]


def test_a_family_s_story_is_read_by_arrow_keys_and_says_that_it_is_simulated(page):
    finder = page.get_by_role("slider", name="One family's story")
    finder.focus()
    page.keyboard.press("ArrowRight")
    story = page.locator(".selfhelp-ward-story")
    expect(story).to_contain_text("Family 1", use_inner_text=True)
    expect(story).to_contain_text("simulated", use_inner_text=True)
    assert "Family 1" in finder.get_attribute("aria-valuetext")
    page.keyboard.press("End")
    expect(finder).to_have_attribute("aria-valuenow", "74")


def test_a_tap_on_the_picture_opens_a_story_and_the_diary_and_the_picture_light_each_other(page):
    page.locator(".selfhelp-ward .selfhelp-play-button").evaluate(PAUSE)
    page.locator(".selfhelp-ward-finder").click(position={"x": 60, "y": 30})
    expect(page.locator(".selfhelp-ward-story")).to_contain_text("Family", use_inner_text=True)
    page.get_by_role("tab", name="Diary").click()
    event = page.locator(".selfhelp-log li").last
    month = event.get_attribute("data-month")
    event.get_by_role("button").click()
    expect(page.locator(".selfhelp-ward").get_by_role("spinbutton")).to_have_value(month)
    expect(event).to_have_attribute("data-now", "")


def test_the_ward_plays_by_itself_once_seen_but_not_for_who_wants_less_motion(course, open_page):
    page = at_the_bench(open_page(course.page(SLUG)), LAPTOP)
    shown = page.locator(".selfhelp-ward").get_by_role("spinbutton")
    page.wait_for_function("(el) => Number(el.value) > 3", arg=shown.element_handle())
    page.locator(".selfhelp-ward-pace").click()
    expect(page.locator(".selfhelp-ward-pace")).to_have_text("\N{MULTIPLICATION SIGN}2")
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    at_the_bench(page, LAPTOP)
    expect(page.locator(".selfhelp-ward .selfhelp-play-button")).to_have_text("Play")
    expect(shown).to_have_value("1")


def test_three_hundred_families_play_as_smoothly_as_the_page_stands_still(course, open_page):
    code = Scenario(families=300).to_code()
    page = at_the_bench(open_page(f"{course.page(SLUG)}#ward={code}"), LAPTOP)
    expect(page.get_by_role("slider", name="One family's story")).to_have_attribute("aria-valuemax", "300")
    button = page.locator(".selfhelp-ward .selfhelp-play-button")
    button.evaluate(PAUSE)
    still = page.evaluate(_FRAMES)
    button.click()
    moving = page.evaluate(_FRAMES)
    assert moving <= max(1000 / 58, 1.05 * still)


def test_on_a_phone_the_values_stay_at_the_top_and_the_levers_are_a_sheet(page):
    at_the_bench(page, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    views = page.locator("[data-area='chart'] .selfhelp-figure-view").all()
    assert all(inside(page, view) for view in views)
    sheet = page.get_by_role("button", name="Levers and pins")
    sheet.click()
    power = page.get_by_role("slider", name="Power asymmetry")
    expect(power).to_be_visible()
    top = page.locator("[data-area='rail']").evaluate(_BOX)[0]
    assert top > PHONE["height"] / 2
    assert all(view.evaluate(_BOX)[1] <= top for view in views)
    page.get_by_role("button", name="Close the levers").click()
    expect(power).to_be_hidden()


def test_on_a_phone_the_levers_are_within_reach_above_the_bar_of_steps(at_the_ward):
    page = at_the_ward(**NARROW)
    bar = page.locator("#selfhelp-steps").evaluate(_BOX)[0]
    button = page.get_by_role("button", name="Levers and pins")
    assert page.evaluate("scrollY") == 0
    assert inside(page, button)
    assert button.evaluate(_BOX)[1] <= bar, "nothing has been scrolled, and the button is in sight"
    button.click()
    assert page.locator("[data-area='rail']").evaluate(_BOX)[1] <= bar + 1
    page.get_by_role("button", name="Close the levers").click()


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_challenge_that_is_started_is_brought_into_view_with_its_goals(at_the_ward, size):
    page = at_the_ward(**size)
    page.get_by_role("tab", name="Challenges").click()
    page.get_by_role("button", name="Make the ward look quiet").click()
    heading = page.locator("[data-exercise='p05-the-quiet-ward'] h3")
    bar = page.locator("#selfhelp-steps").evaluate(_BOX)[0]
    page.wait_for_function(
        f"(heading) => {{ const box = heading.getBoundingClientRect(); return box.top > {_HEADER} && box.bottom < {bar}; }}",
        arg=heading.element_handle(),
    )
    expect(page.get_by_role("meter").first).to_be_in_viewport()
