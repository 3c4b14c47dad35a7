"""A simulated ward set by keyboard: a challenge is started, its inputs are moved, and it is checked."""

from __future__ import annotations

from typing import Any

from tests.browser.course.hand import Hand
from tests.pages.solutions import SOLUTIONS

_SHOWS = """([name, value]) => {
  const found = [...document.querySelectorAll(`[data-name="${name}"] input`)].filter((el) => el.role !== "spinbutton");
  const shown = found.map((el) => (el.type === "range" ? el.valueAsNumber : el.type === "radio" ? el.checked && el.closest("label").dataset.value : el.checked));
  return shown.some((each) => each === value || (typeof value === "number" && Math.abs(each - value) < 1e-9));
}"""


def solve(hand: Hand, exercise: Any, _place: str) -> None:
    """Start a challenge and set the ward to one of its solutions."""
    button = f"[data-key='05-challenges'] button[data-value='{exercise.id}']"
    hand.push(button)
    hand.until("(button) => document.querySelector(button).hasAttribute('data-chosen')", button)
    for name, value in SOLUTIONS[exercise.id].items():
        if name == "mechanisms_off":
            for mechanism in value:
                set_input(hand, "[data-key='05-mechanisms']", mechanism, False)
        else:
            set_input(hand, "[data-key='05-inputs']", name, value)


def set_input(hand: Hand, panel: str, name: str, value: Any) -> None:
    """Set one input of a panel: an option by arrow keys, a switch by Space, a slider by its number box."""
    place = f"{panel} [data-name='{name}']"
    if isinstance(value, bool):
        hand.push(f"{place} input", key="Space")
    elif isinstance(value, str):
        hand.choose(f"{place} [data-value='{value}'] input")
    else:
        hand.go_to(f"{place} input[role=spinbutton]")
        hand.write(f"{value:g}")
        hand.press("Enter")
    hand.until(_SHOWS, [name, value])
