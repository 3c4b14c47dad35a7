"""Every control by keyboard and by single taps, named, described, and large enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looking import model

pytestmark = pytest.mark.browser


def control(page, kind, at=0):
    return page.locator(f".selfhelp-{kind}").nth(at)


def in_python(page, key, trait="value"):
    return page.evaluate(f"{model(key)}.get('{trait}')")


def key_of(part):
    return part.get_attribute("data-key")


def test_a_slider_moves_by_keys_by_buttons_and_by_typing_and_goes_back_to_its_default(page):
    slider = control(page, "slider")
    key = key_of(slider)
    slider.get_by_role("slider").press("ArrowRight")
    assert in_python(page, key) == 0.55
    slider.get_by_role("button", name="Less: Power asymmetry").press("Enter")
    slider.get_by_role("button", name="More: Power asymmetry").click()
    slider.get_by_role("spinbutton", name="Power asymmetry, exact value").fill("0.8")
    slider.get_by_role("spinbutton").press("Enter")
    assert in_python(page, key) == in_python(page, key, "rested") == 0.8
    assert slider.get_by_role("slider").get_attribute("aria-valuetext") == "0.8"
    slider.get_by_role("button", name="Reset Power asymmetry to 0.5").click()
    assert in_python(page, key) == 0.5
    slider.get_by_role("slider").press("PageUp")
    assert in_python(page, key) == in_python(page, key, "rested") == 0.6
    slider.get_by_role("slider").press("PageDown")
    assert in_python(page, key) == 0.5
    slider.get_by_role("slider").press("End")
    assert slider.get_by_role("slider").get_attribute("aria-valuetext") == "1, staff decide alone"


def test_a_number_out_of_bounds_is_refused_with_the_bounds_and_the_value_stays(page):
    slider = control(page, "slider")
    slider.get_by_role("spinbutton").fill("7")
    slider.get_by_role("spinbutton").press("Tab")
    assert slider.get_by_role("alert").inner_text() == "Enter a number from 0 to 1. 0.5 is kept."
    assert slider.get_by_role("spinbutton").input_value() == "0.50"
    number = control(page, "number")
    number.get_by_role("spinbutton").fill("75")
    number.get_by_role("spinbutton").press("Tab")
    assert number.get_by_role("alert").inner_text() == "Enter a number from 0 to 74."
    assert number.get_by_role("spinbutton").get_attribute("aria-invalid") == "true"
    assert in_python(page, key_of(number)) is None
    number.get_by_role("spinbutton").fill("33")
    number.get_by_role("spinbutton").press("Tab")
    assert in_python(page, key_of(number)) == 33


def test_a_slider_says_its_description_and_where_its_numbers_come_from(page):
    slider = control(page, "slider").get_by_role("slider")
    described = page.evaluate(
        "(node) => node.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent)",
        slider.element_handle(),
    )
    assert described == ["How much more the ward can decide than the family.", "our assumption"]


def test_a_disabled_control_does_nothing(page):
    slider = (
        control(page, "slider")
        .and_(page.locator("[data-disabled]"))
        .or_(page.locator(".selfhelp-slider[data-disabled]"))
        .first
    )
    assert all(each.is_disabled() for each in slider.locator("input, button").all())


def test_choices_are_radio_buttons_or_boxes_in_a_named_group(page):
    one = page.get_by_role("radiogroup", name="Who leads the group?")
    one.get_by_role("radio", name="shared").press("ArrowRight")
    assert in_python(page, key_of(one)) == "independent"
    several = page.get_by_role("group", name="Which of these happen?")
    several.get_by_role("checkbox", name="silence").press("Space")
    assert in_python(page, key_of(several)) == ["waiting", "silence"]


def test_a_switch_has_its_word_and_turns_by_the_space_bar(page):
    switch = page.get_by_role("switch", name="Staff refer families")
    switch.press("Space")
    part = control(page, "switch")
    assert in_python(page, key_of(part)) is False
    expect(part).to_contain_text("off", use_inner_text=True)


def order(page):
    return control(page, "ranking").locator("li").evaluate_all("all => all.map((each) => each.dataset.value)")


def test_a_ranking_is_made_by_buttons_keeping_the_focus_and_saying_the_place(page):
    down = control(page, "ranking").get_by_role("button", name="Move down: waiting")
    down.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert (
        order(page)
        == ["information", "respect", "waiting"]
        == in_python(page, key_of(control(page, "ranking")))
    )
    assert down.evaluate("node => node === document.activeElement")
    page.wait_for_function(
        "document.getElementById('selfhelp-live').textContent === 'waiting is now at place 3 of 3.'"
    )


def test_a_ranking_is_made_by_picking_and_placing_with_keys_or_taps(page):
    ranking = control(page, "ranking")
    ranking.get_by_role("button", name="respect, place 3 of 3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert order(page) == ["respect", "waiting", "information"]
    page.keyboard.press("Escape")
    assert order(page) == ["waiting", "information", "respect"] == in_python(page, key_of(ranking))
    assert page.evaluate("document.activeElement.textContent").endswith("respect"), "the focus goes with it"
    ranking.get_by_role("button", name="respect, place 3 of 3").click()
    ranking.get_by_role("button", name="waiting, place 1 of 3").click()
    assert order(page) == ["respect", "waiting", "information"]


def test_a_ranking_is_made_by_dragging(page):
    items = control(page, "ranking").locator("li")
    items.nth(0).drag_to(items.nth(2))
    assert order(page) == ["information", "respect", "waiting"]


def test_cards_are_sorted_by_picking_a_card_and_a_place(page):
    matching = control(page, "matching")
    matching.get_by_role("button", name="Asking again", exact=True).focus()
    page.keyboard.press("Enter")
    matching.get_by_role("button", name="Place here: Knowledge").focus()
    page.keyboard.press("Enter")
    assert in_python(page, key_of(matching)) == {
        "Being heard": "Access",
        "Knowing the rules": None,
        "Asking again": "Knowledge",
    }
    assert matching.get_by_role("button", name="Knowing the rules").evaluate(
        "node => node === document.activeElement"
    )
    page.wait_for_function(
        "document.getElementById('selfhelp-live').textContent.includes('Asking again placed in Knowledge. 1 left')"
    )
    matching.get_by_role("button", name="Being heard").click()
    matching.get_by_role("button", name="Place here: Not placed yet").click()
    assert in_python(page, key_of(matching))["Being heard"] is None


def test_a_card_let_go_is_not_placed(page):
    matching = control(page, "matching")
    matching.get_by_role("button", name="Asking again", exact=True).click()
    page.keyboard.press("Escape")
    assert matching.get_by_role("button", name="Place here: Knowledge").is_hidden()


def test_a_number_key_puts_the_card_in_focus_into_a_group_and_takes_it_out_again(page):
    matching = control(page, "matching")
    matching.get_by_role("button", name="Being heard").focus()
    for key in "121":
        page.keyboard.press(key)
    sorted_ = in_python(page, key_of(matching))
    assert list(sorted_.values()) == ["Knowledge", "Access", "Knowledge"], "one press a card"
    assert page.evaluate("document.activeElement.matches('.selfhelp-card')"), "the focus is never lost"
    page.keyboard.press("0")
    assert None in in_python(page, key_of(matching)).values()


def test_nothing_moves_while_a_card_is_picked_or_dragged(page):
    matching = control(page, "matching")
    matching.scroll_into_view_if_needed()
    boxes = "(root) => [...root.querySelectorAll('.selfhelp-bin, .selfhelp-card')].map((el) => { const b = el.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"
    before = matching.evaluate(boxes)
    card = matching.get_by_role("button", name="Asking again", exact=True)
    card.click()
    assert matching.evaluate(boxes) == before
    page.keyboard.press("Escape")
    target = matching.locator(".selfhelp-bin").nth(2)
    card.hover()
    page.mouse.down()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=5)
    assert matching.locator("[data-picking]").or_(matching.and_(page.locator("[data-picking]"))).count()
    assert matching.evaluate(boxes) == before, "the group stays below the pointer"
    page.mouse.up()
    page.wait_for_function("(node) => node.querySelector('.selfhelp-card')", arg=target.element_handle())
    assert in_python(page, key_of(matching))["Asking again"] == target.get_attribute("data-value")


def test_a_curve_is_drawn_by_keys_by_numbers_and_cleared(page):
    sketch = control(page, "sketch")
    key = key_of(sketch)
    sketch.get_by_role("slider", name="month 0").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("PageDown")
    assert in_python(page, key)[:3] == [0, 90, None]
    assert (
        sketch.get_by_role("slider", name="month 12").get_attribute("aria-valuetext") == "90 families at 12"
    )
    page.keyboard.press("Delete")
    sketch.locator("summary").click()
    sketch.get_by_role("spinbutton", name="members: month 60").fill("55")
    sketch.get_by_role("spinbutton", name="members: month 60").press("Enter")
    assert in_python(page, key) == in_python(page, key, "rested") == [0, None, None, None, None, 55]
    sketch.get_by_role("button", name="Clear the curve").click()
    assert in_python(page, key) == [None] * 6


def test_a_curve_is_drawn_with_one_stroke_and_by_single_taps(page):
    sketch = control(page, "sketch")
    sketch.locator("svg").evaluate("node => node.scrollIntoView({ block: 'center' })")
    points = [each.bounding_box() for each in sketch.get_by_role("slider").all()]
    middle = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in points]
    page.mouse.move(middle[0][0], middle[0][1] - 20)
    page.mouse.down()
    page.mouse.move(middle[5][0], middle[5][1] - 120, steps=2)
    page.mouse.up()
    drawn = in_python(page, key_of(sketch), "rested")
    assert None not in drawn
    assert drawn == sorted(drawn), "a quick stroke fills the points between its samples"
    page.mouse.click(middle[2][0], middle[2][1] - 150)
    tapped = in_python(page, key_of(sketch))
    assert tapped[2] > drawn[2]
    assert tapped[:2] + tapped[3:] == drawn[:2] + drawn[3:]


def test_play_runs_rests_and_starts_again_from_the_end(page):
    part = page.locator(".selfhelp-play").filter(has_text="Month").first
    slider = part.get_by_role("slider")
    part.get_by_role("button", name="Play: Month").click()
    page.wait_for_function("(node) => Number(node.value) > 13", arg=slider.element_handle())
    part.get_by_role("button", name="Pause: Month").click()
    rested = slider.input_value()
    page.wait_for_function(
        f"[...selfhelp.models.values()].some((m) => m.get('module') === 'play' && m.get('rested') === {rested})"
    )
    slider.press("End")
    part.get_by_role("button", name="Back to the start: Month").click()
    assert int(slider.input_value()) < 5


def test_wards_are_pinned_by_letter_and_let_go_through_python(page):
    pins = page.get_by_role("group", name="Pinned wards", exact=True)
    pins.get_by_role("button", name="Pin as B").click()
    expect(pins.get_by_role("listitem")).to_have_count(2)
    expect(pins).to_contain_text("no room for another", use_inner_text=True)
    pins.get_by_role("button", name="Remove A: ward A").click()
    expect(pins.get_by_role("listitem")).to_have_count(1)
    expect(pins.get_by_role("button", name="Pin as A")).to_be_enabled()


def test_undo_names_what_it_undoes_and_redo_brings_it_back(page):
    page.get_by_role("button", name="Undo: Power asymmetry to 1").click()
    redo = page.get_by_role("button", name="Redo: Power asymmetry to 1")
    redo.click()
    page.get_by_role("button", name="Undo: Power asymmetry to 1").wait_for()


def test_a_preset_pressed_is_marked(page):
    page.get_by_role("button", name="An open ward").click()
    page.wait_for_function("document.querySelector('[data-chosen]')?.textContent === 'An open ward'")


TARGETS = """(least) => [...document.querySelectorAll(
  ":is(.selfhelp-control, .selfhelp-figure, .selfhelp-play) :is(button, input, summary)")]
  .filter((node) => node.checkVisibility())
  .map((node) => {
    const box = (node.closest("label, .selfhelp-switch-box") ?? node).getBoundingClientRect();
    return { what: node.getAttribute("aria-label") ?? node.textContent ?? node.type, size: Math.min(box.width, box.height) };
  })
  .filter(({ size }) => size < least)"""


def test_targets_are_large_enough_for_a_mouse_and_for_a_finger(page, open_page, gallery):
    assert page.evaluate(TARGETS, 24) == []
    touch = open_page(
        gallery.page("gallery"), viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    assert touch.evaluate(TARGETS, 43.5) == []
    assert touch.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


NAMELESS = """() => [...document.querySelectorAll(".selfhelp-control :is(button, input), .selfhelp-figure :is(button, input)")]
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length || node.getAttribute("aria-labelledby")))
  .map((node) => node.outerHTML)"""


def test_every_button_and_input_has_a_name(page):
    assert page.evaluate(NAMELESS) == []
    heard = page.locator("main").aria_snapshot()
    assert "{" not in heard, "no name is left with a place to fill in"
    assert heard.count('button "More: month"') == 2, "both wards have the buttons of their months"


def test_every_chart_is_an_image_named_by_its_question_and_described_by_its_summary(page):
    for key in ("live-members", "gallery-conflicts", "one", "ward-20"):
        shown = page.locator(f"figure[data-key='{key}']")
        title = shown.locator(".selfhelp-figure-title").inner_text()
        picture = shown.get_by_role("img", name=title, exact=True)
        about = picture.evaluate(
            "node => document.getElementById(node.getAttribute('aria-describedby')).textContent"
        )
        assert about
        if key == "ward-20":
            expect(shown.locator(".selfhelp-ward-legend")).to_contain_text(
                "silent grievance"
            )  # says it in view
            continue
        in_view = shown.locator(".selfhelp-figure-summary > span:visible").all_inner_texts()
        assert about.startswith(in_view[0].strip())
        assert len(in_view[0].split()) <= 20


def test_the_focus_is_visible_on_every_control(page):
    page.evaluate("document.activeElement?.blur()")
    seen, bare = 0, []
    page.locator(".selfhelp-slider input").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
              const node = document.activeElement;
              if (!node.closest(".selfhelp-control, .selfhelp-figure")) return null;
              const ring = [node, node.closest("label")].filter(Boolean).some((each) => {
                const style = getComputedStyle(each);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              });
              return ring ? "" : node.outerHTML.slice(0, 200);
            }"""
        )
        if state is not None:
            seen += 1
            bare += [state] if state else []
    assert seen > 40
    assert bare == []
