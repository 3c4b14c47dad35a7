"""Choose any number: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from selfhelp_teach.exercises.schema import KEYED, Exercise, Option
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results, listed
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.translation import Translate


class MultipleChoice(Exercise):
    """Choose any number. Credit is given for each option rightly chosen or rightly left."""

    type: Literal["multiple-choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12), KEYED]


def check(exercise: MultipleChoice, value: Any) -> list[str]:
    known = [option.key for option in exercise.options]
    if not isinstance(value, list) or any(key not in known for key in value):
        raise Incomplete(_("The options chosen cannot be read. Choose again."))
    return [key for key in known if key in value]


def judge(exercise: MultipleChoice, value: list[str], _results: Results, _: Translate) -> Judged:
    agreed = [option.correct == (option.key in value) for option in exercise.options]
    said = [option.feedback for option in exercise.options if option.key in value and option.feedback]
    if exercise.prediction and not any(option.correct for option in exercise.options):
        return None, said, {}
    marks = {option.key: ok for option, ok in zip(exercise.options, agreed, strict=True)}
    return sum(agreed) / len(agreed), said, {"marks": marks}


def describe(exercise: MultipleChoice, _language: str, _: Translate) -> dict[str, Any]:
    return {"options": listed(exercise.options)}


def tell(exercise: MultipleChoice, value: list[str], _language: str) -> list[str]:
    return [option.text for option in exercise.options if option.key in value]


TYPE = ExerciseType(
    model=MultipleChoice, check=check, describe=describe, tell=tell, judge=judge, marked=True, scored=True
)
