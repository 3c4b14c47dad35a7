"""Choose one: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises.schema import KEYED, Exercise, Fault, Flag, Option
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results, listed
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.translation import Translate


class SingleChoice(Exercise):
    """Choose one."""

    type: Literal["single-choice"]
    opinion: Flag = Field(default=False, description="No option is right: a vote or a self-rating.")
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=10), KEYED]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        right = sum(option.correct for option in self.options)
        if self.opinion and right:
            raise Fault("in an opinion no option is right; leave out correct: true", "options")
        if not self.opinion and right != 1:
            raise Fault(
                f"exactly one option must have correct: true, here {right} have it "
                "(or say opinion: true where none is right)",
                "options",
            )
        return self


def check(exercise: SingleChoice, value: Any) -> str:
    if value not in [option.key for option in exercise.options]:
        raise Incomplete(_("No option is chosen. Choose one."))
    return str(value)


def judge(exercise: SingleChoice, value: str, _results: Results, _: Translate) -> Judged:
    chosen = next(option for option in exercise.options if option.key == value)
    right = [option.key for option in exercise.options if option.correct]
    closeness = None if not right else float(value in right)
    details = {"correct": right} if exercise.prediction or value in right else {}
    return closeness, [chosen.feedback] if chosen.feedback else [], details


def describe(exercise: SingleChoice, _language: str, _: Translate) -> dict[str, Any]:
    return {"options": listed(exercise.options)}


def tell(exercise: SingleChoice, value: str, _language: str) -> list[str]:
    return [option.text for option in exercise.options if option.key == value]


def expect(exercise: SingleChoice, _details: dict[str, Any], _language: str) -> list[str]:
    return [] if exercise.opinion else [option.text for option in exercise.options if option.correct]


def reveal(exercise: SingleChoice, _results: Results) -> dict[str, Any]:
    right = [option.key for option in exercise.options if option.correct]
    return {"correct": right} if right else {}


TYPE = ExerciseType(
    model=SingleChoice, check=check, describe=describe, tell=tell, judge=judge, expect=expect, reveal=reveal,
    marked=True, scored=True,
)  # fmt: skip
