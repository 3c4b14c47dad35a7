"""What a learner's answer to each type looks like in the record, and the check that one is whole."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import types
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.records.schema import Entry


def checked(exercise: Exercise, value: Any) -> Any:
    """Return ``value`` where it is a whole answer to ``exercise``.

    What a whole answer of a type is, its module in :mod:`selfhelp_teach.exercises.types` says.

    Raises
    ------
    InputError
        With a sentence that says what is missing.
    """
    return types.of(exercise).check(exercise, value)


def answers(entry: Entry, exercise: Exercise) -> bool:
    """Whether an entry is a whole answer to this version of an exercise.

    The version is raised when the meaning of an answer changes, and a file may hold anything.
    """
    if entry.exercise_version not in (None, exercise.version):
        return False
    if not_guessed(entry):
        return exercise.prediction
    try:
        checked(exercise, entry.value)
    except InputError:
        return False
    return True


def not_guessed(entry: Entry) -> bool:
    """Whether somebody went on to the result of a prediction without a guess, and said so."""
    return entry.kind == "prediction" and entry.value is None and bool(entry.details.get("passed"))
