"""Fit the three free numbers of the baseline ward to the four percentages the source reports.

The search is simple on purpose, so that anyone can follow and repeat it: a Latin hypercube over the prior
ranges, then damped Gauss-Newton steps from the best point, all on the same draws; then a check on draws the
fit has not seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.ensemble import simulate
from selfhelp_teach.model.parameters import TABLE, Parameters
from selfhelp_teach.model.scenario import BASELINE
from selfhelp_teach.model.survey import Survey

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Target:
    """One percentage the baseline survey must give: name, value and tolerance as shares, fact id."""

    name: str
    value: float
    tolerance: float
    source: str

    def read(self, survey: Survey) -> float:
        """Return what a survey of the simulated parents gives."""
        if self.name in ("any_problem", "three_or_more"):
            return float(getattr(survey, self.name))
        share = survey.by_education[self.name]
        return float("nan") if share is None else share


TARGETS = (
    Target("any_problem", 44 / 74, 0.02, "P1"),
    Target("three_or_more", 0.39, 0.02, "P2"),
    Target("college", 0.87, 0.03, "P4"),
    Target("high_school_or_less", 0.42, 0.03, "P4"),
)
PRIOR = {"problem_rate": (0.02, 0.4), "noticing_spread": (1.0, 4.5), "noticing_education": (0.5, 5.0)}
"""Prior range of each fitted parameter."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Result of a calibration: fitted values, and the survey on unseen draws."""

    values: dict[str, float]
    survey: Survey
    evaluations: int

    def residuals(self) -> dict[str, float]:
        """Return simulated minus reported share, by target."""
        return {t.name: t.read(self.survey) - t.value for t in TARGETS}

    @property
    def holds(self) -> bool:
        """True where every residual lies within its tolerance."""
        found = self.residuals()
        return all(abs(found[t.name]) <= t.tolerance for t in TARGETS)


def survey_of(values: dict[str, float], replicates: int, seed: int) -> Survey:
    """Survey the baseline ward at its last month under some parameter values."""
    return simulate(BASELINE, replicates=replicates, seed=seed, parameters=Parameters(**values)).ask()


def calibrate(
    *,
    seed: int = 20,
    points: int = 60,
    replicates: int = 200,
    steps: int = 15,
    check_replicates: int = 1000,
    say: Callable[[str], None] = lambda _: None,
) -> Fit:
    """Fit :data:`PRIOR` parameters to :data:`TARGETS` and check the fit on draws it has not seen.

    Parameters
    ----------
    seed : int
        Seed of the search; the check uses ``seed + 1``.
    points, replicates, steps, check_replicates : int
        Points of the hypercube, replicates of each, Gauss-Newton steps, replicates of the check.
    say : callable
        Told, in one line each, how the search goes.
    """
    names = list(PRIOR)
    low, high = (np.array([PRIOR[n][i] for n in names]) for i in (0, 1))
    weight = np.array([1 / t.tolerance for t in TARGETS])
    count = 0

    def miss(x: Vector, size: int) -> Vector:
        nonlocal count
        count += 1
        survey = survey_of(dict(zip(names, map(float, x), strict=True)), size, seed)
        missed: Vector = np.array([t.read(survey) - t.value for t in TARGETS]) * weight
        return missed

    rng = np.random.default_rng(seed)
    grid = (rng.permuted(np.tile(np.arange(points), (len(names), 1)), axis=1).T + 0.5) / points
    tried = [low + g * (high - low) for g in grid]
    losses = [float((miss(x, 50) ** 2).sum()) for x in tried]
    best = tried[int(np.argmin(losses))]
    say(f"best of {points} points: {_show(names, best)}")
    here = miss(best, replicates)
    for _ in range(steps):
        jacobian = np.empty((len(TARGETS), len(names)))
        for i in range(len(names)):
            probe = best.copy()
            probe[i] += 0.02 * (high - low)[i]
            probe[i] = min(probe[i], high[i])
            jacobian[:, i] = (miss(probe, replicates) - here) / (probe[i] - best[i])
        scale = np.diag((high - low) ** -2.0)
        step = np.linalg.solve(jacobian.T @ jacobian + 0.05 * scale, -jacobian.T @ here)
        for damp in (1.0, 0.5, 0.2, 0.05):
            moved = np.clip(best + damp * step, low, high)
            there = miss(moved, replicates)
            if (there**2).sum() < (here**2).sum():
                best, here = moved, there
                break
        else:
            break
        say(f"loss {(here**2).sum():.3f}: {_show(names, best)}")
    values = {name: round(float(x), 3) for name, x in zip(names, best, strict=True)}
    return Fit(values, survey_of(values, check_replicates, seed + 1), count)


def _show(names: list[str], x: Vector) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in zip(names, x, strict=True))


def rows(fit: Fit) -> list[dict[str, str | float]]:
    """Return the result as rows of the data set ``calibration``: targets first, then fitted parameters."""
    found = []
    for t in TARGETS:
        simulated = t.read(fit.survey)
        line: dict[str, str | float] = {
            "kind": "target", "name": t.name, "unit": "share of parents", "reported": round(t.value, 4),
            "tolerance": t.tolerance, "simulated": round(simulated, 4),
            "residual": round(simulated - t.value, 4),
            "fitted": "", "prior_low": "", "prior_high": "", "status": "reported", "source": t.source,
        }  # fmt: skip
        found.append(line)
    for name, (low, high) in PRIOR.items():
        line = {
            "kind": "parameter", "name": name, "unit": TABLE[name].unit, "reported": "", "tolerance": "",
            "simulated": "", "residual": "", "fitted": fit.values[name], "prior_low": low, "prior_high": high,
            "status": "assumption", "source": TABLE[name].source,
        }  # fmt: skip
        found.append(line)
    return found
