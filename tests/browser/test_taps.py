"""How many taps a page costs on a phone: every core exercise answered rightly, every prediction guessed."""

from __future__ import annotations

import pytest

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.schema import Exercise
from tests.browser.looking import settle

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "whole": False}
MOST = 45  # for the first page, one lever moved by two steps included


class Finger:
    """A finger on a page, which counts its taps."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, found):
        found.first.scroll_into_view_if_needed()
        found.first.tap()
        self.taps += 1

    def answer(self, task: Exercise) -> None:
        """Answer one exercise; each type has its own way of being touched."""
        place = self.page.locator(f"[data-exercise='{task.id}']")
        getattr(self, task.type.replace("-", "_"))(task, place.locator(".selfhelp-exercise-input"))
        if task.prediction:
            self.tap(place.locator(".selfhelp-exercise-sure [data-value='2']"))
        self.tap(place.locator(".selfhelp-main:visible"))
        self.page.wait_for_function(
            "(name) => document.querySelector(`[data-exercise='${name}'] .selfhelp-feedback`).childElementCount > 0",
            arg=task.id,
        )

    def single_choice(self, task, inputs):
        right = [option.key for option in task.options if option.correct] or [task.options[0].key]
        self.tap(inputs.locator(f"[data-value='{right[0]}']"))

    def multiple_choice(self, task, inputs):
        for option in task.options:
            if option.correct:
                self.tap(inputs.locator(f"[data-value='{option.key}']"))

    def number(self, task, inputs):
        self.tap(inputs.locator("input[role=spinbutton]"))
        low, high = task.answer.interval
        self.page.keyboard.type(f"{(low + high) / 2:g}")

    def free_text(self, _task, inputs):
        self.tap(inputs.locator("textarea"))
        self.page.keyboard.type("Quietly, because nobody asked.")

    def matching(self, task, inputs):
        """The first card is in the hand; each that is placed hands the next one over."""
        held = inputs.locator(".selfhelp-card[aria-pressed='true']")
        for _ in task.items:
            key = held.get_attribute("data-value")
            (accepted,) = [card.accepted for card in task.items if card.key == key]
            self.tap(inputs.locator(f".selfhelp-bin[data-value='{accepted[0]}'] .selfhelp-place-here"))

    def ranking(self, task, inputs):
        """Move up each card that stands too low: pick it, tap the place where it belongs. A guess moves one."""
        stands = [item.key for item in task.items]
        for at, key in enumerate(key for tier in task.tiers for key in tier):
            if stands.index(key) != at:
                self.tap(inputs.locator(f"[data-value='{key}'] .selfhelp-card"))
                self.tap(inputs.locator(".selfhelp-ranking-item").nth(at).locator(".selfhelp-card"))
                stands.insert(at, stands.pop(stands.index(key)))
                if task.prediction:
                    return

    def likert(self, task, inputs):
        for row in range(len(task.statements)):
            self.tap(inputs.locator("fieldset").nth(row).locator("[data-value='3']"))

    def confidence(self, _task, inputs):
        self.tap(inputs.locator("[data-value='3']"))


def test_the_first_page_takes_45_taps_on_a_phone(course, open_page):
    page = settle(open_page(course.page("01-where-conflict-comes-from"), **PHONE))
    finger = Finger(page)
    left = [task for task in library.of_page("01") if not task.extra]
    assert len(left) >= 5
    onward = page.locator("#selfhelp-steps [data-to='1']")
    levers = 2
    told = []
    while True:
        more = page.locator(
            ".selfhelp-slider button[data-kind='more'], .selfhelp-slider-row button:nth-of-type(2)"
        )
        if levers and more.first.is_visible():
            while levers:
                finger.tap(more)
                levers -= 1
        open_now = [task for task in left if page.locator(f"[data-exercise='{task.id}']").is_visible()]
        if open_now:
            before = finger.taps
            finger.answer(open_now[0])
            left.remove(open_now[0])
            told.append((open_now[0].id, finger.taps - before))
            settle(page)
        elif "Next page" in onward.inner_text():
            break
        else:
            finger.tap(onward)
            settle(page)
    assert left == [], "every core exercise was come to"
    assert levers == 0
    assert finger.taps <= MOST, told
