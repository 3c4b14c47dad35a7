"""Small drawings of a prediction beside its result, as SVG that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.types.curve import Curve
from selfhelp_teach.exercises.types.number import Number
from selfhelp_teach.exercises.types.ranking import Ranking
from selfhelp_teach.exercises.wording import measured
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.translation import number

WIDTH = 560
INK, RESULT, SOFT, LINE = "#1f2328", "#1d5b79", "#555b64", "#857f72"


def draw(exercise: Exercise, value: Any, details: dict[str, Any], language: str = "en") -> str:
    """Return the SVG of a prediction and its result, or an empty text where there is nothing to draw."""
    words = exercise_labels(language)
    try:
        if isinstance(exercise, Number):
            return _number(exercise, float(value), words, language)
        if isinstance(exercise, Ranking):
            return _ranking(exercise, value, words)
        if isinstance(exercise, Curve) and details.get("result"):
            return _curve(exercise, value, details["result"], words, language)
    except (TypeError, ValueError, KeyError, IndexError):
        return ""  # an answer of another version of the exercise: its words are still told
    return ""


def _svg(height: int, name: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-label="{escape(name)}" font-family="sans-serif" font-size="13">'
        f"<title>{escape(name)}</title>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _number(exercise: Number, value: float, words: dict[str, str], language: str) -> str:
    span = exercise.maximum - exercise.minimum

    def at(where: float) -> float:
        share = min(1.0, max(0.0, (where - exercise.minimum) / span))
        return 20 + share * (WIDTH - 40)

    def mark(where: float, y: float, name: str, colour: str, dash: str) -> str:
        x = at(where)
        anchor = "end" if x > WIDTH * 0.7 else "start" if x < WIDTH * 0.3 else "middle"
        line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="40" y2="62" stroke="{colour}" stroke-width="4"{dash}/>'
        return line + _text(x, y, f"{name}: {measured(where, exercise.unit, language)}", anchor, colour)

    centre = exercise.answer.centre
    parts = [
        f'<line x1="20" x2="{WIDTH - 20}" y1="51" y2="51" stroke="{LINE}" stroke-width="2"/>',
        mark(value, 30, words["expected"], INK, ' stroke-dasharray="5 3"'),
        mark(centre, 80, words["result"], RESULT, ""),
        _text(20, 98, measured(exercise.minimum, exercise.unit, language), colour=SOFT),
        _text(WIDTH - 20, 98, measured(exercise.maximum, exercise.unit, language), "end", SOFT),
    ]
    name = (
        f"{words['expected']} {measured(value, exercise.unit, language)}, "
        f"{words['result']} {measured(centre, exercise.unit, language)}"
    )
    return _svg(106, name, parts)


def _ranking(exercise: Ranking, value: list[str], words: dict[str, str]) -> str:
    names = {item.key: item.text for item in exercise.items}
    own = {key: place for place, key in enumerate(value)}
    tiers = exercise.tiers
    step, top = 26, 44
    parts = [
        _text(0, 22, words["expected"], colour=SOFT),
        _text(WIDTH - 130, 22, words["result"], colour=RESULT),
    ]
    ranked = [key for tier in tiers for key in tier]
    parts += [_text(0, top + own[key] * step, f"{own[key] + 1}. {_short(names[key])}") for key in ranked]
    place = 0
    for tier in tiers:
        last = place + len(tier) - 1
        label = str(place + 1) if place == last else f"{place + 1}-{last + 1}"
        middle = top + (place + last) / 2 * step
        parts.append(_text(WIDTH - 130, middle, label, colour=RESULT))
        for key in tier:
            y = top + own[key] * step - 4
            parts.append(
                f'<line x1="330" y1="{y:.1f}" x2="{WIDTH - 140}" y2="{middle - 4:.1f}" stroke="{LINE}"/>'
            )
        place = last + 1
    return _svg(top + len(ranked) * step, f"{words['expected']}, {words['result']}", parts)


def _short(text: str, most: int = 44) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _curve(exercise: Curve, drawn: Any, real: Any, words: dict[str, str], language: str) -> str:
    x, y = exercise.x, exercise.y
    left, right, top, bottom = 50, WIDTH - 20, 14, 220

    def path(points: Any, colour: str, dash: str) -> str:
        steps = []
        for px, py in points:
            sx = left + (float(px) - x.minimum) / (x.maximum - x.minimum) * (right - left)
            share = min(1.0, max(0.0, (float(py) - y.minimum) / (y.maximum - y.minimum)))
            steps.append(f"{sx:.1f},{bottom - share * (bottom - top):.1f}")
        joined = " ".join(steps)
        return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="3"{dash}/>'

    parts = [
        f'<path d="M{left},{top}V{bottom}H{right}" fill="none" stroke="{LINE}"/>',
        path(drawn, INK, ' stroke-dasharray="7 4"'),
        path(real, RESULT, ""),
        _text(left - 6, top + 8, number(y.maximum, language), "end", SOFT),
        _text(left - 6, bottom, number(y.minimum, language), "end", SOFT),
        _text(left, bottom + 18, number(x.minimum, language), "middle", SOFT),
        _text(right, bottom + 18, number(x.maximum, language), "end", SOFT),
        _text((left + right) / 2, bottom + 18, x.label, "middle", SOFT),
        _text(left + 8, top + 8, f"- - {words['expected']}"),
        _text(left + 8, top + 26, f"— {words['result']}", colour=RESULT),
    ]
    return _svg(bottom + 28, f"{y.label}: {words['expected']}, {words['result']}", parts)
