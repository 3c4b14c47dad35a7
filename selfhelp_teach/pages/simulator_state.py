"""The state of page 05: the ward on the page, the wards pinned beside it, and the challenge under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from selfhelp_teach.charts.ward_runs import SLOTS
from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.model import Scenario

LETTERS = SLOTS[1:]


@dataclass(frozen=True, slots=True)
class Pin:
    """A ward put aside: its letter, what it is called, and what it is."""

    letter: str
    label: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Simulated:
    """What page 05 shows; ``looked_at`` is the number of the single ward in picture and diary."""

    scenario: Scenario = Scenario()  # noqa: RUF009 (it never changes)
    pins: tuple[Pin, ...] = ()
    challenge: str = ""
    looked_at: int = 1

    @property
    def letter(self) -> str:
        """The letter of the next pin; empty where there is no room."""
        taken = {pin.letter for pin in self.pins}
        return next((letter for letter in LETTERS if letter not in taken), "")

    def pinned(self, wanted: Iterable[tuple[str, Scenario]]) -> Simulated:
        """Return this state with more wards pinned; where there is no room, those pinned first make it."""
        state = self
        for label, scenario in wanted:
            if any(pin.scenario == scenario for pin in state.pins):
                continue
            if not state.letter:
                state = replace(state, pins=state.pins[1:])
            pins = (*state.pins, Pin(state.letter, label, scenario))
            state = replace(state, pins=pins)
        return state

    def without(self, letter: str) -> Simulated:
        """Return this state with a pinned ward let go."""
        return replace(self, pins=tuple(pin for pin in self.pins if pin.letter != letter))

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The ward on the page, then those pinned."""
        return (self.scenario, *(pin.scenario for pin in self.pins))

    @property
    def code(self) -> str:
        """What a link to this state says: the ward, then the pinned ones, and the challenge if any."""
        wards = "*".join(each.to_code() for each in self.scenarios)
        return f"{wards}~{self.challenge}" if self.challenge else wards


def wards_of(code: str) -> list[Scenario]:
    """Return the wards of a link, that of the page first.

    Raises
    ------
    ScenarioError
        Where one of them cannot be read.
    """
    if not code:
        raise ScenarioError("The link holds no ward. Copy it again from the page it came from.")
    return [Scenario.from_code(part) for part in code.partition("~")[0].split("*")[: len(SLOTS)]]
