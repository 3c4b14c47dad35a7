"""An exercise as the page needs it: texts as safe HTML, and nothing that gives the answer away."""

from __future__ import annotations

from typing import Any

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
from selfhelp_teach.exercises.prose import to_html
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.translation import Translate, translator

CURVE_POINTS = 13


def content(exercise: Exercise, language: str = "en") -> dict[str, Any]:
    """Return what the page shows before an answer. Right answers and feedback are not in it.

    Keys that end in ``Html`` are safe HTML; all other texts are plain.
    """
    _ = translator(language)
    shown: dict[str, Any] = {
        "id": exercise.id,
        "version": exercise.version,
        "page": exercise.page,
        "type": type_of(exercise),
        "title": exercise.title,
        "promptHtml": to_html(exercise.prompt, language),
        "prediction": exercise.prediction,
        "private": exercise.private,
        "confidence": exercise.asks_confidence,
        "hintsHtml": [to_html(hint, language) for hint in exercise.hints],
        "minutes": exercise.minutes,
        "gapHtml": to_html(exercise.gap_prompt or _general_gap(_), language) if exercise.prediction else "",
    }
    for kind, describe in _DESCRIBERS.items():
        if isinstance(exercise, kind):
            shown |= describe(exercise, language, _)
    return shown


def type_of(exercise: Exercise) -> str:
    """Return the value of the key ``type``."""
    name: str = exercise.type  # type: ignore[attr-defined]  # every member of the union has it
    return name


def curve_places(exercise: Curve) -> list[float]:
    """Return the x values at which a curve is drawn."""
    start, end = exercise.x.minimum, exercise.x.maximum
    places = [start + (end - start) * step / (CURVE_POINTS - 1) for step in range(CURVE_POINTS)]
    # Whole months and the like read better than fifths of one, where the axis is long enough.
    return [float(round(place)) for place in places] if end - start >= 2 * CURVE_POINTS else places


def _general_gap(_: Translate) -> str:
    return _("What explains the difference between what you expected and what you see?")


def _options(exercise: SingleChoice | MultipleChoice, _language: str, _: Translate) -> dict[str, Any]:
    return {
        "options": [{"value": option.key, "label": option.text} for option in exercise.options],
        "opinion": isinstance(exercise, SingleChoice) and exercise.opinion,
    }


def _number(exercise: Number, _language: str, _: Translate) -> dict[str, Any]:
    return {
        "min": exercise.minimum,
        "max": exercise.maximum,
        "step": exercise.step,
        "unit": exercise.unit or "",
    }


def _ranking(exercise: Ranking, _language: str, _: Translate) -> dict[str, Any]:
    ends = [exercise.first_label or _("most"), exercise.last_label or _("least")]
    return {"items": [{"value": item.key, "label": item.text} for item in exercise.items], "ends": ends}


def _matching(exercise: Matching, _language: str, _: Translate) -> dict[str, Any]:
    return {
        "items": [{"value": card.key, "label": card.text} for card in exercise.items],
        "targets": [{"value": target.key, "label": target.text} for target in exercise.targets],
    }


def _text(exercise: FreeText, _language: str, _: Translate) -> dict[str, Any]:
    return {
        "criteria": list(exercise.criteria),
        "starters": list(exercise.starters),
        "words": [exercise.words.low, exercise.words.high],
    }


def _curve(exercise: Curve, _language: str, _: Translate) -> dict[str, Any]:
    x, y = exercise.x, exercise.y
    return {
        "x": {"values": curve_places(exercise), "label": x.label, "unit": x.unit or ""},
        "y": {"min": y.minimum, "max": y.maximum, "label": y.label, "unit": y.unit or ""},
    }


def _confidence(exercise: Confidence, _language: str, _: Translate) -> dict[str, Any]:
    return {"statement": exercise.statement}


def _likert(exercise: Likert, _language: str, _: Translate) -> dict[str, Any]:
    default = (
        _("strongly disagree"),
        _("disagree"),
        _("neither"),
        _("agree"),
        _("strongly agree"),
    )
    return {
        "statements": [{"value": line.key, "label": line.text} for line in exercise.statements],
        "scale": list(exercise.scale or default),
    }


def _challenge(exercise: Challenge, _language: str, _: Translate) -> dict[str, Any]:
    goals = [goal.text for goal in exercise.goals]
    return {"start": exercise.start, "locked": list(exercise.locked), "goals": goals}


def _conversation(exercise: Conversation, language: str, _: Translate) -> dict[str, Any]:
    nodes = {
        name: {
            "speaker": node.speaker,
            "textHtml": to_html(node.text, language),
            "ending": node.ending or "",
            "choices": [
                {
                    "key": choice.key,
                    "text": choice.text,
                    "to": choice.to,
                    "feedbackHtml": to_html(choice.feedback, language) if choice.feedback else "",
                    "step": choice.step,
                }
                for choice in node.choices
            ],
        }
        for name, node in exercise.nodes.items()
    }
    return {"plays": exercise.plays, "start": exercise.start, "nodes": nodes}


_DESCRIBERS: dict[type[Exercise], Any] = {
    SingleChoice: _options,
    MultipleChoice: _options,
    Number: _number,
    Ranking: _ranking,
    Matching: _matching,
    FreeText: _text,
    Curve: _curve,
    Confidence: _confidence,
    Likert: _likert,
    Challenge: _challenge,
    Conversation: _conversation,
}
