"""What a student sets: one frozen, validated scenario."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.model.parameters import MECHANISMS, mechanism_key
from selfhelp_teach.model.scenario_code import decode, encode
from selfhelp_teach.model.scenario_fields import (
    FIELDS,
    MOST_SHIFTS,
    Leadership,
    Shift,
    attitudes_from,
    check_field,
    unknown_field,
)


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
            raise ScenarioError(unknown_field(unknown[0]))
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
                raise ScenarioError(unknown_field(str(key)))
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
        return encode(self)

    @classmethod
    def from_code(cls, code: str) -> Scenario:
        """Read a scenario from :meth:`to_code`; a damaged or foreign string is refused."""
        return decode(code, cls)


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


BASELINE = Scenario(leadership="none")
"""The documented baseline of the calibration: a specialty centre of the time, with no group."""
