"""Page 06 in a real browser: conversations by tap and by key, and the bridge that draws beside them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from selfhelp_teach.pages.conversation import DRAWN
from tests.browser.course.guess import committed
from tests.browser.looking import QUIET, begun_again, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("page 06")]
SLUG = "06-mediating-a-conflict"
TURNING = "#cell-turning .selfhelp-option"


# How much is told of a line is chosen at each talk, and no answer.
COACHED = "(all) => all.forEach((radio) => radio.checked || radio.click())"


@pytest.fixture
def fresh(course, open_page):
    """The page in which nothing has been said yet."""
    return committed(settle(open_page(course.page(SLUG))), DRAWN)


@pytest.fixture
def page(opened):
    """The page with every talk at its beginning; the tests of this file share it."""
    begun_again(opened).get_by_label("after each line").evaluate_all(COACHED)
    expect(opened.locator(".selfhelp-line[data-kind='own']")).to_have_count(0)
    return committed(opened, DRAWN)


def talk(page, cell="talk-line"):
    return page.locator(f"#cell-{cell} .selfhelp-exercise")


def say(found, line):
    found.locator(".selfhelp-say", has_text=line).click()


def wait_for(page, text, cell="silent"):
    expect(page.locator(f"#cell-{cell}")).to_contain_text(text)


def test_all_six_conversations_open_with_a_line_and_things_to_say(page):
    for cell in ("talk-line", "talk-scan", "talk-drops", "talk-tuesday", "talk-letter", "talk-guest"):
        expect(talk(page, cell).locator(".selfhelp-line")).to_have_count(1)
        assert 2 <= talk(page, cell).locator(".selfhelp-say").count() <= 4


def test_one_line_leads_on_with_feedback_and_its_step(page):
    found = talk(page)
    say(found, "Tell me what worries you")
    own = found.locator(".selfhelp-line[data-kind='own']")
    expect(own).to_have_count(1)
    expect(own).not_to_contain_text("first step", use_inner_text=True)
    own.locator(".selfhelp-coach summary").click()
    expect(own).to_contain_text("Step 1 of seven", use_inner_text=True)
    expect(own).to_contain_text("first step", use_inner_text=True)
    expect(found.locator(".selfhelp-line").last).to_contain_text("infection", use_inner_text=True)


def test_the_other_branch_is_taken_from_any_line_said(page):
    found = talk(page)
    say(found, "Fine. Sorry.")
    say(found, "Yes, all fine.")
    expect(found.locator(".selfhelp-ending")).to_have_count(1)
    found.locator(".selfhelp-talk-behind > summary").click()
    found.locator(".selfhelp-line-other").first.click()
    expect(found.locator(".selfhelp-line")).to_have_count(1)
    # the answer to the ending comes late, and must leave the focus where the hand is by now
    page.wait_for_function(QUIET)
    assert page.evaluate("document.activeElement.classList.contains('selfhelp-say')")
    say(found, "Who made that up?")
    expect(found.locator(".selfhelp-line").last).to_contain_text("not accusing", use_inner_text=True)


def test_what_was_said_is_drawn_beside_the_path_not_taken(fresh):
    page = fresh
    expect(page.locator("#cell-silent")).to_contain_text("Two more lines appear")  # behind "More", and heard
    expect(page.locator("#cell-turning")).to_contain_text(
        "Say something in a conversation first.", use_inner_text=True
    )
    expect(page.locator(TURNING)).to_have_count(0)
    say(talk(page), "Who made that up?")
    wait_for(page, "You said: “At home I'm good enough")
    wait_for(page, "95% interval of the mean", "open")
    page.locator("#cell-silent .selfhelp-figure-view").scroll_into_view_if_needed()  # drawn when it is seen
    page.wait_for_function("document.querySelectorAll('#cell-silent svg .mark-line path').length >= 3")
    expect(page.locator(TURNING)).to_have_count(1)


def test_who_deletes_everything_leaves_nothing_that_was_said_on_the_page(fresh):
    page = fresh
    say(talk(page), "Who made that up?")
    wait_for(page, "You said: “At home I'm good enough")
    page.get_by_text("Your answers", exact=True).click()
    page.get_by_role("button", name="Delete everything about me").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.locator("#cell-silent")).not_to_contain_text("You said")
    expect(page.locator(".selfhelp-history").get_by_role("button").first).to_be_disabled()
    expect(talk(page).locator(".selfhelp-line")).to_have_count(1)
    say(talk(page), "Who made that up?")
    wait_for(page, "You said: “At home I'm good enough")


def test_the_lever_at_only_this_once_lays_the_paths_on_one_another(fresh):
    page = fresh
    say(talk(page), "Who made that up?")
    wait_for(page, "You said:")
    slider = page.locator("#cell-habit-lever input[type='range']")
    slider.focus()
    page.keyboard.press("Home")
    wait_for(page, "a difference of 0.0 points")


def test_a_try_lays_out_a_talk_and_undo_takes_it_back(fresh):
    page = fresh
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
    committed(page, DRAWN)
    expect(talk(page).locator(".selfhelp-line[data-kind='own']")).to_have_count(2)
    expect(talk(page).locator(".selfhelp-ending")).to_have_count(1)
    wait_for(page, "You said:")


DROPS = "thank reflect take-up pause ring explain want propose agenda"


def walk(found, path):
    for key in path.split():
        found.locator(f".selfhelp-say[data-key='{key}']").click()


def test_one_message_is_on_show_the_thread_is_folded_and_trust_moves(page):
    found = talk(page, "talk-drops")
    walk(found, "thank reflect")
    expect(found.locator(".selfhelp-line:visible")).to_have_count(2)
    theirs = found.locator(".selfhelp-trust", has_text="Their trust in you")
    expect(theirs).to_contain_text("4 of 5 (+1)", use_inner_text=True)
    found.locator(".selfhelp-talk-behind > summary").click()
    expect(found.locator(".selfhelp-line:visible")).to_have_count(5)


def test_after_the_talk_one_looks_back_and_the_other_side_is_heard_only_then(page):
    found = talk(page, "talk-drops")
    thought = "Nobody has shouted yet"
    assert thought not in page.content()
    walk(found, DROPS)
    told = found.locator(".selfhelp-debrief")
    told.wait_for()
    for title in ("The turning point", "Steps taken", "Steps not taken", "Skills you showed"):
        expect(told).to_contain_text(title, use_inner_text=True)
    assert thought in told.text_content()
    expect(found.locator(".selfhelp-endings li[data-found='true']")).to_have_count(1)
    expect(found.locator(".selfhelp-endings li[data-found='false']")).to_have_count(4)
    told.locator("textarea").fill("I would ask her first.")
    wait_for(page, "Kept", "keeper")
    page.reload()
    settle(page)
    expect(talk(page, "talk-drops").locator(".selfhelp-debrief textarea")).to_have_value(
        "I would ask her first."
    )


def test_without_coaching_nothing_is_told_of_a_line_nor_afterwards(page):
    found = talk(page, "talk-drops")
    found.get_by_label("none, as in an exam").check()
    walk(found, "scold elsewhere")
    expect(found.locator(".selfhelp-ending")).to_have_count(1)
    page.wait_for_function(QUIET)
    for hidden in (".selfhelp-coach", ".selfhelp-trust", ".selfhelp-debrief"):
        expect(found.locator(hidden)).to_have_count(0)


def test_coaching_at_the_end_keeps_each_line_bare_and_looks_back_afterwards(page):
    found = talk(page, "talk-drops")
    found.get_by_label("at the end").check()
    walk(found, "scold elsewhere")
    expect(found.locator(".selfhelp-coach")).to_have_count(0)
    found.locator(".selfhelp-debrief").wait_for()
