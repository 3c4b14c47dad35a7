"""How sure are you of a statement?: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Any, Literal

from selfhelp_teach.exercises.schema import Exercise, Line
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.translation import Translate

LEVELS = 5


class Confidence(Exercise):
    """How sure are you of a statement? No right answer."""

    type: Literal["confidence"]
    statement: Line


def check(_exercise: Confidence, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LEVELS:
        raise Incomplete(_("No level is chosen. Choose how sure you are."))
    return value


def describe(exercise: Confidence, _language: str, _: Translate) -> dict[str, Any]:
    return {"statement": exercise.statement}


def tell(exercise: Confidence, value: int, language: str) -> list[str]:
    return [f"{exercise.statement} — {exercise_labels(language)[f'confidence_{value}']}"]


TYPE = ExerciseType(model=Confidence, check=check, describe=describe, tell=tell, marked=False, scored=False)
