"""What a type of exercise is made of, and what several types need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import curves
from selfhelp_teach.exercises.goals import Outcomes
from selfhelp_teach.exercises.schema import Card, Exercise, Item, Option, Statement, Target
from selfhelp_teach.translation import Translate, number, translator

#: Closeness from 0 to 1 (None where nothing is right), what is said in Markdown, and details for the page.
Judged = tuple[float | None, list[str], dict[str, Any]]


def message(text: str) -> str:
    """Mark a message for the catalogues; it is translated where it is told."""
    return text


@dataclass(frozen=True)
class Results:
    """What some types are compared with and only the page knows.

    Attributes
    ----------
    points
        Real curve of a drawn one whose result is a run of the model.
    outcomes, baseline
        Outcome measures of a challenge's run and of the run it is compared with: name -> months of
        replicates, shape ``(replicates, months)``.
    """

    points: curves.Points | None = None
    outcomes: Outcomes | None = None
    baseline: Outcomes | None = None


def unmarked(_exercise: Exercise, _value: Any, _results: Results, _: Translate) -> Judged:
    """Mark nothing."""
    return None, [], {}


def nothing_expected(_exercise: Exercise, _details: dict[str, Any], _language: str) -> list[str]:
    """Set no result beside the answer."""
    return []


def nothing_revealed(_exercise: Exercise, _results: Results) -> dict[str, Any]:
    """Show no result."""
    return {}


@dataclass(frozen=True, kw_only=True)
class ExerciseType:
    """One type of exercise: everything the course asks of it.

    Attributes
    ----------
    model
        Schema of its files; its field ``type`` names it.
    check
        ``(exercise, value)`` -> the value where it is a whole answer; else raises :class:`Incomplete`.
    describe
        ``(exercise, language, translate)`` -> what the page shows before an answer, without the answer.
    tell
        ``(exercise, value, language)`` -> an answer as lines of plain text.
    judge
        ``(exercise, value, results, translate)`` -> closeness, feedback and details.
    expect
        ``(exercise, details, language)`` -> the result that a prediction is set beside, as lines of text.
    reveal
        ``(exercise, results)`` -> the result as details for the page, for somebody who would rather not guess.
    marked
        Whether an answer can be right or near, so that the page offers to check it; else it is only kept.
    scored
        Whether that can count for the score that a learning platform is told.

    Raises
    ------
    ValueError
        Where what is never marked would be scored, or what is marked has no ``judge``.
    """

    model: type[Exercise]
    check: Callable[[Any, Any], Any]
    describe: Callable[[Any, str, Translate], dict[str, Any]]
    tell: Callable[[Any, Any, str], list[str]]
    judge: Callable[[Any, Any, Results, Translate], Judged] = unmarked
    expect: Callable[[Any, dict[str, Any], str], list[str]] = nothing_expected
    reveal: Callable[[Any, Results], dict[str, Any]] = nothing_revealed
    marked: bool  # each type says both, so that none is forgotten
    scored: bool

    def __post_init__(self) -> None:
        if self.scored and not self.marked:
            raise ValueError(f"the type {self.name!r} is scored and not marked; say marked=True")
        if self.marked and self.judge is unmarked:
            raise ValueError(f"the type {self.name!r} is marked and has no judge; give it one")

    @property
    def name(self) -> str:
        """The value of ``type`` in its files."""
        found: str = self.model.model_fields["type"].annotation.__args__[0]  # type: ignore[union-attr]
        return found

    def checks(self, exercise: Exercise) -> bool:
        """Whether there is something right or near in ``exercise``: its type is marked, and it is no opinion."""
        return self.marked and not getattr(exercise, "opinion", False)


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


def are_texts(values: Iterable[Any]) -> bool:
    """Tell whether all are texts."""
    return all(isinstance(value, str) for value in values)


def listed(things: Iterable[Option | Item | Card | Target | Statement]) -> list[dict[str, str]]:
    """Return what has a key and a text as the page lists it."""
    return [{"value": thing.key, "label": thing.text} for thing in things]
