"""What page 03 runs and reads off: three kinds of group on paired replicates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from selfhelp_teach.charts import months
from selfhelp_teach.model import TABLE, Ensemble, Leadership, Parameters, Scenario

WHO = tuple(months.names(str))
SMALL, LARGE = 50, 200  # replicates while a control moves, and when it rests
BAND = (0.05, 0.5, 0.95)
FEWEST = 0.1  # share of wards with a living group below which a middle ward says little
ATTITUDES = 0.4  # the opening ward, in the model's own defaults

Floats = np.ndarray[Any, Any]
Numbers = Mapping[str, Floats]  # low, mid and high, each a month


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader set: the staff, and what the shared group keeps of its two strengths."""

    attitudes: float = ATTITUDES
    access: bool = True
    autonomy: bool = True

    def scenario(self, who: str) -> Scenario:
        """Return the scenario of one kind of group."""
        return Scenario(leadership=cast("Leadership", who)).with_attitudes(self.attitudes)

    @property
    def parameters(self) -> Parameters:
        """The model's numbers; a strength taken away falls to that of the type of group without it."""
        changed = {}
        if not self.access:
            changed["access_shared"] = TABLE["access_independent"].default
        if not self.autonomy:
            changed["autonomy_shared"] = TABLE["autonomy_professional"].default
        return Parameters(**changed)


@dataclass(frozen=True, slots=True)
class Three:
    """Three ensembles on the same draws: ward 7 of each had the same families and the same luck."""

    groups: Mapping[str, Ensemble]

    @property
    def wards(self) -> int:
        """How many wards were run."""
        return min(ensemble.replicates for ensemble in self.groups.values())


def rounded(value: float) -> float | None:
    """Return a number for a table or a sentence, None for none."""
    return None if np.isnan(value) else round(float(value), 1)


def _mean_and_band(values: Floats) -> Numbers:
    """Return mean, low and high over the wards, from values of shape (months, wards).

    The mean, since the middle ward of a kind that mostly dies is a line at nothing.
    """
    low, high = np.quantile(values, (BAND[0], BAND[-1]), axis=1)
    return {"low": low, "mid": values.mean(axis=1), "high": high}


def _members(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(ensemble.values("members"))


def _activities(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(ensemble.values("activities"))


def _survival(ensemble: Ensemble) -> Numbers:
    share = 100 * ensemble.values("alive").mean(axis=1)
    nothing = np.full(len(share), np.nan)
    return {"low": nothing, "mid": share, "high": nothing}


def _issues(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(np.cumsum(ensemble.values("collective_issues"), axis=0))


def _won(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(np.cumsum(ensemble.values("collective_successes"), axis=0))


def _stored(ensemble: Ensemble) -> Numbers:
    """Return stored grievance over the wards whose group is alive, nothing where too few are."""
    alive = ensemble.values("alive") > 0
    values = np.where(alive, ensemble.values("stored_grievance"), np.nan)
    enough = alive.mean(axis=1) >= FEWEST
    numbers = np.full((3, len(values)), np.nan)
    numbers[:, enough] = np.nanquantile(values[enough], BAND, axis=1)
    return dict(zip(("low", "mid", "high"), numbers, strict=True))


MEASURED: Mapping[str, Callable[[Ensemble], Numbers]] = {
    "group_members": _members,
    "group_activities": _activities,
    "group_survival": _survival,
    "group_issues": _issues,
    "group_won": _won,
    "group_stored": _stored,
}
COMPARED = {
    "group_members": "members",
    "group_activities": "activities",
    "group_survival": "months_alive",
    "group_issues": "collective_issues",
    "group_won": "collective_successes",
}
