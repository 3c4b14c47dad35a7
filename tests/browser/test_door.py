"""The first page as a door, the course's map with its pictures and rings, and what a link to a page shows."""

from __future__ import annotations

import io
import urllib.request

import pytest
from PIL import Image
from playwright.sync_api import expect

from scripts.draw_cover import COVER, DARK, in_the_dark
from selfhelp_teach.serving import course as course_map

pytestmark = pytest.mark.browser
NUMBERED = [page for page in course_map.pages() if page.number]


def test_the_door_starts_at_the_first_page_and_shows_every_page_with_picture_and_minutes(course, open_page):
    page = open_page(course.page(), viewport={"width": 1366, "height": 768})
    start = page.locator(".selfhelp-start")
    expect(start).to_be_in_viewport()
    assert start.get_attribute("href") == NUMBERED[0].file
    expect(page.locator(".selfhelp-continue")).to_be_hidden()
    cards = page.locator(".selfhelp-door a[data-page]:visible")
    expect(cards).to_have_count(len(NUMBERED) + 1)  # and the screen of all findings
    for at, entry in enumerate(NUMBERED):
        expect(cards.nth(at)).to_contain_text(entry.question["en"])
        expect(cards.nth(at)).to_contain_text("min")
        assert cards.nth(at).locator(".selfhelp-picture svg").bounding_box()["width"] > 40


def test_who_comes_back_goes_on_where_they_were(course, open_page):
    page = open_page(course.page(NUMBERED[0].slug), whole=False)
    page.locator("#selfhelp-steps [data-to='1']").click()
    page.goto(course.page())
    going = page.locator(".selfhelp-continue")
    expect(going).to_contain_text("step 2 of")
    card = page.locator(f".selfhelp-door a[data-page='{NUMBERED[0].slug}']")
    expect(card.locator(".selfhelp-ring")).to_be_visible()
    going.click()
    expect(page.locator("#selfhelp-steps [data-place]")).to_contain_text("2 /")


def test_a_link_to_a_page_shows_its_title_its_question_and_our_picture(course, open_page):
    page = open_page(course.page(NUMBERED[1].slug))
    tags = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('meta[property^=og]')].map((el) => [el.getAttribute('property'), el.content]))"
    )
    assert NUMBERED[1].title["en"] in tags["og:title"]
    assert tags["og:description"] == NUMBERED[1].question["en"]
    assert tags["og:image"].startswith(course.url)
    with urllib.request.urlopen(tags["og:image"]) as answer:
        assert Image.open(io.BytesIO(answer.read())).size == (1200, 630)


def test_the_drawing_of_every_page_takes_the_colours_around_it():
    from selfhelp_teach.serving.assets import STATIC

    for entry in course_map.PAGES:
        drawing = (STATIC / "pictures" / f"{entry.slug}.svg").read_text(encoding="utf-8")
        assert "currentColor" in drawing
        assert "var(--selfhelp-" in drawing


def test_the_cover_has_a_dark_form_that_is_the_light_one_in_the_pages_own_dark_colours():
    assert DARK.read_text(encoding="utf-8") == in_the_dark(COVER.read_text(encoding="utf-8"))
    with Image.open(DARK.with_suffix(".png")) as dark, Image.open(COVER.with_suffix(".png")) as light:
        assert dark.size == light.size
        assert sum(dark.getpixel((5, 5))[:3]) < 150
        assert sum(light.getpixel((5, 5))[:3]) > 600


FIRST_SCREEN = (
    ".selfhelp-door-ward canvas.selfhelp-ward-canvas",
    ".selfhelp-door-answers button >> nth=0",
    ".selfhelp-door-answers button >> nth=2",
    ".selfhelp-door-lever input[type=range]",
    ".selfhelp-start",
)
_DRAWN = (
    "(at) => Number(document.querySelector('.selfhelp-door-ward .selfhelp-ward-canvas').dataset.drawn) > at"
)


LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.mark.parametrize("language", ["", "es/"])
@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_moving_ward_a_question_a_lever_and_start_are_on_the_first_screen(
    course, open_page, device, language
):
    page = open_page(course.page(f"{language}index"), locale=language[:2] or "en-GB", **device)
    size = tuple(device["viewport"].values())
    for selector in FIRST_SCREEN:
        box = page.locator(selector).bounding_box()
        assert box["y"] + box["height"] <= size[1], selector
        assert box["x"] + box["width"] <= size[0], selector
    assert page.evaluate("scrollY") == 0
    page.wait_for_function(_DRAWN, arg=20, timeout=10_000)


def test_a_guess_is_answered_by_the_ward_and_gives_the_lever_to_the_reader(course, open_page):
    page = open_page(course.page(), viewport={"width": 1366, "height": 768})
    lever = page.locator(".selfhelp-door-lever input[type=range]")
    said = page.locator(".selfhelp-door-said")
    expect(lever).to_be_disabled()
    assert said.inner_text() == "", "nothing tells the result before"
    page.get_by_role("button", name="More complain").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Something else happens here.")
    expect(said).to_contain_text("simulated wards")
    mine = page.locator(".selfhelp-door-answers [aria-pressed='true']")
    expect(mine).to_contain_text("your guess")
    expect(page.locator(".selfhelp-door-answers [data-right]")).to_contain_text("More keep silent")
    expect(lever).to_have_value("1")
    lever.focus()
    page.keyboard.press("Home")
    drawn = int(page.locator(".selfhelp-door-ward canvas").first.get_attribute("data-drawn"))
    page.wait_for_function(_DRAWN, arg=drawn)
    page.locator(".selfhelp-door-answers button").last.dispatch_event("click")
    expect(mine).to_contain_text("More complain")  # the first guess stays


def test_who_wants_less_motion_meets_a_still_ward_and_may_look_without_a_guess(course, open_page):
    page = open_page(course.page(), reduced_motion="reduce")
    button = page.locator(".selfhelp-door-ward .selfhelp-play-button")
    expect(button).to_have_text("Back to the start")  # it shows its last month
    page.get_by_role("button", name="I'd rather just look").click()
    expect(page.locator(".selfhelp-door-said")).to_contain_text("keep a grievance to themselves")
    expect(page.locator(".selfhelp-door-answers [aria-pressed='true']")).to_have_count(0)
    expect(button).to_have_text("Back to the start")


def test_a_talk_is_offered_at_the_door_and_opens_where_it_is_held(course, open_page):
    page = open_page(course.page(), whole=False)
    page.locator(".selfhelp-entrance").get_by_role("link", name="begin with a conversation").click()
    expect(page.locator("[data-here] .selfhelp-say").first).to_be_visible()
