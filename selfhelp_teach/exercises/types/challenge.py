"""Reach a goal on the simulated ward: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises.goals import is_share, reached
from selfhelp_teach.exercises.schema import Exercise, Fault, Goal, ScenarioFields
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.exercises.words import leadership_labels
from selfhelp_teach.model import FIELDS
from selfhelp_teach.translation import Translate, number, translator


class Challenge(Exercise):
    """Reach a goal on the simulated ward. Checked on an ensemble, never on one lucky run."""

    type: Literal["challenge"]
    start: ScenarioFields = Field(
        default_factory=dict, description="Scenario fields the learner starts with."
    )
    locked: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...] = Field(
        (), description="Scenario fields the learner may not move."
    )
    compared_with: ScenarioFields | None = Field(default=None, description="Scenario of relative goals.")
    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=6)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if any(goal.relative for goal in self.goals) and self.compared_with is None:
            raise Fault("a relative goal needs compared_with, the scenario to compare with", "goals")
        return self


def check(exercise: Challenge, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Incomplete(_("The settings of the ward cannot be read. Set them again."))
    moved = [
        name for name in exercise.locked if name in exercise.start and value.get(name) != exercise.start[name]
    ]
    if moved:
        raise Incomplete(_("{names} cannot be moved in this challenge. Set it back."), names=", ".join(moved))
    return value


def judge(exercise: Challenge, _value: Any, results: Results, _: Translate) -> Judged:
    if results.outcomes is None:
        return None, [], {}
    goals = [reached(goal, results.outcomes, results.baseline) for goal in exercise.goals]
    details = {"goals": [{"value": goal.value, "reached": goal.reached} for goal in goals]}
    return sum(goal.reached for goal in goals) / len(goals), [], details


def describe(exercise: Challenge, _language: str, _: Translate) -> dict[str, Any]:
    goals = [goal.text for goal in exercise.goals]
    percent = [is_share(goal) for goal in exercise.goals]
    return {"start": exercise.start, "locked": list(exercise.locked), "goals": goals, "percent": percent}


def tell(exercise: Challenge, value: dict[str, Any], language: str) -> list[str]:
    """Tell the inputs that the learner moved, each by its label."""
    _ = translator(language)
    names = leadership_labels(_)
    start = {name: field.default for name, field in FIELDS.items()} | exercise.start
    moved = []
    for name, now in value.items():
        if name not in start or now != start[name]:
            label = _(FIELDS[name].label) if name in FIELDS else name
            moved.append(f"{label}: {names.get(str(now)) or _set(now, language)}")
    return moved or [_("Nothing was moved.")]


def _set(value: Any, language: str) -> str:
    _ = translator(language)
    if isinstance(value, bool):
        return _("on") if value else _("off")
    return number(value, language) if isinstance(value, int | float) else str(value)


TYPE = ExerciseType(
    model=Challenge, check=check, describe=describe, tell=tell, judge=judge, marked=True, scored=False
)
