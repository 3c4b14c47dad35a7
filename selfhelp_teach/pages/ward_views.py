"""How a measure of the model is shown over the months: its unit and scale, whether it is gathered, its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from selfhelp_teach.charts.ward_runs import MONTHS
from selfhelp_teach.model import MEASURES, Ensemble
from selfhelp_teach.model.measures import quantiles
from selfhelp_teach.translation import Translate, number, translator, with_unit

# Measures that are nothing or a little in most months say more when gathered.
SO_FAR = frozenset({"bursts", "collective_issues", "collective_successes"})
OVER_A_YEAR = frozenset(
    {"recruits", "leavers", "open_conflict", "voiced_share", "alternative_share", "protest_share"}
)
OF_ALL = frozenset({"alive"})
ENDS = (0.05, 0.95)
Floats = np.ndarray[Any, Any]
YEARS = (12, 24, 36, 48, 60)
TEN, ONE = 10, 1
NOTHING = 0.005  # rounded to two places it would read 0.00


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
        drawn = _("line: mean of the wards, band: 90% of wards")
        return (
            _("mean of the last twelve months; {drawn}").format(drawn=drawn)
            if self.measure in OVER_A_YEAR
            else drawn
        )

    def drawn(self, ensemble: Ensemble) -> Floats:
        """Return low, mean and high of each month, shape (months, 3), in the unit shown; kept with the run."""
        return ensemble.kept(("drawn", self.measure), lambda: self._drawn(ensemble))

    def last(self, ensemble: Ensemble) -> float:
        """Return what stands at the end of the line: the one number for this measure, wherever it is told."""
        return float(self.drawn(ensemble)[-1, 1])

    def each(self, ensemble: Ensemble) -> Floats:
        """Return the last month of each ward, shape (replicates,), in the unit shown; :meth:`last` is its mean."""
        found: Floats = self._gathered(ensemble)[-1] * np.float32(self.scale)
        return found

    def _gathered(self, ensemble: Ensemble) -> Floats:
        values = ensemble.values(self.measure)
        if self.measure in SO_FAR:
            so_far: Floats = np.cumsum(values, axis=0)
            return so_far
        return over_a_year(values) if self.measure in OVER_A_YEAR else values

    def _drawn(self, ensemble: Ensemble) -> Floats:
        values = self._gathered(ensemble)
        mean = values.mean(axis=1, dtype=np.float64)
        low, high = (mean, mean) if self.measure in OF_ALL else quantiles(values, ENDS).T
        return np.stack([low, mean, high], axis=1).astype(np.float32) * np.float32(self.scale)


@dataclass(frozen=True, slots=True)
class Line:
    """A run on a chart.

    Attributes
    ----------
    slot
        Its place among the runs of the chart (:data:`~selfhelp_teach.charts.ward_runs.SLOTS`).
    mark, label
        What stands at the end of its line, and what it is in words.
    ensemble
        The run.
    """

    slot: str
    mark: str
    label: str
    ensemble: Ensemble


def shown(view: View, lines: Sequence[Line], language: str) -> dict[str, Any]:
    """Return columns, words and table of a measure of several runs, to feed to the figure."""
    _ = translator(language)
    found = [view.drawn(line.ensemble) for line in lines]
    values = np.concatenate(found)
    return {
        "datasets": {
            "runs": {
                "run": [line.slot for line in lines for _month in range(MONTHS)],
                "label": [line.mark for line in lines for _month in range(MONTHS)],
                "tone": [line.ensemble.scenario.leadership for line in lines for _month in range(MONTHS)],
                "month": list(range(1, MONTHS + 1)) * len(lines),
                "low": values[:, 0],
                "mid": values[:, 1],
                "high": values[:, 2],
            }
        },
        "summary": " ".join(_told(view, line, language) for line in sorted(lines, key=_newest_first)),
        "table": [
            {
                "label": line.label,
                "month": month,
                **dict(zip(("low", "mid", "high"), np.round(drawn[month - 1].astype(float), 2), strict=True)),
                "status": _("assumption"),
            }
            for line, drawn in zip(lines, found, strict=True)
            for month in YEARS
        ],
    }


def _newest_first(line: Line) -> bool:
    """Put the ward that is being moved before those it is held against: it is what changes."""
    return line.slot != "now"


def _told(view: View, line: Line, language: str) -> str:
    _ = translator(language)
    low, mid, high = (float(value) for value in view.drawn(line.ensemble)[-1])
    sentence = (
        _("{run}: {mid} in the last month.")
        if view.measure in OF_ALL
        else _("{run}: {mid} in the last month (nine wards in ten: {low} to {high}).")
    )
    return sentence.format(
        run=line.label[:1].upper() + line.label[1:],
        mid=measured(mid, view.unit(_), language),
        low=figures(low, language),
        high=figures(high, language),
    )


def measured(value: float, unit: str, language: str) -> str:
    """Return a number with its unit, as readers of the language write it."""
    return with_unit(figures(value, language), unit, language)


def figures(value: float, language: str) -> str:
    """Return a number as shown: three figures at most."""
    digits = 0 if abs(value) >= TEN or abs(value) < NOTHING else 1 if abs(value) >= ONE else 2
    return number(value, language, digits)


def over_a_year(values: Floats) -> Floats:
    """Return the mean of each month and up to eleven before it, along the first axis."""
    summed = np.cumsum(values, axis=0, dtype=np.float64)
    summed[12:] -= summed[:-12].copy()
    months = np.minimum(np.arange(1, len(values) + 1), 12)
    return (summed / months[:, None]).astype(np.float32)
