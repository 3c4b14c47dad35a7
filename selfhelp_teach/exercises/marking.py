"""Marking: from an exercise and an answer to a score and words. Pure functions, nothing is kept here.

A prediction has no score. Its ``closeness`` says how near it came, and nothing adds it up: being wrong
before the result was shown is what predictions are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from selfhelp_teach.exercises import curves
from selfhelp_teach.exercises.answers import checked, walk
from selfhelp_teach.exercises.goals import Outcomes, reached
from selfhelp_teach.exercises.kinds import (
    Challenge,
    Conversation,
    Curve,
    Likert,
    Matching,
    MultipleChoice,
    Number,
    Ranking,
    SingleChoice,
)
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.translation import Translate, translator


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


def mark(exercise: Exercise, value: Any, results: Results | None = None, language: str = "en") -> Mark:
    """Return the mark of ``value``.

    Raises
    ------
    InputError
        Where the answer is not whole.
    """
    value = checked(exercise, value)
    results = results or Results()
    closeness: float | None = None
    said: list[str] = []
    details: dict[str, Any] = {}
    for kind, judge in _JUDGES.items():
        if isinstance(exercise, kind):
            closeness, said, details = judge(exercise, value, results, translator(language))
    general = _general(exercise, closeness)
    said = [*said, *([general] if general else []), *([exercise.explanation] if exercise.explanation else [])]
    score = None if exercise.prediction else closeness
    return Mark(score, closeness, tuple(said), details)


def _general(exercise: Exercise, closeness: float | None) -> str | None:
    if closeness is None:
        return None
    feedback = exercise.feedback
    return feedback.correct if closeness >= 1 else feedback.incorrect if closeness <= 0 else feedback.partial


Judged = tuple[float | None, list[str], dict[str, Any]]


def _single(exercise: SingleChoice, value: str, _results: Results, _: Translate) -> Judged:
    chosen = next(option for option in exercise.options if option.key == value)
    right = [option.key for option in exercise.options if option.correct]
    closeness = None if not right else float(value in right)
    details = {"correct": right} if exercise.prediction or value in right else {}
    return closeness, [chosen.feedback] if chosen.feedback else [], details


def _multiple(exercise: MultipleChoice, value: list[str], _results: Results, _: Translate) -> Judged:
    agreed = [option.correct == (option.key in value) for option in exercise.options]
    said = [option.feedback for option in exercise.options if option.key in value and option.feedback]
    if exercise.prediction and not any(option.correct for option in exercise.options):
        return None, said, {}
    closeness = share(sum(agreed), len(agreed))
    marks = {option.key: ok for option, ok in zip(exercise.options, agreed, strict=True)}
    return closeness, said, {"marks": marks}


def _number(exercise: Number, value: float, _results: Results, _: Translate) -> Judged:
    low, high = exercise.answer.interval
    said = exercise.too_low if value < low else exercise.too_high if value > high else None
    closeness = number_closeness(value, low, high, exercise.maximum - exercise.minimum)
    if not exercise.prediction:
        closeness = float(closeness >= 1)
    return closeness, [said] if said else [], {"result": exercise.answer.centre, "interval": [low, high]}


def number_closeness(value: float, low: float, high: float, span: float) -> float:
    """Return 1 inside ``[low, high]``, falling to 0 a quarter of the span away."""
    outside = max(low - value, value - high, 0.0)
    return 1.0 if outside == 0 else max(0.0, 1 - outside / (span / 4)) * 0.999


def _ranking(exercise: Ranking, value: list[str], _results: Results, _: Translate) -> Judged:
    tau = kendall(value, exercise.tiers)
    first = next(item for item in exercise.items if item.key == value[0])
    details = {"tiers": [list(tier) for tier in exercise.tiers], "tau": tau}
    said = [first.feedback] if first.feedback else []
    return (None if tau is None else (tau + 1) / 2), said, details


def kendall(order: Sequence[str], tiers: Sequence[Sequence[str]]) -> float | None:
    """Return Kendall's tau over the pairs that ``tiers`` orders: 1 all agree, -1 all are reversed.

    Items of one tier have no order between them, so their pairs do not count. Without any ordered pair
    there is no tau, and the result is None.
    """
    place = {key: index for index, key in enumerate(order)}
    pairs = [(a, b) for upper, lower in combinations(tiers, 2) for a in upper for b in lower]
    if not pairs:
        return None
    agreeing = sum(place[a] < place[b] for a, b in pairs)
    return (2 * agreeing - len(pairs)) / len(pairs)


def _matching(exercise: Matching, value: dict[str, str], _results: Results, _: Translate) -> Judged:
    marks = {card.key: value[card.key] in card.accepted for card in exercise.items}
    said = [
        f"**{card.text}** {card.feedback}" for card in exercise.items if card.feedback and not marks[card.key]
    ]
    return share(sum(marks.values()), len(marks)), said, {"marks": marks}


def share(part: int, whole: int) -> float:
    """Return ``part / whole``, exactly 0 or 1 at the ends."""
    return part / whole


def _curve(exercise: Curve, value: curves.Points, results: Results, _: Translate) -> Judged:
    real = exercise.result.points or results.points
    if real is None:
        return None, [], {}
    height = exercise.y.maximum - exercise.y.minimum
    gap = curves.distance(value, real, height)
    closeness = 1.0 if gap <= exercise.close else max(0.0, 1 - (gap - exercise.close) / 0.5) * 0.999
    said = curves.words(value, real, height, exercise.close, _)
    return closeness, [" ".join(said)], {"result": [list(point) for point in real], "distance": gap}


def _likert(exercise: Likert, value: dict[str, int], _results: Results, _: Translate) -> Judged:
    sums: dict[str, list[int]] = {}
    for statement in exercise.statements:
        points = value[statement.key]
        level = exercise.points + 1 - points if statement.reverse else points
        sums.setdefault(statement.scale or "all", []).append(level)
    scales = {name: sum(levels) / len(levels) for name, levels in sums.items()}
    return None, [], {"scales": scales, "points": exercise.points}


def _challenge(exercise: Challenge, _value: Any, results: Results, _: Translate) -> Judged:
    if results.outcomes is None:
        return None, [], {}
    goals = [reached(goal, results.outcomes, results.baseline) for goal in exercise.goals]
    details = {"goals": [{"value": goal.value, "reached": goal.reached} for goal in goals]}
    return share(sum(goal.reached for goal in goals), len(goals)), [], details


def _conversation(exercise: Conversation, value: list[str], _results: Results, _: Translate) -> Judged:
    steps = walk(exercise, value)
    effects: dict[str, float] = {}
    taken = set()
    for _name, choice in steps[:-1]:
        taken.update([choice.step] if choice.step else [])
        for field_name, shift in choice.effects.items():
            effects[field_name] = effects.get(field_name, 0.0) + shift
    ending = exercise.nodes[steps[-1][0]].ending
    details = {"effects": effects, "steps": sorted(taken), "ending": ending, "node": steps[-1][0]}
    return None, [], details


_JUDGES: dict[type[Exercise], Callable[..., Judged]] = {
    SingleChoice: _single,
    MultipleChoice: _multiple,
    Number: _number,
    Ranking: _ranking,
    Matching: _matching,
    Curve: _curve,
    Likert: _likert,
    Challenge: _challenge,
    Conversation: _conversation,
}


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
