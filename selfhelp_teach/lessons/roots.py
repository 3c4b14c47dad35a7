"""Page 01: where conflict comes from. The roots as a map, and what power does on a ward without a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from selfhelp_teach.charts import power, power_runs
from selfhelp_teach.charts.power_runs import GRID, Curve, PowerRun
from selfhelp_teach.lessons import roots_controls, roots_map
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.model import BASELINE, Scenario, simulate
from selfhelp_teach.widgets import CausalMap, Control, Figure, Latest, Panel, Ward
from selfhelp_teach.widgets.ward import pack

FEAR_OF_REPRISAL = "M3"
SMALL, LARGE = power_runs.REPLICATES, 200  # replicates while a control moves, and when it rests
KEPT = 32  # settings whose curves are remembered
OPENING_MONTH = 36


class Roots(Lesson):
    """The parts of page 01."""

    page = "01"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._scenario = BASELINE
        self._run = power_runs.opening()
        self._curves: dict[Scenario, Curve] = {_settings(BASELINE): self._run.before}
        self._panels: list[Panel] = []
        self._shown: list[Figure] = []
        self._ward: Ward | None = None
        self._latest: Latest[Scenario, PowerRun] = Latest(
            self._steps, self._show, self._fail, language=language
        )

    # parts

    def roots(self) -> CausalMap:
        """Return the map of roots, from society to the encounter."""
        return roots_map.roots(self.language)

    def reasons(self) -> CausalMap:
        """Return the map of why childhood cancer strengthens the roots."""
        return roots_map.reasons(self.language)

    def power(self) -> Panel:
        """Return the panel of the one lever."""
        _ = self.text
        return self._panel("p01-lever", _("One lever"), roots_controls.power(self.language))

    def levers(self) -> Panel:
        """Return the panel of power with what else staff and hospital bring, and the things to try."""
        _ = self.text
        controls = roots_controls.levers(self.language)
        return self._panel("p01-levers", _("More levers"), controls, roots_controls.presets(self.language))

    def curves(self, again: str = "") -> Figure:
        """Return the chart of what power does; ``again`` tells a second one on the page apart."""
        figure = self.figure("power", run=self._run)
        with figure.hold_sync():
            figure.datasets = {}  # the rows travel as bytes
            figure.key = f"p01-power{'-' if again else ''}{again}"
            self._shown.append(figure)
            self._fill(figure)
        return figure

    def ward(self) -> Ward:
        """Return the picture of one ward at these settings, to be played month by month."""
        _ = self.text
        self._ward = Ward(
            title=_("What would one such ward look like?"),
            status="assumption",
            first=1,
            month=OPENING_MONTH - 1,
            key="p01-ward",
            language=self.language,
        )
        self._picture()
        return self._ward

    # wiring

    def _panel(
        self, key: str, label: str, controls: Mapping[str, Control], presets: Sequence[Mapping[str, Any]] = ()
    ) -> Panel:
        panel = Panel(label, controls, presets=presets, key=key, language=self.language)
        panel.on_change(lambda values: self._moved(panel, values))
        self._panels.append(panel)
        return panel

    def _moved(self, panel: Panel, values: Mapping[str, Any]) -> None:
        inputs = {name: value for name, value in values.items() if name != roots_controls.FEAR}
        if roots_controls.FEAR in values:
            inputs["mechanisms_off"] = () if values[roots_controls.FEAR] else (FEAR_OF_REPRISAL,)
        self._scenario = self._scenario.replace(**inputs)
        for other in self._panels:
            shared = {name: value for name, value in values.items() if name in other.value}
            if other is not panel and shared != {name: other.value[name] for name in shared}:
                other.value = {**other.value, **shared}
        self._latest.ask(self._scenario)

    # running

    def _steps(self, scenario: Scenario) -> Iterator[PowerRun]:
        """Yield the ward at this power at once, then the curve of its settings, then finer wards."""
        known = self._curves.get(_settings(scenario))
        run = PowerRun(
            simulate(scenario, replicates=SMALL),
            self._run.curve if known is None else known,  # until it is worked out, the last one stays
            power_runs.before(),
        )
        yield run
        if known is None:
            found = []
            for place in GRID:
                found.append(power_runs.at(scenario, place))
                yield run
            run = PowerRun(run.ensemble, np.stack(found, axis=1), run.before)
            self._keep(scenario, run.curve)
            yield run
        for replicates in range(2 * SMALL, LARGE + 1, SMALL):
            run = PowerRun(run.ensemble.refine(replicates), run.curve, run.before)
            yield run

    def _keep(self, scenario: Scenario, curve: Curve) -> None:
        """Keep the newest curves: the lever of power alone then moves at once."""
        self._curves[_settings(scenario)] = curve
        while len(self._curves) > KEPT:
            del self._curves[next(iter(self._curves))]

    # showing

    def _show(self, run: PowerRun, final: bool) -> None:
        self._run = run
        for figure in self._shown:
            self._fill(figure)
        if not final:
            self._picture()

    def _fill(self, figure: Figure) -> None:
        traits = power.figure(self.language, self._run)
        datasets = {name: _columns(rows) for name, rows in traits["datasets"].items()}
        figure.feed(datasets, summary=traits["summary"], table=traits["table"])

    def _picture(self) -> None:
        """Show the first of the simulated wards."""
        if self._ward is None:
            return
        seen = self._run.ensemble.ward(0)
        self._ward.show(pack(seen.posture, members=seen.member, newcomers=seen.newcomer))

    def _fail(self, sentence: str) -> None:
        for figure in self._shown:
            figure.fail(sentence)


def _settings(scenario: Scenario) -> Scenario:
    """Return everything but power, under which a curve over power is kept."""
    return scenario.replace(power_asymmetry=0.0)


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as columns; the numbers that change are arrays and travel as bytes."""
    moving = {"low", "mid", "high"}
    columns: dict[str, Any] = {}
    for field in rows[0]:
        values = [row[field] for row in rows]
        columns[field] = np.array(values, float) if field in moving else values
    return columns
