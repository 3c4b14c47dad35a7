"""A small model beside the ward: three explanations of why parents with more schooling report more.

The paper offers three, each with a *perhaps*: such parents are more critical of institutions, they hold
staff in less awe, or their insisting irritates staff, who answer in ways that make matters worse. The first
two change what is noticed and what is told of the same visits; the third changes the visits. Expected
numbers, nothing drawn by chance. Every number is an assumption of this course.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from selfhelp_teach.errors import InputError
from selfhelp_teach.model.rng import Floats

VISITS = 24
Schooling = Literal["more", "less"]
Seen = Literal["met", "told"]

_MET = 0.03  # problems a visit, before anybody is irritated
_UNNOTICED = _UNTOLD = 0.6  # share lost by parents with less schooling, where the explanation holds fully
_PUSH: Mapping[Schooling, float] = {"more": 1.0, "less": 0.2}  # irritation by a problem that is told
_FADES = 0.9  # irritation left at the next visit
_WORSE = 5.0  # how many times more goes wrong, by one unit of irritation, where the spiral holds fully


@dataclass(frozen=True, slots=True)
class Explanations:
    """How far each explanation holds, from 0 (not at all) to 1 (fully).

    Raises
    ------
    InputError
        Where one lies outside.
    """

    critical: float = 0.0
    awe: float = 0.0
    spiral: float = 0.0

    def __post_init__(self) -> None:
        for name in ("critical", "awe", "spiral"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise InputError(f"The explanation {name!r} is {value}. Give a number from 0 to 1.")


def shares(explanations: Explanations) -> Mapping[tuple[Schooling, Seen], Floats]:
    """Return the share of parents, in percent, who by each visit have met, or told of, a problem at least.

    Returns
    -------
    Mapping
        Arrays of shape ``(VISITS,)`` by schooling and by what is counted.
    """
    found: dict[tuple[Schooling, Seen], Floats] = {}
    for schooling, push in _PUSH.items():
        heard = 1.0
        if schooling == "less":
            heard = (1 - _UNNOTICED * explanations.critical) * (1 - _UNTOLD * explanations.awe)
        irritation = 0.0
        met = np.empty(VISITS, np.float32)
        for visit in range(VISITS):
            met[visit] = _MET * (1 + _WORSE * explanations.spiral * irritation)
            irritation = _FADES * irritation + push * heard * met[visit]
        found[schooling, "met"] = _with_one(met)
        found[schooling, "told"] = _with_one(heard * met)
    return found


def _with_one(problems: Floats) -> Floats:
    """Return the percentage with one problem or more so far: they fall independently, as Poisson counts do."""
    return (100 * -np.expm1(-np.cumsum(problems))).astype(np.float32)
