"""What the chart of power shows: wards without a group over the whole range of power. No Altair here.

Simulated, so every number is an assumption and none a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from selfhelp_teach.model import BASELINE, Ensemble, Scenario, simulate
from selfhelp_teach.translation import Translate

GRID = tuple(round(0.1 * step, 1) for step in range(11))
REPLICATES = 50  # while a control moves
BAND = (0.05, 0.5, 0.95)
HUNDRED = 100.0

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
        Top of the panel, in families of 100.
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


def at(scenario: Scenario, power: float) -> Levels:
    """Return the levels of a setting at another power."""
    return levels(simulate(scenario.replace(power_asymmetry=power), replicates=REPLICATES))


@cache
def before() -> Curve:
    """Return the curve of the setting with which the page opens."""
    return np.stack([at(BASELINE, power) for power in GRID], axis=1)


@cache
def opening() -> PowerRun:
    """Return the run with which the page opens."""
    return PowerRun(simulate(BASELINE, replicates=REPLICATES), before(), before())
