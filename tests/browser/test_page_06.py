"""Page 06 in a real browser: conversations by tap and by key, and the bridge that draws beside them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import settle

pytestmark = pytest.mark.browser
PAGE = "06-mediating-a-conflict"
TURNING = "#cell-turning .selfhelp-option"


@pytest.fixture
def page(course, open_page):
    opened = open_page(course.page(PAGE))
    settle(opened)
    return opened


def talk(page, cell="talk-line"):
    return page.locator(f"#cell-{cell} .selfhelp-exercise")


def say(found, line):
    found.locator(".selfhelp-say", has_text=line).click()


def wait_for(page, text, cell="silent"):
    page.wait_for_function(
        "([cell, text]) => document.getElementById(`cell-${cell}`).innerText.includes(text)",
        arg=[cell, text],
        timeout=30_000,
    )


def test_all_six_conversations_open_with_a_line_and_things_to_say(page):
    for cell in ("talk-line", "talk-scan", "talk-drops", "talk-tuesday", "talk-letter", "talk-guest"):
        expect(talk(page, cell).locator(".selfhelp-line")).to_have_count(1)
        assert 2 <= talk(page, cell).locator(".selfhelp-say").count() <= 4


def test_one_line_leads_on_with_feedback_and_its_step(page):
    found = talk(page)
    say(found, "Tell me what worries you")
    own = found.locator(".selfhelp-line[data-kind='own']")
    expect(own).to_have_count(1)
    expect(own).to_contain_text("Step 1 of seven", use_inner_text=True)
    expect(own).to_contain_text("first step", use_inner_text=True)
    expect(found.locator(".selfhelp-line").last).to_contain_text("infection", use_inner_text=True)


def test_the_other_branch_is_taken_from_any_line_said(page):
    found = talk(page)
    say(found, "Fine. Sorry.")
    say(found, "Yes, all fine.")
    expect(found.locator(".selfhelp-ending")).to_have_count(1)
    found.locator(".selfhelp-line-other").first.click()
    expect(found.locator(".selfhelp-line")).to_have_count(1)
    # the answer to the ending comes late, and must leave the focus where the hand is by now
    page.wait_for_function("[...selfhelp.models.values()].every((model) => !model.inFlight)")
    assert page.evaluate("document.activeElement.classList.contains('selfhelp-say')")
    say(found, "Who made that up?")
    expect(found.locator(".selfhelp-line").last).to_contain_text("not accusing", use_inner_text=True)


def test_what_was_said_is_drawn_beside_the_path_not_taken(page):
    expect(page.locator("#cell-silent")).to_contain_text("Two more lines appear", use_inner_text=True)
    expect(page.locator("#cell-turning")).to_contain_text(
        "Say something in a conversation first.", use_inner_text=True
    )
    expect(page.locator(TURNING)).to_have_count(0)
    say(talk(page), "Who made that up?")
    wait_for(page, "You said: “At home I'm good enough")
    wait_for(page, "95% interval of the mean", "open")
    strokes = page.locator("#cell-silent svg .mark-line path")
    assert strokes.count() >= 3
    expect(page.locator(TURNING)).to_have_count(1)


def test_the_lever_at_only_this_once_lays_the_paths_on_one_another(page):
    say(talk(page), "Who made that up?")
    wait_for(page, "You said:")
    slider = page.locator("#cell-habit-lever input[type='range']")
    slider.focus()
    page.keyboard.press("Home")
    wait_for(page, "a difference of 0.0 points")


def test_a_try_lays_out_a_talk_and_undo_takes_it_back(page):
    page.locator("#cell-tries button", has_text="A sharp word").click()
    wait_for(page, "A sharp", "tries")
    wait_for(page, "You said:", "silent-again")
    page.wait_for_function(f"document.querySelectorAll({TURNING!r}).length === 7")
    page.locator("#cell-open button", has_text="Undo").click()
    wait_for(page, "Two more lines appear", "silent-again")


def test_both_charts_of_the_long_run_are_marked_as_assumptions(page):
    for cell in ("silent", "open", "silent-again"):
        assert page.locator(f"#cell-{cell} [data-status='assumption']").count() >= 1


def test_a_finished_talk_is_there_again_after_a_reload(page):
    found = talk(page)
    say(found, "Fine. Sorry.")
    say(found, "Yes, all fine.")
    wait_for(page, "Kept", "keeper")
    page.reload()
    settle(page)
    expect(talk(page).locator(".selfhelp-line[data-kind='own']")).to_have_count(2)
    expect(talk(page).locator(".selfhelp-ending")).to_have_count(1)
    wait_for(page, "You said:")
