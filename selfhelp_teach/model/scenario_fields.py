"""The inputs of a scenario: each with default, range, status and source, and how a value of it is checked."""

# ruff: noqa: E501 (one row of a table a line reads best)

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, cast

from selfhelp_teach.errors import ScenarioError

Leadership = Literal["none", "professional", "shared", "independent"]
LEADERSHIPS: tuple[Leadership, ...] = ("none", "professional", "shared", "independent")

ATTITUDES = ("emotional_engagement", "acceptance", "defensiveness", "perceived_danger")
MOST_SHIFTS = 24


@dataclass(frozen=True, slots=True)
class Field:
    """One input: its label, unit, default, range, and where they come from."""

    name: str
    label: str
    kind: Literal["share", "count", "switch", "choice"]
    unit: str
    default: float | bool | str
    low: float
    high: float
    status: str
    source: str


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        f.name: f
        for f in (
            Field("leadership", "Who leads the group", "choice", "", "shared", 0, 3, "ordinal", "P11; P12; P13"),
            Field("power_asymmetry", "Power asymmetry", "share", "0-1", 0.7, 0, 1, "assumption", "P background"),
            Field("emotional_engagement", "Emotional engagement", "share", "0-1", 0.4, 0, 1, "assumption", "P background"),
            Field("acceptance", "Acceptance of parents' expertise", "share", "0-1", 0.4, 0, 1, "assumption", "P background; C1"),
            Field("defensiveness", "Defensiveness when challenged", "share", "0-1", 0.6, 0, 1, "assumption", "P groups"),
            Field("perceived_danger", "Perceived danger of groups", "share", "0-1", 0.6, 0, 1, "assumption", "P5; P6"),
            Field("bureaucracy", "Bureaucracy and staff rotation", "share", "0-1", 0.6, 0, 1, "assumption", "P background"),
            Field("families", "Families under care", "count", "families", 74, 20, 300, "reported", "P2"),
            Field("college_share", "College graduates", "share", "share of families", 0.25, 0, 1, "assumption", "P4"),
            Field("high_school_share", "High school or less", "share", "share of families", 0.5, 0, 1, "assumption", "P4"),
            Field("treatment_min", "Shortest treatment", "count", "months", 24, 12, 120, "reported", "P8"),
            Field("treatment_max", "Longest treatment", "count", "months", 36, 12, 120, "reported", "P8"),
            Field("relapse_rate", "Relapse rate", "share", "0-1", 0.25, 0, 1, "assumption", "P8"),
            Field("joint_meetings", "Joint problem-solving meetings", "switch", "", False, 0, 1, "mechanism", "P groups"),
            Field("ombudsperson", "Parent ombudsperson", "switch", "", False, 0, 1, "mechanism", "P groups"),
            Field("representative", "Parent representative on staff", "switch", "", False, 0, 1, "mechanism", "P groups"),
        )
    }
)  # fmt: skip
"""Every input by name, with default, range, status and source (pages build their controls from it)."""

SHIFTABLE = ("power_asymmetry", *ATTITUDES, "bureaucracy")


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """A change of one input during the run, such as what a conversation moved.

    Attributes
    ----------
    month : int
        Months completed (0-240) when the change happens: 12 means between month 12 and month 13.
    field : str
        One of :data:`SHIFTABLE`.
    change : float
        Amount added, -1 to 1; the result is kept within 0-1.
    """

    month: int
    field: str
    change: float

    def __post_init__(self) -> None:
        _whole("shifts.month", self.month, 0, 240)
        if self.field not in SHIFTABLE:
            raise ScenarioError(
                f"A shift cannot move {self.field!r}. It can move one of: {', '.join(SHIFTABLE)}."
            )
        object.__setattr__(self, "change", number_in("shifts.change", self.change, -1, 1))


def attitudes_from(attitudes: float) -> dict[str, float]:
    """Return the four attitudes for one slider position, 0 (guarded) to 1 (collaborative)."""
    a = number_in("attitudes", attitudes, 0, 1)
    away = round(1 - a, 12)
    return {"emotional_engagement": a, "acceptance": a, "defensiveness": away, "perceived_danger": away}


def check_field(name: str, value: Any) -> Any:
    """Return ``value`` in the field's own type, or refuse it.

    Raises
    ------
    ScenarioError
        Names the field, the value and the allowed range.
    """
    if name not in FIELDS:
        raise ScenarioError(unknown_field(name))
    spec = FIELDS[name]
    if spec.kind == "choice":
        if value not in LEADERSHIPS:
            raise ScenarioError(f"{name!r} is {value!r}; it must be one of: {', '.join(LEADERSHIPS)}.")
        return value
    if spec.kind == "switch":
        if not isinstance(value, bool):
            raise ScenarioError(f"{name!r} is {value!r}; it must be true or false.")
        return value
    if spec.kind == "count":
        return _whole(name, value, int(spec.low), int(spec.high))
    return number_in(name, value, spec.low, spec.high)


def number_in(name: str, value: Any, low: float, high: float) -> float:
    """Return ``value`` as a float within ``low`` and ``high``, or refuse it by name."""
    ok = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not ok or not math.isfinite(value) or not low <= value <= high:
        raise ScenarioError(f"{name!r} is {value!r}; it must lie from {low:g} to {high:g}.")
    return float(value) + 0.0  # turns -0.0 into 0.0, so that equal scenarios have equal codes


def _whole(name: str, value: Any, low: int, high: int) -> int:
    ok = isinstance(value, int) and not isinstance(value, bool)
    if not ok or not low <= value <= high:
        raise ScenarioError(f"{name!r} is {value!r}; it must be a whole number from {low} to {high}.")
    return cast("int", value)


def unknown_field(name: str) -> str:
    """Return the sentence that refuses a field no scenario has."""
    return f"A scenario has no field {name!r}. Its fields are: {', '.join((*FIELDS, 'mechanisms_off', 'shifts'))}."
