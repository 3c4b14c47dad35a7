"""A simulated ward on a page: the scenario set, the runs laid over it, and the figures that follow.

The page sets a :class:`~selfhelp_teach.model.Scenario`; a small ensemble answers at once and grows while the
hand rests (:class:`~selfhelp_teach.widgets.Latest`). Pinned runs stay beside it on the same draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from selfhelp_teach import charts
from selfhelp_teach.charts.ward_runs import MONTHS, SLOTS, about, axis_unit
from selfhelp_teach.charts.ward_runs import figure as runs_figure
from selfhelp_teach.lessons.ward_views import OF_ALL, View
from selfhelp_teach.model import MEASURES, Ensemble, Scenario, simulate
from selfhelp_teach.translation import Translate, number, translator
from selfhelp_teach.widgets import Figure, Latest

SMALL, STEP, LARGE = 50, 50, 200
_READY: dict[Scenario, Ensemble] = {}
SEED = 1
PINS = SLOTS[1:]
YEARS = (12, 24, 36, 48, 60)
TEN, ONE = 10, 1


@dataclass(frozen=True, slots=True)
class Run:
    """A run on the page: its place among :data:`SLOTS`, its name, its ensemble."""

    slot: str
    label: str
    ensemble: Ensemble


class Bench:
    """The ward on a page.

    Parameters
    ----------
    scenario
        What the page opens with.
    language
        Of labels and summaries.
    pinned
        Runs laid over it from the start: label and scenario.
    follow
        Called with the current ensemble after each answer, and whether it is the final one.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        language: str = "en",
        pinned: Sequence[tuple[str, Scenario]] = (),
        follow: Callable[[Ensemble, bool], None] | None = None,
    ) -> None:
        self.language = language
        self.text: Translate = translator(language)
        self.scenario = scenario
        self.ensemble = first_run(scenario)
        self.pinned: tuple[Run, ...] = ()
        self._follow = follow
        self._figures: list[tuple[View, Figure]] = []
        self._latest: Latest[Scenario, Ensemble] = Latest(
            self._steps, self._take, self._fail, language=language
        )
        self.pin(pinned)

    def set(self, scenario: Scenario) -> None:
        """Run ``scenario``: a small ensemble now, a larger one while nothing moves."""
        self.scenario = scenario
        self._latest.ask(scenario)

    def settle(self) -> Ensemble:
        """Return the ensemble of the scenario on the page at its full size."""
        if self.ensemble.scenario != self.scenario or self.ensemble.replicates < LARGE:
            self.ensemble = run(self.scenario)
        return self.ensemble

    def pin(self, wanted: Sequence[tuple[str, Scenario]]) -> None:
        """Lay these runs over the one on the page, in place of those laid over it so far."""
        known = {each.ensemble.scenario: each.ensemble for each in self.pinned}
        self.pinned = tuple(
            Run(slot, label, known.get(scenario) or run(scenario))
            for slot, (label, scenario) in zip(PINS, wanted, strict=False)
        )
        self._show()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs drawn: the pinned ones, then the one on the page."""
        return (*self.pinned, Run("now", self.text("now"), self.ensemble))

    def figure(self, key: str, view: View) -> Figure:
        """Return a figure that follows the ward."""
        unit = view.unit(self.text)
        traits = runs_figure(
            self.language,
            title=view.title,
            measure=self.text(MEASURES[view.measure].label),
            unit=unit,
            runs=_rows(self._columns(view)),
            summary=self._summary(view),
            how=view.how(self.text),
        )
        traits["table"] = self._table(view)
        made = Figure(
            key=key, language=self.language, spec=charts.compiled("ward_runs", self.language), **traits
        )
        self._figures.append((view, made))
        return made

    def look_at(self, figure: Figure, view: View) -> None:
        """Let a figure show another measure."""
        self._figures = [(view if made is figure else seen, made) for seen, made in self._figures]
        figure.title = view.title
        figure.set_params(unit=axis_unit(view.unit(self.text), self.text))
        figure.sources = [
            {**each, "locator": about(view.how(self.text), self.text)} for each in figure.sources
        ]
        self._feed(view, figure)

    def fail(self, sentence: str) -> None:
        """Show a sentence in place of every figure."""
        self._fail(sentence)

    # answers

    def _steps(self, scenario: Scenario) -> Iterator[Ensemble]:
        ensemble = first_run(scenario)
        yield ensemble
        for size in range(ensemble.replicates + STEP, LARGE + 1, STEP):
            ensemble = ensemble.refine(size)
            yield ensemble

    def _take(self, ensemble: Ensemble, final: bool) -> None:
        self.ensemble = ensemble
        self._show()
        if self._follow is not None:
            self._follow(ensemble, final)

    def _fail(self, sentence: str) -> None:
        for _view, figure in self._figures:
            figure.fail(sentence)

    def _show(self) -> None:
        for view, figure in self._figures:
            self._feed(view, figure)

    def _feed(self, view: View, figure: Figure) -> None:
        figure.feed({"runs": self._columns(view)}, summary=self._summary(view), table=self._table(view))

    # what a figure shows

    def _columns(self, view: View) -> dict[str, Any]:
        parts = [view.quantiles(run.ensemble) for run in self.runs]
        values = np.concatenate(parts)
        names = [name for run in self.runs for name in [run.slot] * MONTHS]
        return {
            "run": names,
            "label": [self._label(run) for run in self.runs for _month in range(MONTHS)],
            "month": list(range(1, MONTHS + 1)) * len(parts),
            "low": values[:, 0],
            "mid": values[:, 1],
            "high": values[:, 2],
        }

    def _label(self, run: Run) -> str:
        return run.label if run.slot == "now" else run.slot

    def _summary(self, view: View) -> str:
        _, unit = self.text, view.unit(self.text)
        told = []
        for run in self.runs:
            low, mid, high = (float(v) for v in view.quantiles(run.ensemble)[-1])
            sentence = (
                _("{run}: {mid} in the last month.")
                if view.measure in OF_ALL
                else _("{run}: {mid} in the last month (nine wards in ten: {low} to {high}).")
            )
            name = run.label if run.slot == "now" else f"{run.slot}, {run.label}"
            told.append(
                sentence.format(
                    run=name[:1].upper() + name[1:],
                    mid=self.measured(mid, unit),
                    low=self.number(low), high=self.number(high),
                )
            )  # fmt: skip
        return " ".join(told)

    def _table(self, view: View) -> list[dict[str, Any]]:
        rows = []
        for run in self.runs:
            found = view.quantiles(run.ensemble)
            name = run.label if run.slot == "now" else f"{run.slot}: {run.label}"
            rows += [
                {
                    "label": name,
                    "month": month,
                    **{
                        key: round(float(v), 2)
                        for key, v in zip(("low", "mid", "high"), found[month - 1], strict=True)
                    },
                    "status": self.text("assumption"),
                }
                for month in YEARS
            ]
        return rows

    def measured(self, value: float, unit: str) -> str:
        """Return a number with its unit, as readers of the language write it."""
        if unit == "%" and self.language == "es":
            unit = "\N{NO-BREAK SPACE}%"
        return self.number(value) + (unit if not unit or unit.endswith("%") else f" {unit}")

    def number(self, value: float) -> str:
        """Return a number as shown: three figures at most."""
        digits = 0 if abs(value) >= TEN or not value else 1 if abs(value) >= ONE else 2
        return number(value, self.language, digits)


def first_run(scenario: Scenario) -> Ensemble:
    """Return the ensemble that answers at once: the full one where it is ready, else a small one."""
    return _READY.get(scenario) or _small(scenario)


@lru_cache(maxsize=8)
def _small(scenario: Scenario) -> Ensemble:
    return simulate(scenario, replicates=SMALL, seed=SEED)


def make_ready(scenario: Scenario) -> None:
    """Work out the full ensemble of a scenario that pages open with."""
    _READY[scenario] = run(scenario)


@lru_cache(maxsize=4)
def run(scenario: Scenario) -> Ensemble:
    """Return the full ensemble of a scenario, on the draws that every page uses."""
    return simulate(scenario, replicates=LARGE, seed=SEED)


def outcomes(ensemble: Ensemble) -> Mapping[str, np.ndarray[Any, Any]]:
    """Return every monthly measure as ``(replicates, months)``, as goals of challenges read it."""
    return _Transposed(ensemble)


class _Transposed(Mapping[str, "np.ndarray[Any, Any]"]):
    """Measures of an ensemble by name, worked out when asked for."""

    def __init__(self, ensemble: Ensemble) -> None:
        self._ensemble = ensemble

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        if name not in MEASURES:
            raise KeyError(name)
        return self._ensemble.values(name).T

    def __iter__(self) -> Iterator[str]:
        return iter(MEASURES)

    def __len__(self) -> int:
        return len(MEASURES)


def _rows(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            name: value.item() if isinstance(value, np.generic) else value
            for name, value in zip(columns, row, strict=True)
        }
        for row in zip(*columns.values(), strict=True)
    ]
