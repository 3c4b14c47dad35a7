"""One exercise of a portfolio: the answer that stands, what stands beside it, and the result, in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises import library, types
from selfhelp_teach.exercises.answers import answers, not_guessed
from selfhelp_teach.exercises.portfolio import charts
from selfhelp_teach.exercises.portfolio.answer_text import answer_lines
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.wording import plain, printable
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.records.schema import Entry, Record, count_tries, first_ones, last_ones


@dataclass(frozen=True)
class Item:
    """One exercise with what the learner did.

    Attributes
    ----------
    answer, result
        Lines of plain text.
    closeness
        0 to 1; for a prediction how near it came.
    chart
        SVG of prediction and result, or empty.
    others
        Answers that stand beside it, because they were given where nobody knew of it: when, and their lines.
    tries
        How often something else was handed in; the one told is the last, of a prediction the first.
    """

    exercise: str
    title: str
    prompt: str
    page: str
    kind: str
    time: datetime
    answer: tuple[str, ...]
    others: tuple[tuple[datetime, tuple[str, ...]], ...] = ()
    place: tuple[Any, ...] = ()
    result: tuple[str, ...] = ()
    confidence: str = ""
    score: float | None = None
    closeness: float | None = None
    gap_prompt: str = ""
    gap: str = ""
    chart: str = ""
    tries: int = 1
    scenario: str = ""
    seed: int | None = None
    package: str = ""
    known: bool = True


def known(name: str, language: str) -> Exercise | None:
    """Return an exercise, or None where this installation has none of that name."""
    try:
        return library.exercise(name, language)
    except ExerciseError:
        return None


def items_of(record: Record, name: str, exercise: Exercise | None, language: str) -> Iterator[Item]:
    """Yield what was done with one exercise; a draft where nothing was handed in."""
    for kind in ("prediction", "answer", "challenge"):
        given = record.history(name, kind)
        if given:
            whole = [entry for entry in given if exercise and answers(entry, exercise)] or given
            ends = first_ones(whole) or whole[:1] if kind == "prediction" else last_ones(whole)[::-1]
            same = exercise and ends[0].exercise_version in (None, exercise.version)
            # Words of another version could tell another answer than the one that was given.
            yield _item(record, ends, exercise if same else None, language, tries=count_tries(given))
    written = last_ones(record.history(name, "draft"))[::-1]
    if written and not record.history(name, "prediction", "answer", "challenge"):
        yield _item(record, written, exercise, language, tries=0)


def _item(record: Record, ends: list[Entry], exercise: Exercise | None, language: str, tries: int) -> Item:
    entry = ends[0]
    details: dict[str, Any] = dict(entry.details)
    predicted = exercise if entry.kind == "prediction" else None
    level = exercise_labels(language).get(f"confidence_{entry.confidence}", "")
    return Item(
        exercise=str(entry.exercise),
        title=exercise.title if exercise else str(entry.exercise),
        prompt=plain(exercise.prompt) if exercise else "",
        page=entry.page or (exercise.page if exercise else ""),
        kind="answer" if entry.kind == "draft" else entry.kind,
        time=entry.time,
        answer=(exercise_labels(language)["line_passed"],)
        if not_guessed(entry)
        else tuple(answer_lines(exercise, entry.value, language)),
        others=_others(ends, exercise, language),
        place=entry.place,
        result=tuple(types.of(predicted).expect(predicted, details, language)) if predicted else (),
        confidence=level,
        score=entry.score,
        closeness=entry.closeness,
        gap_prompt=plain(exercise.gap_prompt) if exercise and exercise.gap_prompt else "",
        gap=written(record, str(entry.exercise), "gap"),
        chart=charts.draw(predicted, entry.value, details, language) if predicted else "",
        tries=tries,
        scenario=entry.scenario or "",
        seed=entry.seed,
        package=entry.package or "",
        known=exercise is not None,
    )


def _others(
    ends: list[Entry], exercise: Exercise | None, language: str
) -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    """Return the other answers that stand, each when it was given and in words; the same words once."""
    lines = {tuple(answer_lines(exercise, entry.value, language)): entry.time for entry in reversed(ends)}
    lines.pop(tuple(answer_lines(exercise, ends[0].value, language)), None)
    return tuple((time, words) for words, time in lines.items())


def written(record: Record, exercise: str, *kinds: str) -> str:
    """Return what was written last; where two places did not know of each other, both texts, the later first."""
    texts = [
        printable(str(entry.value))
        for entry in last_ones(record.history(exercise, *kinds))[::-1]
        if entry.value
    ]
    return "\n\n".join(dict.fromkeys(texts))
