"""How a measure of the model is drawn over the months: its unit, its scale, whether it is gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from selfhelp_teach.model import MEASURES, Ensemble
from selfhelp_teach.model.ensemble import QUANTILES
from selfhelp_teach.model.measures import quantiles
from selfhelp_teach.translation import Translate

# Measures that are nothing or a little in most months say more when gathered.
SO_FAR = frozenset({"bursts", "collective_issues", "collective_successes"})
OVER_A_YEAR = frozenset(
    {"recruits", "leavers", "open_conflict", "voiced_share", "alternative_share", "protest_share"}
)
OF_ALL = frozenset({"alive"})


@dataclass(frozen=True, slots=True)
class View:
    """A figure that follows the ward.

    Attributes
    ----------
    measure
        Name of a monthly measure of the model.
    title
        The question above it.
    """

    measure: str
    title: str

    @property
    def scale(self) -> float:
        """Factor from the model's number to the one shown: shares are shown in percent."""
        return 100.0 if "share" in MEASURES[self.measure].unit else 1.0

    def unit(self, _: Translate) -> str:
        """Return the unit as shown."""
        if self.scale != 1:
            return "%"
        if self.measure in SO_FAR:
            return _("so far")
        unit = MEASURES[self.measure].unit
        return "" if unit == "0-1" else _(unit)

    def how(self, _: Translate) -> str:
        """Return how the months are drawn, in words."""
        if self.measure in OF_ALL:
            return _("share of all simulated wards")
        drawn = _("line: middle ward, band: 90% of wards")
        return (
            _("mean of the last twelve months; {drawn}").format(drawn=drawn)
            if self.measure in OVER_A_YEAR
            else drawn
        )

    def quantiles(self, ensemble: Ensemble) -> np.ndarray[Any, Any]:
        """Return low, middle and high of each month, shape (months, 3), in the unit shown."""
        values = ensemble.values(self.measure)
        if self.measure in OF_ALL:
            values = np.repeat(values.mean(axis=1, keepdims=True), 3, axis=1)
            return values * np.float32(self.scale)
        if self.measure in SO_FAR:
            values = np.cumsum(values, axis=0)
        elif self.measure in OVER_A_YEAR:
            values = over_a_year(values)
        found: np.ndarray[Any, Any] = quantiles(values, QUANTILES) * np.float32(self.scale)
        return found


def over_a_year(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the mean of each month and up to eleven before it, along the first axis."""
    summed = np.cumsum(values, axis=0, dtype=np.float64)
    summed[12:] -= summed[:-12].copy()
    months = np.minimum(np.arange(1, len(values) + 1), 12)
    return (summed / months[:, None]).astype(np.float32)
