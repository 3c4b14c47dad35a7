"""Page 01: where conflict comes from. The roots as a map, and what power does on a ward without a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.power import PowerPanel, panels
from selfhelp_teach.lessons import roots_controls, roots_map
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.model import BASELINE, Ensemble, Scenario, simulate
from selfhelp_teach.widgets import CausalMap, Figure, Latest, Panel, Ward
from selfhelp_teach.widgets.ward import pack

GRID = tuple(round(0.1 * step, 1) for step in range(11))
FEAR_OF_REPRISAL = "M3"
SMALL, LARGE = 50, 200  # replicates while a control moves, and when it rests
BAND = (0.05, 0.5, 0.95)
KEPT = 32  # settings whose curves are remembered

Levels = np.ndarray[Any, np.dtype[np.float64]]  # (panels, 3): low, middle and high of each panel
Curve = np.ndarray[Any, np.dtype[np.float64]]  # (panels, powers, 3)


@dataclass(frozen=True, slots=True)
class Run:
    """What the page shows of one setting: the ward at this power, and the curves over all of power."""

    ensemble: Ensemble
    now: Levels
    curve: Curve | None


class Roots(Lesson):
    """The parts of page 01."""

    page = "01"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._panels = panels(self.text)
        self._curves: dict[Scenario, Curve] = {}
        self._scenario = BASELINE
        self._levers: list[Panel] = []
        self._shown: list[Figure] = []
        self._ward: Ward | None = None
        self._run: Run | None = None
        self._latest: Latest[Scenario, Run] = Latest(self._steps, self._show, self._fail, language=language)
        self._before = self._drawn = self._curve_of(BASELINE)

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
        presets = roots_controls.presets(self.language)
        return self._panel("p01-levers", _("More levers"), controls, presets)

    def curves(self) -> Figure:
        """Return the chart of what power does."""
        return self._figure("p01-power")

    def curves_again(self) -> Figure:
        """Return the same chart beside the panel of more levers."""
        return self._figure("p01-power-again")

    def ward(self) -> Ward:
        """Return the picture of one ward at these settings, to be played month by month."""
        _ = self.text
        self._ward = Ward(
            title=_("What would one such ward look like?"),
            status="assumption",
            first=1,
            month=35,
            key="p01-ward",
            language=self.language,
        )
        self._refresh()
        return self._ward

    # wiring

    def _panel(
        self, key: str, label: str, controls: Mapping[str, Any], presets: tuple[Any, ...] = ()
    ) -> Panel:
        panel = Panel(label, controls, presets=presets, key=key, language=self.language)
        panel.on_change(lambda values: self._moved(panel, values))
        self._levers.append(panel)
        return panel

    def _moved(self, panel: Panel, values: Mapping[str, Any]) -> None:
        inputs = {name: value for name, value in values.items() if name != roots_controls.FEAR}
        if roots_controls.FEAR in values:
            inputs["mechanisms_off"] = () if values[roots_controls.FEAR] else (FEAR_OF_REPRISAL,)
        self._scenario = self._scenario.replace(**inputs)
        for other in self._levers:
            shared = {name: value for name, value in values.items() if name in other.value}
            if other is not panel and shared != {name: other.value[name] for name in shared}:
                other.value = {**other.value, **shared}
        self._latest.ask(self._scenario)

    def _figure(self, key: str) -> Figure:
        made = self.figure("power")
        made.key = key
        self._shown.append(made)
        self._refresh()
        return made

    def _refresh(self) -> None:
        """Show the run at hand in a part that has just been made."""
        if self._run is None:
            self._latest.ask(self._scenario)
        else:
            self._show(self._run, final=False)

    # running

    def _steps(self, scenario: Scenario) -> Iterator[Run]:
        settings = scenario.replace(power_asymmetry=0.0)
        curve = self._curves.get(settings)
        ensemble = simulate(scenario, replicates=SMALL)
        run = Run(ensemble, self._levels(ensemble), curve)
        yield run
        if curve is None:
            found = []
            for power in GRID:
                found.append(
                    self._levels(simulate(settings.replace(power_asymmetry=power), replicates=SMALL))
                )
                yield run
            curve = np.stack(found, axis=1)
            self._keep(settings, curve)
            yield Run(ensemble, run.now, curve)
        for replicates in range(2 * SMALL, LARGE + 1, SMALL):
            ensemble = ensemble.refine(replicates)
            yield Run(ensemble, self._levels(ensemble), curve)

    def _curve_of(self, scenario: Scenario) -> Curve:
        """Return the curve of a setting, worked out now: the one the page opens with."""
        settings = scenario.replace(power_asymmetry=0.0)
        runs = [simulate(settings.replace(power_asymmetry=power), replicates=SMALL) for power in GRID]
        curve = np.stack([self._levels(run) for run in runs], axis=1)
        self._keep(settings, curve)
        return curve

    def _keep(self, settings: Scenario, curve: Curve) -> None:
        """Keep the newest curves: the lever of power alone then moves at once."""
        self._curves[settings] = curve
        while len(self._curves) > KEPT:
            del self._curves[next(iter(self._curves))]

    def _levels(self, ensemble: Ensemble) -> Levels:
        """Return low, middle and high over the wards, in families of 100, of each ward's mean."""
        values = [panel.times * ensemble.values(panel.measure).mean(axis=0) for panel in self._panels]
        return np.stack([np.quantile(ward_means, BAND) for ward_means in values])

    # showing

    def _show(self, run: Run, final: bool) -> None:
        self._run = run
        if run.curve is not None:  # until new curves are worked out, those of the last setting stay
            self._drawn = run.curve
        datasets = {
            "curve": self._columns(self._drawn),
            "before": self._columns(self._before),
            "now": self._now(run.now),
        }
        for figure in self._shown:
            figure.feed(datasets, summary=self._words(run), table=self._table(self._drawn))
        if self._ward is not None and not final:
            seen = run.ensemble.ward(0)
            self._ward.show(pack(seen.posture, members=seen.member, newcomers=seen.newcomer))

    def _columns(self, curve: Curve) -> dict[str, Any]:
        count = len(GRID)
        return {
            "panel": [panel.measure for panel in self._panels for _power in GRID],
            "top": [panel.top for panel in self._panels for _power in GRID],
            "most": [panel.most for panel in self._panels for _power in GRID],
            "power": list(GRID) * len(self._panels),
            **{
                name: curve[:, :, at].reshape(count * len(self._panels))
                for at, name in enumerate(("low", "mid", "high"))
            },
        }

    def _now(self, levels: Levels) -> dict[str, Any]:
        _ = self.text
        return {
            "panel": [panel.measure for panel in self._panels],
            "top": [panel.top for panel in self._panels],
            "most": [panel.most for panel in self._panels],
            "power": np.full(len(self._panels), self._scenario.power_asymmetry),
            "mid": levels[:, 1].copy(),
            "text": [
                _("{number} of 100").format(number=self._number(panel, value))
                for panel, value in zip(self._panels, levels[:, 1], strict=True)
            ],
        }

    def _number(self, panel: PowerPanel, value: float) -> str:
        return describe.number(float(value), self.language, 0 if panel.most == 100 else 1)  # noqa: PLR2004

    def _words(self, run: Run) -> str:
        _ = self.text
        problems, silent, conflict = (
            self._number(panel, value) for panel, value in zip(self._panels, run.now[:, 1], strict=True)
        )
        said = [
            _(
                "At power {power}, in the middle of {wards} simulated wards, {problems} of 100 families "
                "have met a problem, {silent} carry a grievance in silence, and {conflict} are in open "
                "conflict in a month."
            ).format(
                power=describe.number(self._scenario.power_asymmetry, self.language, 2),
                wards=run.ensemble.replicates,
                problems=problems,
                silent=silent,
                conflict=conflict,
            )
        ]
        if run.curve is not None:
            peak = GRID[int(run.curve[-1, :, 1].argmax())]
            said.append(
                _("At these settings open conflict is highest near power {peak}.").format(
                    peak=describe.number(peak, self.language, 1)
                )
            )
        said.append(_("The band holds nine of ten wards. The dashed line is the ward this page opened with."))
        return " ".join(said)

    def _table(self, curve: Curve) -> list[dict[str, Any]]:
        return [
            {
                "label": panel.label,
                "power": power,
                **{
                    name: round(float(value), 1)
                    for name, value in zip(("low", "mid", "high"), curve[row, at], strict=True)
                },
            }
            for row, panel in enumerate(self._panels)
            for at, power in enumerate(GRID)
        ]

    def _fail(self, sentence: str) -> None:
        for figure in self._shown:
            figure.fail(sentence)
