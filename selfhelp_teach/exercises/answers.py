"""What a learner's answer to each type looks like in the record, and the check that one is whole."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.kinds import (
    Challenge,
    Confidence,
    Conversation,
    Curve,
    FreeText,
    Likert,
    Matching,
    MultipleChoice,
    Number,
    Ranking,
    SingleChoice,
)
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.records.schema import Entry
from selfhelp_teach.translation import number, translator

MAX_TEXT = 20_000
MAX_POINTS = 200
CONFIDENCE_LEVELS = 5


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is told."""
    return message


class Incomplete(InputError):  # noqa: N818 (a state, told as a sentence)
    """An answer is not whole. The sentence says what is missing, in the language it is told in.

    Parameters
    ----------
    sentence
        With names in braces.
    named
        What the names stand for.
    """

    def __init__(self, sentence: str, **named: Any) -> None:
        self._sentence, self._named = sentence, named
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Return the sentence in ``language``."""
        named = {
            name: number(value, language) if isinstance(value, int | float) else value
            for name, value in self._named.items()
        }
        return translator(language)(self._sentence).format(**named)


def checked(exercise: Exercise, value: Any) -> Any:
    """Return ``value`` where it is a whole answer to ``exercise``.

    | type | value |
    |---|---|
    | single-choice | key of an option |
    | multiple-choice | list of keys |
    | number | number |
    | ranking | list of all keys, first to last |
    | matching | item -> target, for every item |
    | free-text | text |
    | curve | list of ``[x, y]``, x rising |
    | confidence | 1 (guessing) to 5 (certain) |
    | likert | statement -> 1 to the number of points |
    | challenge | scenario fields |
    | conversation | keys of the choices, in turn |

    Raises
    ------
    InputError
        With a sentence that says what is missing.
    """
    for kind, check in _CHECKS.items():
        if isinstance(exercise, kind):
            return check(exercise, value)
    raise InputError(f"Answers to {type(exercise).__name__} cannot be read.")  # pragma: no cover


def answers(entry: Entry, exercise: Exercise) -> bool:
    """Whether an entry is a whole answer to this version of an exercise.

    The version is raised when the meaning of an answer changes, and a file may hold anything.
    """
    if entry.exercise_version not in (None, exercise.version):
        return False
    try:
        checked(exercise, entry.value)
    except InputError:
        return False
    return True


def checked_confidence(value: Any) -> int | None:
    """Return a confidence of 1 to 5, or None where none was given.

    Raises
    ------
    InputError
        Where it is something else.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= CONFIDENCE_LEVELS:
        raise Incomplete(_("No level is chosen. Choose how sure you are."))
    return value


def _one(exercise: SingleChoice, value: Any) -> str:
    if value not in [option.key for option in exercise.options]:
        raise Incomplete(_("No option is chosen. Choose one."))
    return str(value)


def _several(exercise: MultipleChoice, value: Any) -> list[str]:
    known = [option.key for option in exercise.options]
    if not isinstance(value, list) or any(key not in known for key in value):
        raise Incomplete(_("The options chosen cannot be read. Choose again."))
    return [key for key in known if key in value]


def _number(exercise: Number, value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not exercise.minimum <= value <= exercise.maximum:  # NaN lies nowhere
        raise Incomplete(
            _("Enter a number from {low} to {high}."), low=exercise.minimum, high=exercise.maximum
        )
    return float(value)


def _order(exercise: Ranking, value: Any) -> list[str]:
    keys = sorted(item.key for item in exercise.items)
    if not isinstance(value, list) or not _texts(value) or sorted(value) != keys:
        raise Incomplete(_("The order does not hold every item once. Put all of them in order."))
    return value


def _pairs(exercise: Matching, value: Any) -> dict[str, str]:
    targets = {target.key for target in exercise.targets}
    keys = [card.key for card in exercise.items]
    given = value if isinstance(value, dict) and _texts(value.values()) else {}
    left = [key for key in keys if given.get(key) not in targets]
    if left or set(given) - set(keys):
        raise Incomplete(
            _("{left} of {all} cards are not placed yet. Place each of them."), left=len(left), all=len(keys)
        )
    return {key: given[key] for key in keys}


def _text(_exercise: FreeText, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Incomplete(_("There is no text yet. Write something first."))
    if len(value) > MAX_TEXT:
        raise Incomplete(
            _("The text is longer than {most} characters. Shorten it; the draft is kept."), most=MAX_TEXT
        )
    return value


def _texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def as_points(value: Any) -> list[list[float]]:
    """Return ``value`` as points of finite numbers, x rising; an empty list where it is something else."""
    try:
        points = [[float(x), float(y)] for x, y in value]
    except (TypeError, ValueError, OverflowError):
        return []
    finite = all(math.isfinite(coordinate) for point in points for coordinate in point)
    rising = all(a[0] < b[0] for a, b in pairwise(points))
    return points if finite and rising else []


def _points(exercise: Curve, value: Any) -> list[list[float]]:
    points = as_points(value)
    inside = all(
        exercise.x.minimum <= x <= exercise.x.maximum and exercise.y.minimum <= y <= exercise.y.maximum
        for x, y in points
    )
    if not 2 <= len(points) <= MAX_POINTS or not inside:  # noqa: PLR2004 (a line)
        raise Incomplete(_("The curve is not whole yet. Draw it from the left edge to the right edge."))
    return points


def _level(_exercise: Confidence, value: Any) -> int:
    level = checked_confidence(value)
    if level is None:
        raise Incomplete(_("No level is chosen. Choose how sure you are."))
    return level


def _ratings(exercise: Likert, value: Any) -> dict[str, int]:
    given = value if isinstance(value, dict) else {}
    keys = [statement.key for statement in exercise.statements]
    left = [key for key in keys if given.get(key) not in range(1, exercise.points + 1)]
    if left:
        raise Incomplete(_("{left} of {all} statements are not answered yet."), left=len(left), all=len(keys))
    return {key: int(given[key]) for key in keys}


def _fields(exercise: Challenge, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Incomplete(_("The settings of the ward cannot be read. Set them again."))
    moved = [
        name for name in exercise.locked if name in exercise.start and value.get(name) != exercise.start[name]
    ]
    if moved:
        raise Incomplete(_("{names} cannot be moved in this challenge. Set it back."), names=", ".join(moved))
    return value


def _path(exercise: Conversation, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise Incomplete(_("The conversation cannot be read. Start it again."))
    list(walk(exercise, value))
    return value


def walk(exercise: Conversation, path: Iterable[str]) -> list[tuple[str, Any]]:
    """Return the ``(node name, choice)`` pairs of a path of choice keys; the last has no choice.

    Raises
    ------
    InputError
        Where the path takes a choice that is not there.
    """
    steps: list[tuple[str, Any]] = []
    name = exercise.start
    for key in path:
        choice = next((found for found in exercise.nodes[name].choices if found.key == key), None)
        if choice is None:
            raise Incomplete(
                _("The conversation has no line {key} at this point. Start it again."), key=repr(key)
            )
        steps.append((name, choice))
        name = choice.to
    return [*steps, (name, None)]


_CHECKS: dict[type[Exercise], Any] = {
    SingleChoice: _one,
    MultipleChoice: _several,
    Number: _number,
    Ranking: _order,
    Matching: _pairs,
    FreeText: _text,
    Curve: _points,
    Confidence: _level,
    Likert: _ratings,
    Challenge: _fields,
    Conversation: _path,
}
