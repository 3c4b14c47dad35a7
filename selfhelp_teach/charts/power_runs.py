"""What the chart of power shows: wards without a group over the whole range of power. No Altair here.

Simulated, so every number is an assumption and none a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from selfhelp_teach.model import Ensemble
from selfhelp_teach.translation import Translate

GRID = tuple(round(0.1 * step, 1) for step in range(11))
BAND = (0.05, 0.5, 0.95)
HUNDRED = 100.0
_STEP = 4  # tops of panels are whole multiples of it, so that the half of one is a round number too

Levels = np.ndarray[Any, np.dtype[np.float64]]  # (panels, 3): low, middle and high of each panel
Curve = np.ndarray[Any, np.dtype[np.float64]]  # (panels, powers, 3)


@dataclass(frozen=True, slots=True)
class PowerPanel:
    """One measure and its place in the chart.

    Attributes
    ----------
    measure
        Monthly measure of the model.
    label
        What it is, in words.
    most
        Top of the panel, in families of 100, unless a run goes beyond it.
    times
        Factor from the model's unit to families of 100.
    """

    measure: str
    label: str
    most: float
    times: float


def panels(_: Translate) -> tuple[PowerPanel, ...]:
    """Return the panels from top to bottom."""
    return (
        PowerPanel("any_problem", _("Have met at least one problem"), HUNDRED, HUNDRED),
        PowerPanel("silent_share", _("Carry a grievance in silence"), HUNDRED, HUNDRED),
        PowerPanel("open_conflict", _("In open conflict in a month"), 10.0, 1.0),
    )


@dataclass(frozen=True, slots=True)
class PowerRun:
    """What the page shows of one setting.

    Attributes
    ----------
    ensemble
        The wards at the power set.
    curve
        Low, middle and high of each panel over all of power, at the other settings.
    before
        The same at the settings with which the page opens.
    """

    ensemble: Ensemble
    curve: Curve
    before: Curve

    @property
    def power(self) -> float:
        """The power set."""
        return self.ensemble.scenario.power_asymmetry


def levels(ensemble: Ensemble) -> Levels:
    """Return low, middle and high over the wards, in families of 100, of each ward's mean over its months."""
    values = [panel.times * ensemble.values(panel.measure).mean(axis=0) for panel in panels(str)]
    return np.stack([np.quantile(means, BAND) for means in values])


def tops(run: PowerRun, _: Translate) -> tuple[float, ...]:
    """Return the top of each panel: its own, or a round number above all that the run draws."""
    drawn = [max(np.max(run.curve[row]), np.max(run.before[row, :, 1])) for row in range(len(run.curve))]
    now = levels(run.ensemble)[:, 1]
    return tuple(
        panel.most if most <= panel.most else float(_STEP * np.ceil(most / _STEP))
        for panel, most in zip(panels(_), np.maximum(drawn, now), strict=True)
    )
