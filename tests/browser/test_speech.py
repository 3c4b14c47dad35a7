"""What a screen reader is told: one short, named sentence for one act, from what has the focus."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.course.guess import committed
from tests.browser.hearing import Listener, words
from tests.browser.test_page_03 import PREDICTIONS
from tests.conftest import reload, wait_until_live

pytestmark = pytest.mark.browser
SHORT = 32  # words of one sentence with the name of what it tells of


def set_speech(page, how):
    page.locator(".selfhelp-tools summary").click()
    page.get_by_label("Changes told to screen readers").select_option(how)
    page.keyboard.press("Escape")


def move(page, key):
    """Move the lever, and wait until its charts have answered."""
    before = page.locator(".selfhelp-figure-summary").all_text_contents()
    page.get_by_role("slider", name="Power asymmetry").first.press(key)
    page.wait_for_function(
        "(before) => JSON.stringify([...document.querySelectorAll('.selfhelp-figure-summary')].map((el) => el.textContent)) !== before",
        arg=json.dumps(before, ensure_ascii=False, separators=(",", ":")),
    )


def test_one_move_of_a_lever_is_told_once_in_a_short_sentence_that_names_its_chart(own_page):
    listener = Listener(own_page)
    said = listener.after(lambda: move(own_page, "ArrowLeft"))
    assert len(said) == 1, said
    assert words(said) <= SHORT, said
    titles = own_page.locator(".selfhelp-figure-title").all_inner_texts()
    assert any(title and said[0].startswith(title) for title in titles), said


def test_how_much_is_told_is_chosen_in_the_view_menu_and_kept(own_page):
    listener = Listener(own_page)
    set_speech(own_page, "off")
    assert listener.after(lambda: move(own_page, "ArrowLeft")) == []
    set_speech(own_page, "full")
    said = listener.after(lambda: move(own_page, "ArrowLeft"))
    summaries = own_page.locator("p:has(+ .selfhelp-figure-summary)").all_text_contents()  # in full
    assert any(said[-1].endswith(summary) for summary in summaries if summary), said
    reload(own_page)
    expect(own_page.locator("#selfhelp-speech")).to_have_value("full")


def test_a_page_that_opens_says_nothing_of_its_charts(course, open_page):
    page = open_page(course.page("01-where-conflict-comes-from"), live=False)
    page.wait_for_selector("#selfhelp-doing", state="attached")
    wait_until_live(page)
    listener = Listener(page)
    listener.rest()
    assert page.locator("#selfhelp-live").inner_text() == ""


def test_a_lever_whose_charts_wait_for_a_prediction_says_so_once(course, open_page):
    page = open_page(course.page("01-where-conflict-comes-from"))
    listener = Listener(page)
    lever = page.locator("#cell-power-lever input[type=range]")
    waits = page.locator("#cell-power-curves .selfhelp-figure-note").inner_text()
    assert listener.after(lambda: lever.press("ArrowLeft")) == [waits]
    assert listener.after(lambda: lever.press("ArrowLeft")) == [], "and not at every press"


def test_a_line_of_a_talk_is_answered_once_and_shortly_and_no_chart_speaks(course, open_page):
    page = open_page(course.page("06-mediating-a-conflict"))
    listener = Listener(page)
    talk = page.locator("#cell-talk-line")
    for _line in range(6):
        choices = talk.locator(".selfhelp-say")
        if not choices.count():
            break
        said = listener.after(choices.first.click)
        reply = talk.locator(".selfhelp-line").last.locator("p").last.inner_text()
        comment = talk.locator(".selfhelp-line-feedback").last.text_content()
        heard = " ".join(listener.all())
        assert heard.count(reply) == 1, heard
        assert comment not in heard, "coaching waits behind its tap"
        assert said, "the answer is heard"
        titles = page.locator(".selfhelp-figure-title").all_inner_texts()
        assert not any(title in heard for title in titles), heard


LEVERS = {
    "05-the-ward-simulator": (".selfhelp-panel input[type=range]", "PageDown", ()),
    "03-three-ways-to-lead-a-group": ("#cell-leadership input:checked", "ArrowDown", PREDICTIONS),
}


@pytest.mark.parametrize("slug", LEVERS)
def test_a_ward_on_show_that_becomes_another_is_told(course, open_page, slug):
    lever, key, predictions = LEVERS[slug]
    page = committed(open_page(course.page(slug)), *predictions)
    listener = Listener(page)
    ward = page.locator(".selfhelp-ward")
    picture = ward.locator(".selfhelp-figure-summary")
    before = ward.text_content()

    def move_a_lever():
        page.locator(lever).first.press(key)
        expect(ward).not_to_have_text(before)

    said = listener.after(move_a_lever)
    assert picture.text_content()
    assert len(said) == 1, "once"
    assert said[0].startswith(ward.locator(".selfhelp-figure-title").inner_text())
    assert words(said) <= SHORT, said
