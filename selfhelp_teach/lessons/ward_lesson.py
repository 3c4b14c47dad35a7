"""What pages with a simulated ward share: exercises that are checked on the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.kinds import Challenge, Curve
from selfhelp_teach.exercises.library import exercise as load
from selfhelp_teach.exercises.marking import Results
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.lessons.bench import SEED, outcomes, run
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.model import Scenario


class WardLesson(Lesson):
    """A page with a simulated ward on it."""

    scenario: Scenario

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return the exercise ``exercise_id``; challenges are checked on the ward of this page."""
        exercise = load(exercise_id, self.language)
        if isinstance(exercise, Challenge):
            wiring = {
                "compare": lambda fields: challenged(exercise, fields),
                "situation": self._situation,
                **wiring,
            }
        return super().exercise(exercise_id, **wiring)

    def _situation(self) -> tuple[Mapping[str, Any], str, int]:
        return self.scenario.as_dict(), self.scenario.to_code(), SEED


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
    baseline = None if exercise.compared_with is None else scenario_of(exercise.compared_with)
    return Results(
        outcomes=outcomes(run(scenario)),
        baseline=None if baseline is None else outcomes(run(baseline)),
    )


def simulated_curve(exercise: Curve) -> Results:
    """Return the curve that a drawn one is compared with: the mean over many wards."""
    measure = str(exercise.result.measure)
    means = run(scenario_of(exercise.result.scenario)).values(measure).mean(axis=1)
    return Results(points=[(month + 1, float(value)) for month, value in enumerate(means)])
