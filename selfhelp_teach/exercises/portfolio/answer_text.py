"""Answers in words: what a learner chose, ordered, sorted or drew, as plain text."""

from __future__ import annotations

import json
from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import types
from selfhelp_teach.exercises.answers import checked
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.wording import printable


def answer_lines(exercise: Exercise | None, value: Any, language: str = "en") -> list[str]:
    """Return an answer as lines of plain text; one that cannot be read is shown as it was kept."""
    if exercise is None:
        return _raw(value)
    try:
        return types.of(exercise).tell(exercise, checked(exercise, value), language)
    except InputError:
        return _raw(value)


def _raw(value: Any) -> list[str]:
    if isinstance(value, str):
        return printable(value).split("\n")
    return [] if value is None else [printable(json.dumps(value, ensure_ascii=False))]
