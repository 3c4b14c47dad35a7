"""The types of exercise, one module each: schema, check, mark, presentation and words of a type stand together.

To add one, see CONTRIBUTING.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.types import (
    challenge,
    confidence,
    conversation,
    curve,
    free_text,
    likert,
    matching,
    multiple_choice,
    number,
    ranking,
    single_choice,
)
from selfhelp_teach.exercises.types.base import ExerciseType

#: In the order in which guides and the schema list them.
ALL: tuple[ExerciseType, ...] = (
    single_choice.TYPE,
    multiple_choice.TYPE,
    number.TYPE,
    ranking.TYPE,
    matching.TYPE,
    free_text.TYPE,
    curve.TYPE,
    confidence.TYPE,
    likert.TYPE,
    challenge.TYPE,
    conversation.TYPE,
)
TYPES: dict[str, type[Exercise]] = {each.name: each.model for each in ALL}
_BY_MODEL = {each.model: each for each in ALL}

if TYPE_CHECKING:
    AnyExercise = Exercise
else:
    #: Any exercise; the key ``type`` says which.
    AnyExercise = Annotated[Union[tuple(TYPES.values())], Field(discriminator="type")]  # noqa: UP007 (made of the list)


def of(exercise: Exercise) -> ExerciseType:
    """Return the type of an exercise."""
    return _BY_MODEL[type(exercise)]
