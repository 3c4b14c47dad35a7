"""Write: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

import unicodedata
from typing import Any, Literal

from pydantic import Field

from selfhelp_teach.exercises.schema import Exercise, Line, ToldLater, Words
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.exercises.wording import printable
from selfhelp_teach.translation import Translate

MAX_TEXT = 20_000
_FILLERS = frozenset("\u2800\u3164\u115f\u1160\uffa0")  # letters by their category, and blank


class FreeText(Exercise):
    """Write. Never marked by the machine: the criteria are shown beforehand, for the writer."""

    type: Literal["free-text"]
    criteria: tuple[Line, ...] = Field(default=(), max_length=8, description="What a strong answer does.")
    starters: tuple[Line, ...] = Field(
        (), max_length=8, description="Openings of sentences to take or leave."
    )
    words: Words = Field(default_factory=Words, description="A guide to length.")
    sample: ToldLater = Field(default=None, description="One possible answer, shown after the learner's own.")


def check(_exercise: FreeText, value: Any) -> str:
    if not isinstance(value, str) or not any(map(_is_seen, value)):
        raise Incomplete(_("There is no text yet. Write something first."))
    if len(value) > MAX_TEXT:
        raise Incomplete(
            _("The text is longer than {most} characters. Shorten it; the draft is kept."), most=MAX_TEXT
        )
    return value


def _is_seen(sign: str) -> bool:
    """Tell whether a sign can be seen: spaces of every width, signs without one and fillers cannot."""
    kind = unicodedata.category(sign)
    return kind not in {"Cc", "Cf", "Cs"} and kind[0] not in "ZM" and sign not in _FILLERS


def describe(exercise: FreeText, _language: str, _: Translate) -> dict[str, Any]:
    return {
        "criteria": list(exercise.criteria),
        "starters": list(exercise.starters),
        "words": [exercise.words.low, exercise.words.high],
    }


def tell(_exercise: FreeText, value: str, _language: str) -> list[str]:
    return printable(value).split("\n")


TYPE = ExerciseType(model=FreeText, check=check, describe=describe, tell=tell, marked=False, scored=False)
