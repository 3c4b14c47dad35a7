"""Whether a challenge's goal holds on an ensemble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import MEASURES
from selfhelp_teach.translation import number, with_unit

if TYPE_CHECKING:
    from selfhelp_teach.exercises.schema import Goal

#: Outcome measure -> array of shape ``(replicates, months)``.
Outcomes = Mapping[str, Any]

_OVER_MONTHS: dict[str, Callable[[Any], Any]] = {
    "last": lambda runs: runs[:, -1],
    "mean": lambda runs: runs.mean(axis=1),
    "max": lambda runs: runs.max(axis=1),
    "min": lambda runs: runs.min(axis=1),
}
_QUANTILES = {"median": 0.5, "p05": 0.05, "p25": 0.25, "p75": 0.75, "p95": 0.95}


@dataclass(frozen=True)
class Reached:
    """The value a goal looks at, and whether it holds."""

    value: float
    reached: bool


def level(goal: Goal, outcomes: Outcomes) -> float:
    """Return the value a goal looks at, on one ensemble.

    Raises
    ------
    InputError
        Where the run does not give the measure or the month.
    """
    if goal.measure not in outcomes:
        raise InputError(f"The model has no measure {goal.measure!r}. Correct the goal of this challenge.")
    runs = np.asarray(outcomes[goal.measure], dtype=float)
    if isinstance(goal.month, int):
        if goal.month >= runs.shape[1]:
            raise InputError(f"The run ends before month {goal.month}. Correct the goal of this challenge.")
        ends = runs[:, goal.month]
    else:
        ends = _OVER_MONTHS[goal.month](runs)
    if goal.statistic == "mean":
        return float(ends.mean())
    return float(np.quantile(ends, _QUANTILES[goal.statistic]))


def reached(goal: Goal, outcomes: Outcomes, baseline: Outcomes | None) -> Reached:
    """Return whether ``goal`` holds; a relative goal looks at the difference from ``baseline``."""
    value = level(goal, outcomes)
    if goal.relative:
        if baseline is None:
            raise InputError("This goal compares two runs, and only one is there. Run the other one too.")
        value -= level(goal, baseline)
    above = goal.at_least is None or value >= goal.at_least
    below = goal.at_most is None or value <= goal.at_most
    return Reached(value, above and below)


def is_share(goal: Goal) -> bool:
    """Return whether a goal looks at a share, which readers see in percent."""
    return goal.measure in MEASURES and "share" in MEASURES[goal.measure].unit


def told(goal: Goal, value: float, language: str) -> str:
    """Return a value that a goal looks at, in the unit of its charts: a share in percent."""
    if is_share(goal):
        return with_unit(number(100 * value, language, 0, sign=goal.relative), "%", language)
    return number(value, language, 2 if abs(value) < 1 else 1, sign=goal.relative)


def fraction(goal: Goal, value: float) -> float:
    """Return how far a value has come towards its goal, 0 to 1; 1 where the goal holds."""
    low, high = goal.at_least, goal.at_most
    if low is not None and value < low:
        return max(0.0, value / low) if low > 0 else 0.0
    if high is not None and value > high:
        return max(0.0, high / value) if high > 0 else 0.0
    return 1.0
