"""How each type of exercise is answered by keyboard: right, where there is a right answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from selfhelp_teach.exercises.talks.author_report import shortest
from selfhelp_teach.exercises.types import ALL, TYPES
from tests.browser.course import ward
from tests.browser.course.hand import Hand

WORDS = "Quietly, because nobody asked."
_STANDS = """([items, order]) => order.every((key, at) => document.querySelectorAll(items)[at].dataset.value === key)"""
_SAID = """(name) => {
  const said = document.querySelector(`[data-exercise="${name}"] .selfhelp-feedback`);
  return said.childElementCount > 0 && !said.hidden;
}"""


def answer(hand: Hand, exercise: Any) -> None:
    """Answer an exercise of the page, commit to it, and read what is said."""
    place = f"[data-exercise='{exercise.id}']"
    _ANSWERS[exercise.type](hand, exercise, place)
    if exercise.prediction:
        hand.choose(f"{place} .selfhelp-exercise-sure [data-value='2'] input")
        hand.push(f"{place} .selfhelp-main")
    elif exercise.type != "conversation":  # that is kept when it ends
        hand.push(f"{place} .selfhelp-main")
    hand.until(_SAID, exercise.id)
    if exercise.type in _KEYED and not getattr(exercise, "opinion", False):
        said = hand.page.locator(f"{place} .selfhelp-feedback")
        assert said.locator(".selfhelp-verdict").get_attribute("data-verdict") == "correct", said.inner_text()
    if exercise.prediction:
        hand.go_to(f"{place} .selfhelp-gap textarea")
        hand.write(WORDS)


def _single_choice(hand: Hand, exercise: Any, place: str) -> None:
    right = [option.key for option in exercise.options if option.correct] or [exercise.options[0].key]
    hand.choose(f"{place} .selfhelp-exercise-input [data-value='{right[0]}'] input")


def _multiple_choice(hand: Hand, exercise: Any, place: str) -> None:
    for option in exercise.options:
        if option.correct:
            hand.push(f"{place} [data-value='{option.key}'] input", key="Space")


def _number(hand: Hand, exercise: Any, place: str) -> None:
    low, high = exercise.answer.interval
    hand.go_to(f"{place} input[role=spinbutton]")
    hand.write(f"{(low + high) / 2:g}")


def _ranking(hand: Hand, exercise: Any, place: str) -> None:
    """Pick each card that stands too low, take it up by arrow keys, and put it down."""
    stands = [item.key for item in exercise.items]
    for at, key in enumerate(key for tier in exercise.tiers for key in tier):
        if higher := stands.index(key) - at:
            hand.push(f"{place} [data-value='{key}'] .selfhelp-card")
            hand.press("ArrowUp", higher)
            hand.press("Enter")
            stands.insert(at, stands.pop(at + higher))
    order = f"{place} .selfhelp-ranking-item"
    hand.until(_STANDS, [order, stands])


def _matching(hand: Hand, exercise: Any, place: str) -> None:
    for card in exercise.items:
        hand.push(f"{place} .selfhelp-card[data-value='{card.key}']")
        hand.push(f"{place} .selfhelp-bin[data-value='{card.accepted[0]}'] .selfhelp-place-here")


def _free_text(hand: Hand, _exercise: Any, place: str) -> None:
    hand.go_to(f"{place} textarea")
    hand.write(WORDS)


def _curve(hand: Hand, _exercise: Any, place: str) -> None:
    """Set each point of the curve, a little lower than the one before."""
    point = f"{place} .selfhelp-sketch-point"
    hand.go_to(f"{point}[tabindex='0']")
    for _ in range(hand.page.locator(point).count()):
        hand.press("ArrowDown")
        hand.press("ArrowRight")
    expect(hand.page.locator(f"{point}[data-unset]")).to_have_count(0)


def _confidence(hand: Hand, _exercise: Any, place: str) -> None:
    hand.choose(f"{place} .selfhelp-exercise-input [data-value='3'] input")


def _likert(hand: Hand, exercise: Any, place: str) -> None:
    rows = f"{place} .selfhelp-exercise-input fieldset"
    for row in range(len(exercise.statements)):
        hand.choose(f":nth-child({row + 1} of {rows}) [data-value='{1 + row % 3}'] input")


def _conversation(hand: Hand, exercise: Any, place: str) -> None:
    """Say line after line, the shortest way to an end."""
    for turn in min(shortest(exercise).values(), key=len):
        hand.push(f"{place} .selfhelp-say[data-key='{turn.choice.key}']", 0)
    ending = f"{place} .selfhelp-ending"
    hand.until("(ending) => document.querySelector(ending)", ending)


_KEYED = {each.name for each in ALL if each.scored} | {"challenge"}
_ANSWERS: dict[str, Callable[[Hand, Any, str], None]] = {
    "single-choice": _single_choice,
    "multiple-choice": _multiple_choice,
    "number": _number,
    "ranking": _ranking,
    "matching": _matching,
    "free-text": _free_text,
    "curve": _curve,
    "confidence": _confidence,
    "likert": _likert,
    "challenge": ward.solve,
    "conversation": _conversation,
}
assert set(_ANSWERS) == set(TYPES), "a type of exercise that nobody answers"
