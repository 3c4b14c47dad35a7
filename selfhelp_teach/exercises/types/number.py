"""A number, with a tolerance or an interval: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises.schema import Exercise, Fault, Finite, Line, NumberAnswer, ToldLater
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.exercises.wording import measured
from selfhelp_teach.translation import Translate


class Number(Exercise):
    """A number, with a tolerance or an interval."""

    type: Literal["number"]
    minimum: Finite = 0
    maximum: Finite = 100
    step: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1
    unit: Line | None = Field(default=None, description='Written after the number, such as "%" or "months".')
    answer: NumberAnswer
    too_low: ToldLater = Field(default=None, description="Said when the answer is below the right interval.")
    too_high: ToldLater = Field(default=None, description="Said when the answer is above the right interval.")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.maximum <= self.minimum:
            raise Fault("maximum must be above minimum", "maximum")
        low, high = self.answer.interval
        if high < self.minimum or low > self.maximum:
            raise Fault("the right answer lies outside minimum and maximum; widen them", "answer")
        return self


def check(exercise: Number, value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not exercise.minimum <= value <= exercise.maximum:  # NaN lies nowhere
        raise Incomplete(
            _("Enter a number from {low} to {high}."), low=exercise.minimum, high=exercise.maximum
        )
    return float(value)


def judge(exercise: Number, value: float, _results: Results, _: Translate) -> Judged:
    low, high = exercise.answer.interval
    said = exercise.too_low if value < low else exercise.too_high if value > high else None
    closeness = number_closeness(value, low, high, exercise.maximum - exercise.minimum)
    if not exercise.prediction:
        closeness = float(closeness >= 1)
    return closeness, [said] if said else [], {"result": exercise.answer.centre, "interval": [low, high]}


def number_closeness(value: float, low: float, high: float, span: float) -> float:
    """Return 1 inside ``[low, high]``, falling to 0 a quarter of the span away."""
    outside = max(low - value, value - high, 0.0)
    return 1.0 if outside == 0 else max(0.0, 1 - outside / (span / 4)) * 0.999


def describe(exercise: Number, _language: str, _: Translate) -> dict[str, Any]:
    return {
        "min": exercise.minimum,
        "max": exercise.maximum,
        "step": exercise.step,
        "unit": exercise.unit or "",
    }


def tell(exercise: Number, value: float, language: str) -> list[str]:
    return [measured(value, exercise.unit, language)]


def expect(exercise: Number, details: dict[str, Any], language: str) -> list[str]:
    return [measured(exercise.answer.centre, exercise.unit, language)] if "result" in details else []


def reveal(exercise: Number, _results: Results) -> dict[str, Any]:
    return {"result": exercise.answer.centre, "interval": list(exercise.answer.interval)}


TYPE = ExerciseType(
    model=Number, check=check, describe=describe, tell=tell, judge=judge, expect=expect, reveal=reveal,
    marked=True, scored=True,
)  # fmt: skip
