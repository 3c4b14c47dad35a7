"""A drawn curve beside the real one: distance, and what differs in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

Points = Sequence[Sequence[float]]

STEPS = 60
LEVEL = 0.05  # a change over a third of the axis smaller than this share of the height reads as level


def at(points: Points, x: float) -> float:
    """Return the height of a polyline at ``x``, level beyond its ends."""
    if x <= points[0][0]:
        return float(points[0][1])
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return float(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
    return float(points[-1][1])


def distance(drawn: Points, real: Points, height: float) -> float:
    """Return the mean distance of two curves as a share of the chart's height.

    It is taken where both are defined; 0 for the same curve, and never negative.
    """
    gaps = _gaps(drawn, real)
    return sum(abs(gap) for gap in gaps) / len(gaps) / height


def bias(drawn: Points, real: Points, height: float) -> float:
    """Return how far the drawn curve lies above (+) or below (-) on the whole, as a share of the height."""
    gaps = _gaps(drawn, real)
    return sum(gaps) / len(gaps) / height


def _span(drawn: Points, real: Points) -> tuple[float, float]:
    start, end = max(drawn[0][0], real[0][0]), min(drawn[-1][0], real[-1][0])
    return (start, end) if end > start else (real[0][0], real[-1][0])


def _gaps(drawn: Points, real: Points) -> list[float]:
    start, end = _span(drawn, real)
    xs = [start + (end - start) * step / STEPS for step in range(STEPS + 1)]
    return [at(drawn, x) - at(real, x) for x in xs]


def trend(points: Points, start: float, end: float, height: float) -> str:
    """Return ``"rise"``, ``"level"`` or ``"fall"`` between two places."""
    change = (at(points, end) - at(points, start)) / height
    return "level" if abs(change) < LEVEL else "rise" if change > 0 else "fall"


def words(drawn: Points, real: Points, height: float, close: float, _: Callable[[str], str]) -> list[str]:
    """Return what differs, in sentences: the level, the beginning and how it ends."""
    if distance(drawn, real, height) <= close:
        said = [_("Your curve stays close to the result.")]
    else:
        above = bias(drawn, real, height)
        if above > close / 2:
            said = [_("On the whole you expected more than happened.")]
        elif above < -close / 2:
            said = [_("On the whole you expected less than happened.")]
        else:
            said = [_("The level is about right, the course is another.")]
    start, end = _span(drawn, real)
    third = (end - start) / 3
    beginnings, endings = _beginnings(_), _endings(_)
    first = trend(drawn, start, start + third, height), trend(real, start, start + third, height)
    last = trend(drawn, end - third, end, height), trend(real, end - third, end, height)
    said += [sentence for sentence in (beginnings.get(first), endings.get(last)) if sentence]
    return said


def _beginnings(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("rise", "level"): _("You expected it to rise from the start; it hardly moved at first."),
        ("rise", "fall"): _("You expected it to rise from the start; it fell at first."),
        ("level", "rise"): _("You expected a slow start; it rose at once."),
        ("level", "fall"): _("You expected a slow start; it fell at once."),
        ("fall", "level"): _("You expected it to fall from the start; it hardly moved at first."),
        ("fall", "rise"): _("You expected it to fall from the start; it rose at first."),
    }


def _endings(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("level", "rise"): _("You expected growth to stop; it went on."),
        ("level", "fall"): _("You expected it to hold; it fell towards the end."),
        ("rise", "level"): _("You expected growth to go on; it levelled off."),
        ("rise", "fall"): _("You expected growth to go on; it turned and fell."),
        ("fall", "level"): _("You expected a decline at the end; it held."),
        ("fall", "rise"): _("You expected a decline at the end; it kept growing."),
    }
