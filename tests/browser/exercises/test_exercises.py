"""Every type of exercise as a learner meets it: by keyboard and single taps, locked, kept, told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from selfhelp_teach.exercises.types import TYPES
from selfhelp_teach.records.schema import Record
from tests.browser.looking import begun_again, model, violations
from tests.conftest import reload
from tests.records.examples import entry

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("exercises")]


@pytest.fixture
def own_page(open_page, exercises):
    """A page with every type, opened for one test that leaves it spoilt."""
    return open_page(exercises.page("every-type"))


@pytest.fixture(scope="module")
def opened(open_once, exercises):
    return open_once(exercises.page("every-type"))


@pytest.fixture
def page(opened):
    """A page with every type, on which nothing is answered; tests of this file share it."""
    begun_again(opened)
    opened.wait_for_function("!document.querySelector('.selfhelp-feedback:not(:empty)')")
    return opened


def exercise(page, kind):
    return page.locator(f".selfhelp-exercise[data-type='{kind}']")


def verdict(part):
    found = part.locator(".selfhelp-verdict")
    found.wait_for()
    return found.inner_text()


def told(part):
    """Return the verdict, once the live region has announced it."""
    found = verdict(part)
    part.page.wait_for_function(
        "(said) => document.getElementById('selfhelp-live').textContent.includes(said)", arg=found
    )
    return found


def kept(part, kind):
    """Return how a page is asked for the entries of an exercise."""
    return f"__selfhelpStore.history('{part.get_attribute('data-exercise')}', '{kind}')"


def press(part, name):
    """Reach a button by its name and press it by keyboard."""
    button = part.get_by_role("button", name=name, exact=False).first
    button.focus()
    button.press("Enter")


def commit(part, sure="sure"):
    part.get_by_role("radio", name=sure, exact=True).check()
    press(part, "Commit to this")
    said = told(part)
    expect(part.locator(".selfhelp-verdict")).to_be_in_viewport(ratio=1)
    return said


def test_single_choice_by_keyboard_with_feedback_source_and_retries(untouched):
    part = untouched("single-choice")
    radio = part.get_by_role("radio", name="The second answer")
    radio.focus()
    radio.press("Space")
    press(part, "Check")
    assert told(part) == "Not yet."
    expect(part).to_contain_text("Why this is not right", use_inner_text=True)
    assert part.locator(".selfhelp-source .selfhelp-status").inner_text() == "reported"
    radio.press("ArrowUp")
    press(part, "Check")
    part.get_by_text("Right.", exact=True).wait_for()
    expect(part).to_contain_text("Tries so far: 2", use_inner_text=True)


def test_multiple_choice_by_keyboard(untouched):
    part = untouched("multiple-choice")
    for name in ("This holds", "This holds too"):
        part.get_by_role("checkbox", name=name, exact=True).press("Space")
    press(part, "Check")
    assert told(part) == "Right."


def test_a_number_prediction_is_locked_and_set_beside_the_result(untouched):
    part = untouched("number")
    page = part.page
    name = part.get_attribute("data-exercise")
    content = page.evaluate(f"{model(name)}.state.content")
    assert "59.5" not in json.dumps(content)
    box = part.get_by_role("spinbutton")
    box.press_sequentially("30")
    press(part, "Commit to this")
    part.get_by_text("Say how sure you are first.").wait_for()
    assert commit(part) == "Far from the result. That is what predictions are for."
    expect(part.get_by_role("img", name="You expected: 30%. Result: 59.5%")).to_be_visible()
    expect(part.locator(".selfhelp-between")).to_have_text(
        "The result lies 29.5 percentage points above your guess."
    )
    expect(part.locator(".selfhelp-between-shade")).to_be_attached()
    assert box.is_disabled()
    assert part.get_by_role("button", name="Commit to this").is_hidden()
    gap = part.locator(".selfhelp-gap textarea")
    gap.fill("I trusted hospitals.")
    page.wait_for_function(f"{kept(part, 'gap')}.length === 1")


def test_the_result_is_not_shown_before_the_prediction_is_committed(untouched):
    part = untouched("number")
    assert part.locator(".selfhelp-feedback").inner_text() == ""
    assert part.get_by_role("button", name="Show the result").is_hidden()


def test_in_class_the_result_waits_until_whoever_presents_shows_it(own_page):
    page = own_page
    part = exercise(page, "number")
    part.get_by_role("spinbutton").press_sequentially("30")
    part.get_by_role("radio", name="sure", exact=True).check()
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-present").click()
    page.wait_for_function("document.documentElement.hasAttribute('data-presenting')")
    while not part.is_visible():
        page.keyboard.press("ArrowRight")
    press(part, "Commit to this")
    part.get_by_text("Your prediction is locked in.").wait_for()
    page.wait_for_function("__selfhelpStore.history('my-number', 'prediction')[0]?.details?.verdict")
    expect(part.locator(".selfhelp-feedback")).to_be_empty()
    shows = part.get_by_role("button", name="Show the result")
    expect(shows).to_be_focused()
    shows.press("Enter")
    assert told(part) == "Far from the result. That is what predictions are for."


def test_who_goes_on_while_the_result_is_on_its_way_is_not_called_back(untouched):
    part = untouched("number")
    page = part.page
    part.get_by_role("spinbutton").press_sequentially("30")
    part.get_by_role("radio", name="sure", exact=True).check()
    elsewhere = page.locator("[data-type='free-text'] textarea").first
    part.evaluate(
        """(el) => {
          [...el.querySelectorAll("button")].find((each) => each.textContent === "Commit to this").click();
          document.querySelector("[data-type='free-text'] textarea").focus();
        }"""
    )
    assert told(part)
    expect(elsewhere).to_be_focused()


def test_whoever_would_rather_not_guess_goes_on_to_the_result_and_it_is_kept_as_that(page):
    part = exercise(page, "number")
    press(part, "I'd rather not guess")
    expect(part.locator(".selfhelp-verdict")).to_have_text("You went on without a guess. Here is the result.")
    expect(part.locator(".selfhelp-mark-result").first).to_be_attached()
    expect(part.locator(".selfhelp-mark-own")).to_have_count(0)
    expect(part.locator(".selfhelp-between")).to_have_count(0)
    expect(part.get_by_role("button", name="Commit to this")).to_be_hidden()
    reload(page)
    expect(exercise(page, "number").locator(".selfhelp-verdict")).to_contain_text("without a guess")
    expect(exercise(page, "number").get_by_role("button", name="I'd rather not guess")).to_be_hidden()


def test_ranking_by_keyboard(untouched):
    part = untouched("ranking")
    press(part, "Move down: One thing")
    assert commit(part) != ""
    expect(part).to_contain_text("The source gives no order among these.", use_inner_text=True)


def test_an_order_nobody_confirmed_is_asked_for_by_the_name_of_its_button(untouched):
    part = untouched("ranking")
    press(part, "Commit to this")
    part.get_by_text("Move a line first, or press “This order is mine”.").wait_for()


def test_a_number_out_of_bounds_moves_nothing_that_is_about_to_be_pressed(untouched):
    part = untouched("number")
    below = part.get_by_role("button", name="Commit to this")
    box = part.get_by_role("spinbutton")
    before = below.bounding_box()["y"] - box.bounding_box()["y"]
    box.fill("100000")
    box.press("Tab")
    part.get_by_text("Enter a number").wait_for()
    assert below.bounding_box()["y"] - box.bounding_box()["y"] == before


def test_matching_by_single_taps(untouched):
    part = untouched("matching")
    for card, target in (("A card", "One heading"), ("A card that fits both", "Another heading")):
        part.get_by_role("button", name=card, exact=True).click()
        part.get_by_role("button", name=f"Place here: {target}").click()
    press(part, "Check")
    assert told(part) == "Right."


def test_who_sorts_by_taps_has_the_next_card_picked_already(untouched):
    part = untouched("matching")
    page = part.page
    part.get_by_role("button", name="A card", exact=True).click()
    part.get_by_role("button", name="Place here: One heading").click()
    following = part.get_by_role("button", name="A card that fits both")
    expect(following).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(following).to_have_attribute("aria-pressed", "false")
    following.click()
    part.get_by_role("button", name="Place here: Another heading").click()
    press(part, "Check")
    assert told(part) == "Right."


def test_matching_that_is_not_whole_is_told(untouched):
    part = untouched("matching")
    page = part.page
    press(part, "Check")
    part.get_by_text("2 of 2 cards are not placed yet. Place each of them.").wait_for()
    assert page.evaluate("document.activeElement.matches('.selfhelp-card')"), "it goes to what is missing"


MISSING = {
    "single-choice": "No option is chosen. Choose one.",
    "free-text": "There is no text yet. Write something first.",
    "number": "Enter a number from 0 to 100.",
    "curve": "points of the curve are not set yet. Set each of them.",
    "likert": "statements are not answered yet.",
    "confidence": "No level is chosen. Choose how sure you are.",
}


@pytest.mark.parametrize("kind", MISSING)
def test_an_answer_that_is_not_whole_is_told_by_what_is_missing_and_where(untouched, kind):
    part = untouched(kind)
    part.locator(".selfhelp-main").first.click()
    expect(part.locator(".selfhelp-exercise-status")).to_contain_text(MISSING[kind], use_inner_text=True)
    assert part.evaluate(
        "(node) => node.querySelector('.selfhelp-exercise-input').contains(document.activeElement)"
    )


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\ufeff", "\u3164\u2800", " \n\u00a0", "\u0301"])
def test_an_answer_of_signs_that_cannot_be_seen_is_not_handed_in(untouched, blank):
    part = untouched("free-text")
    page = part.page
    part.locator("textarea").first.fill(blank)
    press(part, "Keep this answer")
    part.get_by_text("There is no text yet. Write something first.").wait_for()
    assert page.evaluate(f"{kept(part, 'answer')}.length") == 0


def test_a_sentence_that_needs_reading_is_not_replaced_by_the_word_that_a_draft_is_kept(untouched):
    part = untouched("number")
    part.get_by_role("spinbutton").fill("30")
    press(part, "Commit to this")
    part.locator(".selfhelp-exercise-kept", has_text="Draft kept").wait_for()
    expect(part.locator(".selfhelp-exercise-status")).to_have_text("Say how sure you are first.")


def test_a_number_with_a_decimal_comma_is_locked_as_it_was_meant(untouched):
    part = untouched("number")
    page = part.page
    part.get_by_role("spinbutton").fill("7,5")
    commit(part)
    assert page.evaluate(f"{kept(part, 'prediction')}[0].value") == 7.5


def test_a_number_that_was_not_taken_is_told_before_an_older_one_is_locked_for_it(untouched):
    part = untouched("number")
    page = part.page
    box = part.get_by_role("spinbutton")
    box.fill("40")
    box.press("Tab")
    box.fill("500")
    part.get_by_role("radio", name="guessing").check()
    press(part, "Commit to this")
    expect(part.locator(".selfhelp-exercise-status")).to_contain_text("40 is kept", use_inner_text=True)
    assert page.evaluate(f"{kept(part, 'prediction')}.length") == 0
    assert box.evaluate("node => node === document.activeElement")


def test_the_last_hint_keeps_the_focus_where_it_is(untouched):
    part = untouched("single-choice")
    button = part.locator(".selfhelp-actions button").last
    while button.get_attribute("aria-disabled") != "true":
        button.press("Enter")
        assert button.evaluate("node => node === document.activeElement")
    button.press("Enter")
    assert button.evaluate("node => node === document.activeElement")


def test_a_curve_entered_as_numbers_is_told_in_words(untouched):
    part = untouched("curve")
    part.locator("summary", has_text="Enter the curve as numbers").press("Enter")
    for box in part.get_by_role("spinbutton").all():
        box.fill("10")
        box.press("Tab")
    commit(part)
    expect(part.locator(".selfhelp-feedback")).to_contain_text("You expected", use_inner_text=True)
    expect(part.locator(".selfhelp-sketch-references path")).to_have_count(1)


def test_confidence_and_inventory_are_noted_and_the_inventory_is_private(untouched):
    part = untouched("confidence")
    page = part.page
    part.get_by_role("radio", name="unsure").check()
    press(part, "Keep this answer")
    assert told(part) == "Noted."
    part = untouched("likert")
    for row in part.get_by_role("radiogroup").all():
        row.get_by_role("radio", name="agree", exact=True).check()
    press(part, "Keep this answer")
    assert told(part) == "Noted."
    expect(part).to_contain_text("Your mean on “acceptance”: 3 of 5", use_inner_text=True)
    assert page.evaluate(f"{kept(part, 'answer')}[0].private") is True


def test_a_challenge_is_checked_on_the_ward_as_it_is_set(page):
    part = exercise(page, "challenge")
    press(part, "Check the ward as it is set now")
    assert told(part) == "Right."
    colours = part.locator("[data-reached=true] > .selfhelp-tag").evaluate_all(
        "(all) => all.map((el) => [getComputedStyle(el).color, getComputedStyle(el.parentElement).color])"
    )
    assert colours, "each goal that is reached is marked"
    assert all(tag != line for tag, line in colours), "and in a colour of its own"
    kept = page.evaluate("__selfhelpStore.history('my-challenge', 'challenge')[0]")
    assert kept["value"] == {"leadership": "shared", "power_asymmetry": 0.7}
    assert (kept["scenario"], kept["seed"]) == ("leadership=shared", 7)


def test_a_conversation_by_keyboard_with_the_other_branch(untouched):
    part = untouched("conversation")
    page = part.page
    press(part, "That must be hard")
    part.locator(".selfhelp-ending", has_text="The conversation goes on.").wait_for()
    page.wait_for_function("document.getElementById('selfhelp-live').textContent.includes('goes on')")
    part.locator(".selfhelp-coach summary").click()
    expect(part).to_contain_text("Step 1 of seven", use_inner_text=True)
    press(part, "Go back and say something else")
    press(part, "You will be told")
    part.locator(".selfhelp-ending", has_text="The parent falls silent").wait_for()
    page.wait_for_function(f"{kept(part, 'answer')}.length === 2")


def test_hints_come_one_at_a_time_and_are_announced(untouched):
    part = untouched("single-choice")
    page = part.page
    assert "A nudge" not in part.inner_text()
    press(part, "Show a hint (1 of 2)")
    part.get_by_text("A nudge that does not give the answer away.").wait_for()
    page.wait_for_function("document.getElementById('selfhelp-live').textContent.includes('A nudge')")
    assert "A second one" not in part.inner_text()
    press(part, "Show a hint (2 of 2)")
    part.get_by_text("A second one, for who wants more.").wait_for()
    page.wait_for_function("document.getElementById('selfhelp-live').textContent.includes('A second one')")
    expect(part.get_by_role("button", name="All hints are shown")).to_have_attribute("aria-disabled", "true")


def test_every_exercise_has_a_name(page):
    for part in page.locator(".selfhelp-exercise").all():
        assert part.evaluate(
            "(el) => document.getElementById(el.getAttribute('aria-labelledby')).textContent"
        )
        unnamed = part.evaluate(
            """(el) => [...el.querySelectorAll("input:not([type=file]), textarea, button, select")]
            .filter((control) => !control.labels?.length && !control.getAttribute("aria-label")
              && !control.textContent.trim()).length"""
        )
        assert unnamed == 0


def test_what_a_learner_writes_is_text_and_nothing_else(page):
    attack = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    part = exercise(page, "free-text")
    part.locator("textarea").fill(attack)
    press(part, "Keep this answer")
    part.locator(".selfhelp-sample").wait_for()
    told(part)
    model_answer = part.locator(".selfhelp-sample .selfhelp-prose").text_content().split()[0:6]
    heard = page.locator("#selfhelp-live").text_content()
    assert " ".join(model_answer) not in heard, "a model answer that is closed is not read out"
    reload(page)
    part.locator(".selfhelp-sample").wait_for()
    assert part.locator("textarea").input_value() == attack
    assert page.title() != "run"
    expect(page.locator(".selfhelp-exercise img[src='x']")).to_have_count(0)


def test_a_record_with_any_values_breaks_no_exercise_and_locks_none(own_page, tmp_path):
    """As an altered file would bring them, or an exercise whose type was changed."""
    page = own_page
    rows = []
    for kind in page.evaluate("[...document.querySelectorAll('.selfhelp-exercise')].map((el) => el.dataset)"):
        handed_in = "prediction" if kind["prediction"] == "true" else "answer"
        values = (5000, "x", [[1]], ["x"], {"a": [1]}, {"a": 1}, True, [None])
        rows += [
            entry(kind=one, exercise=kind["exercise"], value=value, details={"revealed": True})
            for value in values
            for one in (handed_in, "draft", "gap")
        ]
        rows.append(entry(kind=handed_in, exercise=kind["exercise"], value=12, exercise_version=9))
        rows.append(entry(kind="hint", exercise=kind["exercise"], value=1e300))
    file = tmp_path / "record.json"
    file.write_text(Record.of(rows).to_json(), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Nothing that was here was lost.").wait_for()
    reload(page)
    assert page.locator(".selfhelp-exercise").count() == len(TYPES)
    number = exercise(page, "number")
    number.get_by_role("spinbutton").fill("30")
    assert commit(number).startswith("Far from the result")
    exercise(page, "matching").get_by_role("button", name="A card", exact=True).click()
    part = exercise(page, "ranking")
    press(part, "Move down: One thing")
    assert commit(part) != ""


def test_free_text_is_counted_and_starters_can_be_taken(untouched):
    part = untouched("free-text")
    press(part, "What surprised me was")
    assert part.locator("textarea").input_value() == "What surprised me was "
    expect(part).to_contain_text("4 words; about 60 or more are useful here", use_inner_text=True)


def test_a_text_is_kept_whole_or_stays_in_its_box_with_the_reason(untouched):
    part = untouched("free-text")
    page = part.page
    box = part.locator("textarea")
    newest = f"value => {kept(part, 'answer')}.at(-1)?.value === value"
    whole = "Quietly, ünd für ever. " * 4000  # 92,000 signs: far beyond the 20,000 that were kept once
    page.evaluate(
        "([box, text]) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }",
        [box.element_handle(), whole],
    )
    press(part, "Keep this answer")
    page.wait_for_function(newest, arg=whole)
    page.evaluate(
        "([box, text]) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }",
        [box.element_handle(), whole * 12],
    )
    press(part, "Keep this answer")
    expect(part).to_contain_text("1000", use_inner_text=True)
    assert len(box.input_value()) == len(whole * 12), "nothing is cut"
    assert page.evaluate(f"({newest})({json.dumps(whole)})")


def test_everything_is_there_after_a_reload(page):
    part = exercise(page, "single-choice")
    part.get_by_role("radio", name="The first answer").check()
    press(part, "Check")
    assert verdict(part) == "Right."
    number = exercise(page, "number")
    number.get_by_role("spinbutton").fill("30")
    commit(number)
    page.reload()
    part.get_by_role("radio", name="The first answer").wait_for()
    assert part.get_by_role("radio", name="The first answer").is_checked()
    assert verdict(part) == "Right."
    assert verdict(number).startswith("Far from the result")
    assert number.get_by_role("spinbutton").is_disabled()


def test_a_draft_is_kept_within_two_seconds_of_typing(own_page):
    page = own_page
    box = exercise(page, "free-text").locator("textarea")
    page.clock.install()
    page.clock.pause_at(
        datetime.now(UTC) + timedelta(hours=1)
    )  # two seconds of the page's own clock, however busy we are
    box.press_sequentially("Half a thought")
    page.clock.run_for(2000)
    assert page.evaluate("JSON.stringify({ ...localStorage }).includes('Half a thought')")
    page.clock.resume()
    page.reload()
    expect(box).to_have_value("Half a thought")


def test_what_was_typed_at_the_last_moment_is_kept(page):
    box = exercise(page, "free-text").locator("textarea")
    box.fill("Written in the moment of leaving")
    page.reload()
    expect(box).to_have_value("Written in the moment of leaving")


def test_the_record_of_a_page_is_a_record_python_reads(page):
    from selfhelp_teach.records.reading import parse

    part = exercise(page, "single-choice")
    part.get_by_role("radio", name="The first answer").check()
    press(part, "Check")
    verdict(part)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download my answers").click()
    record = parse(saved.value.path().read_bytes())
    (kept,) = record.history("my-single-choice", "answer")
    assert (kept.value, kept.score, kept.page, kept.exercise_version) == ("first", 1, "02", 1)
    assert kept.package
    assert record.aside == ()


def test_a_phone_shows_every_exercise_without_sideways_scrolling(open_page, exercises):
    page = open_page(exercises.page("every-type"), viewport={"width": 360, "height": 740}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_type_passes_axe(page):
    part = exercise(page, "single-choice")
    part.get_by_role("radio", name="The second answer").check()
    press(part, "Check")
    verdict(part)
    number = exercise(page, "number")
    number.get_by_role("spinbutton").fill("30")
    commit(number)
    press(exercise(page, "conversation"), "That must be hard")
    assert violations(page, [".selfhelp-exercise", ".selfhelp-record-sync"]) == []
