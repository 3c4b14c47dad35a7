"""Marking: from an exercise and an answer to a score and words. Pure functions, nothing is kept here.

A prediction has no score. Its ``closeness`` says how near it came, and nothing adds it up: being wrong
before the result was shown is what predictions are for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from selfhelp_teach.exercises import types
from selfhelp_teach.exercises.answers import checked
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.types.base import Results
from selfhelp_teach.translation import translator


@dataclass(frozen=True)
class Mark:
    """What an answer is worth and what is said about it.

    Attributes
    ----------
    score
        0 to 1, or None where nothing is marked (predictions, free text, inventories).
    closeness
        0 to 1 for predictions and marked answers, or None where there is no right answer.
    feedback
        Markdown, in the order in which it is said.
    details
        What a part needs to show the result: right keys per item, subscales, goals, the path taken.
    """

    score: float | None = None
    closeness: float | None = None
    feedback: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """``correct``, ``partial``, ``incorrect`` or ``unmarked``."""
        if self.closeness is None:
            return "unmarked"
        return "correct" if self.closeness >= 1 else "incorrect" if self.closeness <= 0 else "partial"


def mark(exercise: Exercise, value: Any, results: Results | None = None, language: str = "en") -> Mark:
    """Return the mark of ``value``.

    Raises
    ------
    InputError
        Where the answer is not whole.
    """
    value = checked(exercise, value)
    results = results or Results()
    closeness, said, details = types.of(exercise).judge(exercise, value, results, translator(language))
    general = _general(exercise, closeness)
    said = [*said, *([general] if general else []), *([exercise.explanation] if exercise.explanation else [])]
    score = None if exercise.prediction else closeness
    return Mark(score, closeness, tuple(said), details)


def unguessed(exercise: Exercise, results: Results | None = None) -> Mark:
    """Return the result of a prediction for somebody who would rather not guess: nothing is near or far."""
    details = types.of(exercise).reveal(exercise, results or Results())
    return Mark(feedback=(exercise.explanation,) if exercise.explanation else (), details=details)


def _general(exercise: Exercise, closeness: float | None) -> str | None:
    if closeness is None:
        return None
    feedback = exercise.feedback
    return feedback.correct if closeness >= 1 else feedback.incorrect if closeness <= 0 else feedback.partial


def total(scores: Iterable[tuple[str, float | None]]) -> float | None:
    """Return the mean over exercises of the best score of each, or None where nothing is scored.

    Parameters
    ----------
    scores
        ``(exercise id, score)`` of every answer, retries too. Answers without a score (predictions,
        free text) change nothing.
    """
    best: dict[str, float] = {}
    for name, score in scores:
        if score is not None:
            best[name] = max(score, best.get(name, 0.0))
    return sum(best.values()) / len(best) if best else None
