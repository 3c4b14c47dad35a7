"""Answers in words: what a learner chose, ordered, sorted or drew, as plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.answers import as_points, checked, walk
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
from selfhelp_teach.exercises.words import exercise_labels, leadership_labels
from selfhelp_teach.model import FIELDS
from selfhelp_teach.translation import number, translator

_FACT_LINK = re.compile(r"\[([^\[\]]+)\]\(fact:[^)]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^)]*\)")
_ASIDE = re.compile(r"^\[plain\]: # \(.*\)\n", re.MULTILINE)


def without_facts(markdown: str) -> str:
    """Return Markdown whose facts are plain words."""
    return _ASIDE.sub("", _FACT_LINK.sub(r"\1", markdown))


def plain(markdown: str) -> str:
    """Return Markdown as plain text: emphasis and links without their marks, paragraphs kept."""
    text = re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", _LINK.sub(r"\1", without_facts(markdown)))
    paragraphs = [re.sub(r"\s*\n\s*", " ", part).strip() for part in re.split(r"\n\s*\n", text)]
    return "\n\n".join(part for part in paragraphs if part)


def told(exercise: Exercise | None, value: Any, language: str = "en") -> list[str]:
    """Return an answer as lines of plain text; one that cannot be read is shown as it was kept."""
    if exercise is None:
        return _raw(value)
    try:
        return _TELLERS[type(exercise)](exercise, checked(exercise, value), language)
    except InputError:
        return _raw(value)


def _raw(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.splitlines() or [""]
    return [] if value is None else [json.dumps(value, ensure_ascii=False)]


def _chosen(exercise: SingleChoice | MultipleChoice, value: Any, _language: str) -> list[str]:
    chosen = [value] if isinstance(value, str) else value
    return [option.text for option in exercise.options if option.key in chosen]


def _ordered(exercise: Ranking, value: list[str], _language: str) -> list[str]:
    names = {item.key: item.text for item in exercise.items}
    return [f"{place}. {names[key]}" for place, key in enumerate(value, start=1)]


def _sorted(exercise: Matching, value: dict[str, str], _language: str) -> list[str]:
    targets = {target.key: target.text for target in exercise.targets}
    return [f"{card.text} → {targets[value[card.key]]}" for card in exercise.items]


def _drawn(exercise: Curve, value: list[list[float]], language: str) -> list[str]:
    (first, start), (last, end) = (
        [number(coordinate, language) for coordinate in point] for point in (value[0], value[-1])
    )
    return [f"{exercise.y.label}, {exercise.x.label} {first}: {start} … {last}: {end}"]


def _rated(exercise: Likert, value: dict[str, int], _language: str) -> list[str]:
    return [f"{line.text} — {value[line.key]}/{exercise.points}" for line in exercise.statements]


def _talked(exercise: Conversation, value: list[str], language: str) -> list[str]:
    said = exercise_labels(language)["you_said"]
    return [f"{said}: {choice.text}" for _node, choice in walk(exercise, value)[:-1]]


def _sure(exercise: Confidence, value: int, language: str) -> list[str]:
    return [f"{exercise.statement} — {exercise_labels(language)[f'confidence_{value}']}"]


def _moved(exercise: Challenge, value: dict[str, Any], language: str) -> list[str]:
    """Tell the inputs that the learner moved, each by its label."""
    _ = translator(language)
    names = leadership_labels(_)
    start = {name: field.default for name, field in FIELDS.items()} | exercise.start
    moved = []
    for name, now in value.items():
        if name not in start or now != start[name]:
            label = _(FIELDS[name].label) if name in FIELDS else name
            moved.append(f"{label}: {names.get(str(now)) or _set(now, language)}")
    return moved or [_("Nothing was moved.")]


def _set(value: Any, language: str) -> str:
    _ = translator(language)
    if isinstance(value, bool):
        return _("on") if value else _("off")
    return number(value, language) if isinstance(value, int | float) else str(value)


_TELLERS: dict[type[Exercise], Callable[[Any, Any, str], list[str]]] = {
    SingleChoice: _chosen,
    MultipleChoice: _chosen,
    Number: lambda exercise, value, language: [measured(value, exercise.unit, language)],
    Ranking: _ordered,
    Matching: _sorted,
    Curve: _drawn,
    Confidence: _sure,
    Likert: _rated,
    Conversation: _talked,
    Challenge: _moved,
    FreeText: lambda _exercise, value, _language: _raw(value),
}


def expected(exercise: Exercise | None, details: dict[str, Any], language: str = "en") -> list[str]:
    """Return the result that a prediction is set beside, as lines of plain text."""
    _ = translator(language)
    if isinstance(exercise, Number) and "result" in details:
        return [measured(exercise.answer.centre, exercise.unit, language)]
    if isinstance(exercise, Ranking):
        names = {item.key: item.text for item in exercise.items}
        untold = _("no order given")
        lines, place = [], 1
        for tier in exercise.tiers:
            last = place + len(tier) - 1
            places = f"{place}." if place == last else f"{place}-{last}."
            tied = f" ({untold})" if len(tier) > 1 else ""
            lines.append(f"{places} {', '.join(names[key] for key in tier)}{tied}")
            place = last + 1
        return lines
    if isinstance(exercise, SingleChoice) and not exercise.opinion:
        return [option.text for option in exercise.options if option.correct]
    if isinstance(exercise, Curve) and (points := as_points(details.get("result"))):
        return _drawn(exercise, points, language)
    return []


def measured(value: float, unit: str | None, language: str) -> str:
    """Return a number with its unit, as readers of the language write it."""
    written = number(value, language)
    return f"{written}%" if unit == "%" else f"{written} {unit or ''}".strip()
