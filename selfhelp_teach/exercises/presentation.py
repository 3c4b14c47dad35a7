"""An exercise as the page needs it: texts as safe HTML, and nothing that gives the answer away."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.evidence import select
from selfhelp_teach.exercises import types
from selfhelp_teach.exercises.prose import to_html
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.translation import Translate, translator


def content(exercise: Exercise, language: str = "en") -> dict[str, Any]:
    """Return what the page shows before an answer. Right answers and feedback are not in it.

    Keys that end in ``Html`` are safe HTML; all other texts are plain.
    """
    _ = translator(language)
    kind = types.of(exercise)
    # What the result of a prediction rests on is told with the result.
    facts = (fact.id for pattern in exercise.source for fact in select(pattern))
    withheld = frozenset(facts if exercise.prediction else ())
    shown: dict[str, Any] = {
        "id": exercise.id,
        "version": exercise.version,
        "page": exercise.page,
        "type": kind.name,
        "marked": kind.checks(exercise),
        "title": exercise.title,
        "promptHtml": to_html(exercise.prompt, language, withheld),
        "prediction": exercise.prediction,
        "private": exercise.private,
        "confidence": exercise.asks_confidence,
        "hintsHtml": [to_html(hint, language, withheld) for hint in exercise.hints],
        "minutes": exercise.minutes,
        "extra": exercise.extra,
        "gapHtml": to_html(exercise.gap_prompt or _general_gap(_), language) if exercise.prediction else "",
    }
    return shown | kind.describe(exercise, language, _)


def _general_gap(_: Translate) -> str:
    return _("What explains the difference between what you expected and what you see?")
