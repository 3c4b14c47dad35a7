"""What goes wrong in a class: too much data, a dead kernel, two views, a model that fails."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import model
from tests.browser.test_widgets import figure

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page, gallery):
    return open_page(gallery.page("faults"))


def test_a_hundred_thousand_rows_are_drawn_and_the_table_shows_the_first(open_page, gallery):
    page = open_page(gallery.page("crowd"))
    crowd = figure(page, "crowd")
    crowd.locator("canvas").wait_for()
    crowd.locator("summary").click()
    expect(crowd.locator("tbody tr")).to_have_count(200)
    expect(crowd.get_by_text("The first 200 of 100,000 rows.")).to_be_visible()
    assert crowd.get_by_role("button", name="Listen").count() == 0, "nobody hears so many tones out"
    slider = page.get_by_role("slider", name="Power asymmetry")
    slider.press("End")
    page.wait_for_function("[...selfhelp.models.values()].some((m) => m.get('rested') === 1)")


def test_two_views_of_one_model_show_the_same_and_follow_it_together(page):
    both = figure(page, "twice")
    expect(both).to_have_count(2)
    page.wait_for_function("document.querySelectorAll(\"figure[data-key='twice'] svg\").length === 2")
    page.evaluate(f"{model('twice')}.receive({{ frame: new DataView(new Float32Array([3, 4, 5]).buffer) }})")
    for at in (0, 1):
        both.nth(at).locator("path[aria-label*='open conflicts a year: 3;']").wait_for()
        assert both.nth(at).get_attribute("data-opened") == "1"


def test_a_second_widget_answers_while_the_first_is_refined(page):
    page.get_by_role("slider", name="Power asymmetry").press("ArrowRight")
    figure(page, "late").locator(".selfhelp-figure-summary").filter(has_text="value 0.55").wait_for()
    page.evaluate(
        "new Promise((resolve) => setTimeout(resolve, 300))"
    )  # past the rest, into four seconds of work
    seconds = page.evaluate(
        """async () => {
          const find = (name) => [...document.querySelectorAll("[role=switch]")].find((s) => s.labels[0].textContent === name);
          const began = performance.now();
          find("Quick").click();
          while (!find("Echo").checked) await new Promise((resolve) => setTimeout(resolve, 5));
          return (performance.now() - began) / 1000;
        }"""
    )
    summary = figure(page, "late").locator(".selfhelp-figure-summary")
    assert "final" not in summary.inner_text(), "the refinement was still going on"
    assert seconds < 1


def test_a_move_interrupts_the_refinement_and_the_last_value_stands(page):
    slider = page.get_by_role("slider", name="Power asymmetry")
    slider.press("ArrowRight")
    slider.press("Home")
    summary = figure(page, "late").locator(".selfhelp-figure-summary")
    summary.filter(has_text=re.compile("value 0.00")).wait_for()
    summary.filter(has_text="final").wait_for(timeout=30_000)
    expect(summary).to_contain_text("value 0.00", use_inner_text=True)


def test_a_model_that_fails_is_said_in_a_sentence_and_the_next_answer_takes_its_place(page):
    page.get_by_role("switch", name="Raise").press("Space")
    note = figure(page, "late").locator(".selfhelp-figure-note")
    note.filter(has_text="These settings could not be worked out.").wait_for()
    page.get_by_role("slider", name="Power asymmetry").press("ArrowLeft")
    figure(page, "late").locator("svg").wait_for()
    assert note.is_hidden()


def test_a_kernel_that_dies_mid_drag_leaves_the_chart_and_the_controls_as_they_were(open_page, gallery):
    page = open_page(gallery.page("faults"), strict=False)
    slider = page.get_by_role("slider", name="Power asymmetry")
    slider.press("ArrowRight")
    figure(page, "late").locator(".selfhelp-figure-summary").filter(has_text="value 0.55").wait_for()
    page.evaluate(
        """async () => {
          const range = document.querySelector(".selfhelp-slider input[type=range]");
          const die = [...document.querySelectorAll("[role=switch]")].find((s) => s.labels[0].textContent === "Die");
          const move = (value) => { range.value = value; range.dispatchEvent(new Event("input", { bubbles: true })); };
          move(0.2);
          die.click();
          for (const value of [0.3, 0.4, 0.7]) { move(value); await new Promise((resolve) => setTimeout(resolve, 50)); }
          range.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    page.wait_for_function("document.documentElement.dataset.live === 'lost'", timeout=30_000)
    assert slider.input_value() == "0.7"
    slider.press("ArrowRight")
    assert slider.input_value() == "0.75"
    expect(figure(page, "late").locator("svg")).to_be_visible()
    assert [error for error in page.watch.errors if "Error" in error and "WebSocket" not in error] == []
