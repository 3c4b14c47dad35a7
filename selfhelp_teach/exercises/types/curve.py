"""Draw a curve on an empty chart: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises import curves
from selfhelp_teach.exercises.schema import Axis, Exercise, Finite, ScenarioFields, Strict
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.translation import Translate, number

MAX_POINTS = 200
CURVE_POINTS = 13


class CurveResult(Strict):
    """Where the real curve comes from: points given here, or a run of the model handed in by the page."""

    points: tuple[tuple[Finite, Finite], ...] | None = Field(
        default=None, description="[[x, y], …], x rising."
    )
    measure: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = Field(
        None, description="Outcome measure of the model."
    )
    scenario: ScenarioFields = Field(default_factory=dict, description="Scenario of the run.")

    @model_validator(mode="after")
    def _points_or_run(self) -> Self:
        if (self.points is None) == (self.measure is None):
            raise ValueError("give either points or measure (a run of the model), not both and not neither")
        if self.points is not None:
            xs = [x for x, _ in self.points]
            if len(xs) < 2 or any(b <= a for a, b in pairwise(xs)):  # noqa: PLR2004
                raise ValueError("points need at least two entries with x rising")
        return self


class Curve(Exercise):
    """Draw a curve on an empty chart. Told in words and by distance."""

    type: Literal["curve"]
    x: Axis
    y: Axis
    result: CurveResult
    close: Annotated[float, Field(gt=0, lt=1)] = Field(
        0.1, description="Mean distance, as a share of the y axis, that counts as close."
    )


def as_points(value: Any) -> list[list[float]]:
    """Return ``value`` as points of finite numbers, x rising; an empty list where it is something else."""
    try:
        points = [[float(x), float(y)] for x, y in value]
    except (TypeError, ValueError, OverflowError):
        return []
    finite = all(math.isfinite(coordinate) for point in points for coordinate in point)
    rising = all(a[0] < b[0] for a, b in pairwise(points))
    return points if finite and rising else []


def check(exercise: Curve, value: Any) -> list[list[float]]:
    points = as_points(value)
    inside = all(
        exercise.x.minimum <= x <= exercise.x.maximum and exercise.y.minimum <= y <= exercise.y.maximum
        for x, y in points
    )
    if not 2 <= len(points) <= MAX_POINTS or not inside:  # noqa: PLR2004 (a line)
        raise Incomplete(_("The curve is not whole yet. Draw it from the left edge to the right edge."))
    return points


def judge(exercise: Curve, value: curves.Points, results: Results, _: Translate) -> Judged:
    real = exercise.result.points or results.points
    if real is None:
        return None, [], {}
    height = exercise.y.maximum - exercise.y.minimum
    gap = curves.distance(value, real, height)
    closeness = 1.0 if gap <= exercise.close else max(0.0, 1 - (gap - exercise.close) / 0.5) * 0.999
    said = curves.words(value, real, height, exercise.close, _)
    return closeness, [" ".join(said)], {"result": [list(point) for point in real], "distance": gap}


def curve_places(exercise: Curve) -> list[float]:
    """Return the x values at which a curve is drawn."""
    start, end = exercise.x.minimum, exercise.x.maximum
    places = [start + (end - start) * step / (CURVE_POINTS - 1) for step in range(CURVE_POINTS)]
    # Whole months and the like read better than fifths of one, where the axis is long enough.
    return [float(round(place)) for place in places] if end - start >= 2 * CURVE_POINTS else places


def describe(exercise: Curve, _language: str, _: Translate) -> dict[str, Any]:
    x, y = exercise.x, exercise.y
    return {
        "x": {"values": curve_places(exercise), "label": x.label, "unit": x.unit or ""},
        "y": {"min": y.minimum, "max": y.maximum, "label": y.label, "unit": y.unit or ""},
    }


def tell(exercise: Curve, value: list[list[float]], language: str) -> list[str]:
    (first, start), (last, end) = (
        [number(coordinate, language) for coordinate in point] for point in (value[0], value[-1])
    )
    return [f"{exercise.y.label}, {exercise.x.label} {first}: {start} … {last}: {end}"]


def expect(exercise: Curve, details: dict[str, Any], language: str) -> list[str]:
    points = as_points(details.get("result"))
    return tell(exercise, points, language) if points else []


def reveal(exercise: Curve, results: Results) -> dict[str, Any]:
    real = exercise.result.points or results.points
    return {"result": [list(point) for point in real]} if real else {}


TYPE = ExerciseType(
    model=Curve, check=check, describe=describe, tell=tell, judge=judge, expect=expect, reveal=reveal,
    marked=True, scored=False,
)  # fmt: skip
