"""The things to try on a page, each pressed, and each of them doing something."""

from __future__ import annotations

from tests.browser.course.hand import Hand

BUTTONS = ".selfhelp-presets button[data-value]"

# The groups of buttons that set the inputs, by the part they stand in.
_GROUPS = """(buttons) => {
  const groups = {};
  for (const each of document.querySelectorAll(buttons)) (groups[each.closest(".selfhelp-part").dataset.key] ??= []).push(each.dataset.value);
  return groups;
}"""
# What a reader sees of the state: what the charts and the panels say, and where the controls stand.
_STATE = """() => JSON.stringify([
  [...document.querySelectorAll(".selfhelp-figure-summary, .selfhelp-panel-readout, .selfhelp-pins-list, [data-chosen]")].map((el) => el.textContent),
  [...document.querySelectorAll(".selfhelp-panel input, .selfhelp-control input")].map((el) => [el.value, el.checked, el.disabled]),
])"""


def groups(hand: Hand) -> dict[str, list[str]]:
    """Return the buttons of each group of the page."""
    return dict(hand.page.evaluate(_GROUPS, BUTTONS))


def press_each(hand: Hand, part: str, buttons: list[str]) -> None:
    """Press the buttons of a group one after the other; what the page shows must change each time.

    The first comes last: it may be how the page opens.
    """
    for value in [*buttons[1:], buttons[0]]:
        hand.go_to(f"[data-key='{part}'] button[data-value='{value}']")
        before = hand.page.evaluate(_STATE)
        hand.press("Enter")
        hand.until(f"(before) => ({_STATE})() !== before", before)
