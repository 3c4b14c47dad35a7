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

MAX_TEXT = 20_000
MAX_POINTS = 200
CONFIDENCE_LEVELS = 5


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
        raise InputError(f"A confidence is a whole number from 1 to 5, here it is {value!r}. Choose again.")
    return value


def _one(exercise: SingleChoice, value: Any) -> str:
    if value not in [option.key for option in exercise.options]:
        raise InputError("No option is chosen. Choose one.")
    return str(value)


def _several(exercise: MultipleChoice, value: Any) -> list[str]:
    known = [option.key for option in exercise.options]
    if not isinstance(value, list) or any(key not in known for key in value):
        raise InputError("The options chosen cannot be read. Choose again.")
    return [key for key in known if key in value]


def _number(exercise: Number, value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not is_number or not exercise.minimum <= value <= exercise.maximum:
        raise InputError(f"Enter a number from {exercise.minimum:g} to {exercise.maximum:g}.")
    return float(value)


def _order(exercise: Ranking, value: Any) -> list[str]:
    if not isinstance(value, list) or sorted(map(str, value)) != sorted(item.key for item in exercise.items):
        raise InputError("The order does not hold every item once. Put all of them in order.")
    return value


def _pairs(exercise: Matching, value: Any) -> dict[str, str]:
    targets = {target.key for target in exercise.targets}
    keys = [card.key for card in exercise.items]
    given = value if isinstance(value, dict) else {}
    left = [key for key in keys if given.get(key) not in targets]
    if left or set(given) - set(keys):
        raise InputError(f"{len(left)} of {len(keys)} cards are not placed yet. Place each of them.")
    return {key: given[key] for key in keys}


def _text(_exercise: FreeText, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError("There is no text yet. Write something first.")
    if len(value) > MAX_TEXT:
        raise InputError(f"The text is longer than {MAX_TEXT} characters. Shorten it; the draft is kept.")
    return value


def _points(exercise: Curve, value: Any) -> list[list[float]]:
    try:
        points = [[float(x), float(y)] for x, y in value]
    except (TypeError, ValueError):
        points = []
    finite = all(math.isfinite(number) for point in points for number in point)
    rising = all(a[0] < b[0] for a, b in pairwise(points))
    inside = all(
        exercise.x.minimum <= x <= exercise.x.maximum and exercise.y.minimum <= y <= exercise.y.maximum
        for x, y in points
    )
    if not 2 <= len(points) <= MAX_POINTS or not (finite and rising and inside):  # noqa: PLR2004 (a line)
        raise InputError("The curve is not whole yet. Draw it from the left edge to the right edge.")
    return points


def _level(_exercise: Confidence, value: Any) -> int:
    level = checked_confidence(value)
    if level is None:
        raise InputError("No level is chosen. Choose how sure you are.")
    return level


def _ratings(exercise: Likert, value: Any) -> dict[str, int]:
    given = value if isinstance(value, dict) else {}
    keys = [statement.key for statement in exercise.statements]
    left = [key for key in keys if given.get(key) not in range(1, exercise.points + 1)]
    if left:
        raise InputError(f"{len(left)} of {len(keys)} statements are not answered yet.")
    return {key: int(given[key]) for key in keys}


def _fields(exercise: Challenge, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError("The settings of the ward cannot be read. Set them again.")
    moved = [
        name for name in exercise.locked if name in exercise.start and value.get(name) != exercise.start[name]
    ]
    if moved:
        raise InputError(f"{', '.join(moved)} cannot be moved in this challenge. Set it back.")
    return value


def _path(exercise: Conversation, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise InputError("The conversation cannot be read. Start it again.")
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
            raise InputError(f"The conversation has no line {key!r} at this point. Start it again.")
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
