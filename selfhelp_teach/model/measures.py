"""What can be read off a run: monthly measures and whole-run outcomes, each with its unit."""

# ruff: noqa: E501 (one row of a table a line reads best)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.errors import InputError
from selfhelp_teach.model.history import ALTERNATIVE, BITS, KINDS, PROTEST, ROW, SILENT, VOICED, History
from selfhelp_teach.model.rng import Floats

Compute = Callable[[History], Floats]

SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """One monthly measure: name, label, unit, range (``high`` None where open), how to compute it."""

    name: str
    label: str
    unit: str
    low: float
    high: float | None
    compute: Compute


def _row(name: str) -> Compute:
    return lambda h: h.rows[:, ROW[name]]


def _share(test: Callable[[History], NDArray[np.bool_]]) -> Compute:
    return lambda h: np.count_nonzero(test(h), axis=1).astype(np.float32) * np.float32(1 / h.met.shape[1])


def _posture(code: int) -> Compute:
    return _share(lambda h: h.posture == code)


def _kind(kind: int) -> Compute:
    return _share(lambda h: (h.met & np.uint8(1 << kind)) != 0)


def _conflicts(h: History) -> Floats:
    both = h.rows[:, ROW["family_conflicts"]] + h.rows[:, ROW["group_conflicts"]]
    return both * np.float32(100 / h.met.shape[1])


def _voiced(h: History) -> Floats:
    rows = h.rows
    both: Floats = rows[:, ROW["undecided"]] + rows[:, ROW["resolved"]] + rows[:, ROW["family_conflicts"]]
    return both


def _resolved_share(h: History) -> Floats:
    voiced = np.cumsum(_voiced(h), axis=0, dtype=np.float32)
    resolved = np.cumsum(h.rows[:, ROW["resolved"]], axis=0, dtype=np.float32)
    return np.asarray(resolved / np.maximum(voiced, 1), np.float32)


def _installed(h: History) -> Floats:
    count: Floats = h.rows[:, ROW["joint_meetings"] : ROW["representative"] + 1].sum(axis=1)
    return count


def _raised(h: History) -> Floats:
    return (h.rows[:, ROW["issues"]] > 0).astype(np.float32)


_TABLE = (
    Measure("any_problem", "Families with at least one problem", "share of families", 0, 1, _share(lambda h: h.met != 0)),
    Measure("three_or_more", "Families with three or more kinds of problem", "share of families", 0, 1, _share(lambda h: BITS[h.met] >= SEVERAL)),
    *(Measure(f"kind_{name}", f"Families that met: {name.replace('_', ' ')}", "share of families", 0, 1, _kind(i)) for i, name in enumerate(KINDS)),
    Measure("silent_share", "Families with a silent grievance", "share of families", 0, 1, _posture(SILENT)),
    Measure("voiced_share", "Families speaking to staff this month", "share of families", 0, 1, _posture(VOICED)),
    Measure("alternative_share", "Families turning to alternatives this month", "share of families", 0, 1, _posture(ALTERNATIVE)),
    Measure("protest_share", "Families protesting this month", "share of families", 0, 1, _posture(PROTEST)),
    Measure("resolved_share", "Grievances resolved, of those voiced so far", "share of voiced grievances", 0, 1, _resolved_share),
    Measure("mean_grievance", "Mean unresolved grievance", "grievances per family", 0, None, _row("mean_grievance")),
    Measure("open_conflict", "Open conflicts", "per 100 families a month", 0, None, _conflicts),
    Measure("stored_grievance", "Grievance stored in the group", "grievances per member", 0, None, _row("stored_grievance")),
    Measure("bursts", "Bursts of stored grievance", "per month", 0, 1, _row("bursts")),
    Measure("members", "Members of the group", "families", 0, None, _row("members")),
    Measure("recruits", "New members", "families per month", 0, None, _row("recruits")),
    Measure("leavers", "Members who left by choice", "families per month", 0, None, _row("leavers")),
    Measure("activities", "Breadth of activities", "kinds of activity", 0, 20, _row("activities")),
    Measure("alive", "Groups alive", "share of groups", 0, 1, _row("alive")),
    Measure("rung", "Rung of the ladder", "rung 0-5", 0, 5, _row("rung")),
    Measure("collective_issues", "Collective issues raised", "per month", 0, 1, _raised),
    Measure("collective_successes", "Collective issues won", "per month", 0, 1, _row("successes")),
    Measure("mediation", "Mediation by the group", "0-1", 0, 1, _row("mediation")),
    Measure("mechanisms_installed", "Mechanisms in place", "mechanisms", 0, 3, _installed),
    Measure("power_asymmetry", "Power asymmetry", "0-1", 0, 1, _row("power_asymmetry")),
    Measure("defensiveness", "Staff defensiveness", "0-1", 0, 1, _row("defensiveness")),
    Measure("perceived_danger", "Perceived danger of the group", "0-1", 0, 1, _row("perceived_danger")),
    Measure("bureaucracy", "Bureaucracy", "0-1", 0, 1, _row("bureaucracy")),
    Measure("referral_rate", "Chance that a newcomer is referred", "per newcomer and month", 0, 1, _row("referral_rate")),
    Measure("burnout", "Staff burnout", "0-1", 0, 1, _row("burnout")),
    Measure("engagement", "Staff engagement", "0-1", 0, 1, _row("engagement")),
    Measure("workload", "Workload from families' dependence", "share of the most", 0, 1, _row("workload")),
)  # fmt: skip
MEASURES: Mapping[str, Measure] = MappingProxyType({m.name: m for m in _TABLE})
"""Monthly measures by name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number a replicate ends with: which measure it sums up, and how."""

    name: str
    label: str
    unit: str
    measure: str
    how: str  # "mean", "sum" or "end" over the months, or "alive": mean over the months the group lived


OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        o.name: o
        for o in (
            Outcome("members", "Members, mean over the run", "families", "members", "mean"),
            Outcome("months_alive", "Months the group lived", "months", "alive", "sum"),
            Outcome("activities", "Breadth of activities, mean over the run", "kinds of activity", "activities", "mean"),
            Outcome("collective_issues", "Collective issues raised", "issues", "collective_issues", "sum"),
            Outcome("collective_successes", "Collective issues won", "issues", "collective_successes", "sum"),
            Outcome("resolved_share", "Voiced grievances that were resolved", "share of voiced grievances", "resolved_share", "end"),
            Outcome("silent_share", "Families with a silent grievance, mean", "share of families", "silent_share", "mean"),
            Outcome("voiced_share", "Families speaking to staff in a month, mean", "share of families", "voiced_share", "mean"),
            Outcome("open_conflict", "Open conflicts, mean", "per 100 families a month", "open_conflict", "mean"),
            Outcome("mean_grievance", "Unresolved grievance, mean", "grievances per family", "mean_grievance", "mean"),
            Outcome("stored_grievance", "Grievance stored in the group, mean while it lived", "grievances per member", "stored_grievance", "alive"),
            Outcome("bursts", "Bursts of stored grievance", "bursts", "bursts", "sum"),
            Outcome("burnout", "Staff burnout, mean", "0-1", "burnout", "mean"),
            Outcome("workload", "Workload, mean", "share of the most", "workload", "mean"),
            Outcome("recruits", "Families that joined", "families", "recruits", "sum"),
            Outcome("perceived_danger_end", "Perceived danger at the end", "0-1", "perceived_danger", "end"),
            Outcome("defensiveness_end", "Defensiveness at the end", "0-1", "defensiveness", "end"),
            Outcome("power_asymmetry_end", "Power asymmetry at the end", "0-1", "power_asymmetry", "end"),
            Outcome("mechanisms_installed", "Mechanisms in place at the end", "mechanisms", "mechanisms_installed", "end"),
        )
    }
)  # fmt: skip
"""Whole-run outcomes by name."""


def measure(name: str) -> Measure:
    """Return the measure ``name``, or refuse it with the names there are."""
    if name not in MEASURES:
        raise InputError(f"There is no measure {name!r}. Choose one of: {', '.join(MEASURES)}.")
    return MEASURES[name]


def outcome(name: str) -> Outcome:
    """Return the outcome ``name``, or refuse it with the names there are."""
    if name not in OUTCOMES:
        raise InputError(f"There is no outcome {name!r}. Choose one of: {', '.join(OUTCOMES)}.")
    return OUTCOMES[name]


def sum_up(how: str, values: Floats, alive: Floats) -> Floats:
    """Return one number a replicate from monthly values of shape (months, replicates)."""
    if how == "alive":
        total = (values * alive).sum(axis=0, dtype=np.float64) / np.maximum(alive.sum(axis=0), 1)
        return np.asarray(total, np.float32)
    if how == "mean":
        return np.asarray(values.mean(axis=0, dtype=np.float64), np.float32)
    if how == "sum":
        return np.asarray(values.sum(axis=0, dtype=np.float64), np.float32)
    end: Floats = values[-1]
    return end


def quantiles(values: Floats, qs: tuple[float, ...]) -> Floats:
    """Return quantiles over the last axis, linear between order statistics, shape (..., len(qs))."""
    if not all(isinstance(q, (int, float)) and 0 <= q <= 1 for q in qs):
        raise InputError(f"The quantiles {qs!r} must each lie from 0 to 1.")
    ordered = np.sort(values, axis=-1)
    last = ordered.shape[-1] - 1
    place = np.asarray(qs, np.float64) * last
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, last)
    part = (place - below).astype(np.float32)
    result: Floats = ordered[..., below] * (1 - part) + ordered[..., above] * part
    return result


def quantile_name(q: float) -> str:
    """Return the column name of a quantile: ``q05``, ``q50``, ``q97.5``."""
    percent = round(q * 100, 6)
    return f"q{percent:02.0f}" if percent == int(percent) else f"q{percent:g}"
