"""Intervals for shares, and the refusal where the source does not say of how many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence.facts import Fact
from selfhelp_teach.translation import translator


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval for a share, both ends in 0-1."""

    low: float
    high: float
    level: float = 0.95


def wilson(successes: float, n: int, level: float = 0.95) -> Interval:
    """Return the Wilson score interval for a share.

    Parameters
    ----------
    successes
        How many, 0 to ``n``; not whole where it comes from a printed percentage.
    n
        Of how many, at least 1.
    level
        Confidence level, between 0 and 1.

    Raises
    ------
    InputError
        Where a number is outside its range.

    Notes
    -----
    The score interval without continuity correction. For 44 of 74 it is about 48% to 70%.
    """
    if n < 1:
        raise InputError(f"An interval needs at least one person asked, not {n}. Give the number asked.")
    if not 0 <= successes <= n:
        raise InputError(f"{successes:g} of {n} is not a share. Give a count between 0 and {n}.")
    if not 0 < level < 1:
        raise InputError(f"A confidence level of {level:g} is not between 0 and 1. Use 0.95, for example.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / n
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # at 0 and n the ends are 0 and 1 exactly; rounding must not carry them past
    return Interval(max(0.0, centre - half), min(1.0, centre + half), level)


def interval_for(fact: Fact, level: float = 0.95, language: str = "en") -> Interval:
    """Return the Wilson interval of a fact that is a share with a known base.

    Where only the percentage is printed, the count behind it is taken as percentage times base, so the
    ends are as exact as the printed rounding.

    Raises
    ------
    InputError
        Where the base is unknown or the fact is no share; the message is the sentence a page shows.
    """
    _ = translator(language)
    if fact.denominator is None:
        raise InputError(
            _(
                "No interval can be given for “{label}”: the source does not say how many people were in "
                "this group. Read the percentage by itself, and do not compare it closely."
            ).format(label=_(fact.label))
        )
    if fact.numerator is not None:
        return wilson(fact.numerator, fact.denominator, level)
    if fact.value is None or fact.unit != "percent":
        raise InputError(
            _("No interval can be given for “{label}”: it is not a share of the people asked.").format(
                label=_(fact.label)
            )
        )
    return wilson(fact.value / 100 * fact.denominator, fact.denominator, level)
