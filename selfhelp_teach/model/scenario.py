"""What a student sets: one frozen, validated scenario."""

# ruff: noqa: E501 (one row of a table a line reads best)

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Literal, cast

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.model.parameters import MECHANISMS, mechanism_key

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


@dataclass(frozen=True, slots=True)
class Scenario:
    """One ward and one group, as the student set them.

    All fields are described in :data:`FIELDS`. ``mechanisms_off`` holds keys or names of mechanisms
    switched off, ``shifts`` changes that happen during the run.

    Raises
    ------
    ScenarioError
        Where a field is of the wrong type or outside its range; the message names field, value and range.

    Examples
    --------
    >>> Scenario(leadership="none").power_asymmetry
    0.7
    >>> Scenario(power_asymmetry=2)
    Traceback (most recent call last):
    ...
    selfhelp_teach.errors.ScenarioError: 'power_asymmetry' is 2; it must lie from 0 to 1.
    """

    leadership: Leadership = "shared"
    power_asymmetry: float = 0.7
    emotional_engagement: float = 0.4
    acceptance: float = 0.4
    defensiveness: float = 0.6
    perceived_danger: float = 0.6
    bureaucracy: float = 0.6
    families: int = 74
    college_share: float = 0.25
    high_school_share: float = 0.5
    treatment_min: int = 24
    treatment_max: int = 36
    relapse_rate: float = 0.25
    joint_meetings: bool = False
    ombudsperson: bool = False
    representative: bool = False
    mechanisms_off: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        for spec in FIELDS.values():
            object.__setattr__(self, spec.name, check_field(spec.name, getattr(self, spec.name)))
        if self.college_share + self.high_school_share > 1 + 1e-9:
            raise ScenarioError(
                f"'college_share' ({self.college_share:g}) and 'high_school_share' ({self.high_school_share:g}) "
                "add up to more than 1. Lower one of them."
            )
        if self.treatment_min > self.treatment_max:
            raise ScenarioError(
                f"'treatment_min' is {self.treatment_min}, above 'treatment_max' ({self.treatment_max}). "
                "The shortest treatment must not be longer than the longest."
            )
        object.__setattr__(self, "mechanisms_off", _mechanisms(self.mechanisms_off))
        object.__setattr__(self, "shifts", _shifts(self.shifts))

    def replace(self, **changes: Any) -> Scenario:
        """Return a copy with some fields changed, checked like new."""
        unknown = sorted(set(changes) - set(Scenario.__dataclass_fields__))
        if unknown:
            raise ScenarioError(_unknown(unknown[0]))
        return replace(self, **changes)

    def with_attitudes(self, attitudes: float) -> Scenario:
        """Return a copy with all four attitudes set from one slider, 0 (guarded) to 1 (collaborative)."""
        return self.replace(**attitudes_from(attitudes))

    def as_dict(self) -> dict[str, Any]:
        """Return the scenario as plain JSON types, every field named."""
        out: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        out["mechanisms_off"] = list(self.mechanisms_off)
        out["shifts"] = [{"month": s.month, "field": s.field, "change": s.change} for s in self.shifts]
        return out

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Scenario:
        """Build a scenario from plain JSON types; unknown keys are refused, missing ones take defaults."""
        if not isinstance(values, Mapping):
            raise ScenarioError(f"A scenario is an object of named fields, not {type(values).__name__}.")
        for key in values:
            if key not in cls.__dataclass_fields__:
                raise ScenarioError(_unknown(str(key)))
        return cls(**values)

    def to_json(self) -> str:
        """Return the scenario as a JSON object."""
        return json.dumps(self.as_dict())

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """Read a scenario from a JSON object."""
        try:
            values = json.loads(text)
        except ValueError as error:
            raise ScenarioError(f"The scenario is not JSON ({error}). Give one JSON object.") from None
        return cls.from_dict(values)

    def to_code(self) -> str:
        """Return a short URL-safe string that holds the whole scenario."""
        from selfhelp_teach.model.scenario_code import encode  # noqa: PLC0415 (it imports this module)

        return encode(self)

    @classmethod
    def from_code(cls, code: str) -> Scenario:
        """Read a scenario from :meth:`to_code`; a damaged or foreign string is refused."""
        from selfhelp_teach.model.scenario_code import decode  # noqa: PLC0415 (it imports this module)

        return decode(code)


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
        raise ScenarioError(_unknown(name))
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


def _mechanisms(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, (list, tuple, set, frozenset)):
        raise ScenarioError(f"'mechanisms_off' is {value!r}; it must be a list of mechanism names.")
    try:
        keys = {mechanism_key(item) for item in value}
    except ValueError as error:
        raise ScenarioError(f"'mechanisms_off': {error}") from None
    return tuple(key for key in MECHANISMS if key in keys)


def _shifts(value: Any) -> tuple[Shift, ...]:
    if not isinstance(value, (list, tuple)):
        raise ScenarioError(f"'shifts' is {value!r}; it must be a list of shifts.")
    out = []
    for item in value:
        if isinstance(item, Shift):
            out.append(item)
        elif isinstance(item, Mapping) and set(item) == {"month", "field", "change"}:
            out.append(Shift(**item))
        else:
            raise ScenarioError(f"'shifts' holds {item!r}; each shift needs month, field and change.")
    if len(out) > MOST_SHIFTS:
        raise ScenarioError(f"'shifts' holds {len(out)} changes; at most {MOST_SHIFTS} are allowed.")
    return tuple(sorted(out))


def _unknown(name: str) -> str:
    return f"A scenario has no field {name!r}. Its fields are: {', '.join(Scenario.__dataclass_fields__)}."


BASELINE = Scenario(leadership="none")
"""The documented baseline of the calibration: a specialty centre of the time, with no group."""
