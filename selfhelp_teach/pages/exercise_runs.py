"""Exercises whose answers are compared with runs of the model: challenges and drawn curves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.goals import Reached, reached
from selfhelp_teach.exercises.schema import Goal
from selfhelp_teach.exercises.types.base import Results
from selfhelp_teach.exercises.types.challenge import Challenge
from selfhelp_teach.exercises.types.curve import Curve
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.model import MEASURES, Ensemble
from selfhelp_teach.pages.runs import LARGE, RUNS, Ward


def challenged(exercise: Challenge, fields: Mapping[str, Any]) -> Results:
    """Return the runs a challenge is checked on.

    Raises
    ------
    InputError
        Where an input was moved that the challenge keeps fixed.
    """
    scenario = scenario_of(fields)
    start = scenario_of(exercise.start)
    moved = [name for name in exercise.locked if getattr(scenario, name) != getattr(start, name)]
    if moved:
        raise InputError(
            f"The ward on the page is not the ward of this challenge: {', '.join(moved)} differ. "
            "Press the challenge's button above the inputs, then change what it leaves open."
        )
    return Results(outcomes=Monthly(RUNS.full(Ward(scenario))), baseline=_baseline(exercise))


def standing(exercise: Challenge, ensemble: Ensemble) -> list[tuple[Goal, Reached]]:
    """Return the goals of a challenge and whether each holds on a run, as checking it would say."""
    baseline = _baseline(exercise, ensemble.replicates)
    return [(goal, reached(goal, Monthly(ensemble), baseline)) for goal in exercise.goals]


def _baseline(exercise: Challenge, replicates: int = LARGE) -> Monthly | None:
    """Return the run that relative goals are compared with, where the challenge has any."""
    against = exercise.compared_with
    return None if against is None else Monthly(RUNS.full(Ward(scenario_of(against)), replicates))


def simulated_curve(exercise: Curve) -> Results:
    """Return the curve that a drawn one is compared with: the mean over many wards."""
    ensemble = RUNS.full(Ward(scenario_of(exercise.result.scenario)))
    means = ensemble.values(str(exercise.result.measure)).mean(axis=1)
    return Results(points=[(month + 1, float(value)) for month, value in enumerate(means)])


class Monthly(Mapping[str, "np.ndarray[Any, Any]"]):
    """Measures of an ensemble by name, each ``(replicates, months)``, as goals read them; worked out when asked for."""

    def __init__(self, ensemble: Ensemble) -> None:
        self._ensemble = ensemble

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        if name not in MEASURES:
            raise KeyError(name)
        return self._ensemble.values(name).T

    def __iter__(self) -> Iterator[str]:
        return iter(MEASURES)

    def __len__(self) -> int:
        return len(MEASURES)
