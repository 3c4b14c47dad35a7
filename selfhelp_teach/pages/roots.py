"""Page 01: where conflict comes from. The roots as a map, and what power does on a ward without a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np

from selfhelp_teach.charts import power
from selfhelp_teach.charts.power_runs import GRID, Curve, PowerRun, levels
from selfhelp_teach.model import BASELINE, Scenario
from selfhelp_teach.pages import roots_controls, roots_map, runs
from selfhelp_teach.pages.controller import Together
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.runs import RUNS
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.widgets import CausalMap, Figure, Panel, Ward

OPENING_MONTH = 36
OVER_POWER = "over power"


class Roots(WardPageController):
    """The parts of page 01. Its state is the scenario."""

    page = "01"
    asks: ClassVar[Any] = {"p01-predict-quiet": lambda _scenario: True}  # every curve is one over power

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[Scenario, PowerRun] = PageState(
            BASELINE, self._steps, waits=self.waits, key="p01-undo", language=language
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
        return self._panel("p01-lever", self.text("One lever"), [roots_controls.power(self.language)])

    def levers(self) -> Together:
        """Return the things to try, undo, and power with what else staff and hospital bring."""
        tries = self.presets(roots_controls.presets(self.language), self._try, "p01-tries")
        panel = self._panel("p01-levers", self.text("More levers"), roots_controls.levers(self.language))
        return self.together(tries, self.state.history, panel)

    def curves(self, again: str = "") -> Figure:
        """Return the chart of what power does; ``again`` tells a second one on the page apart."""
        key = f"p01-power{'-' if again else ''}{again}"
        return self.drawn("power", lambda _scenario, run: power.shown(self.language, run), key=key)

    def ward(self) -> Ward:
        """Return the picture of one ward at these settings, to be played month by month."""
        title = self.text("What would one such ward look like?")
        ward = Ward(
            title=title, status="assumption", first=1, month=OPENING_MONTH - 1, key="p01-ward",
            language=self.language,
        )  # fmt: skip
        return self.picture(ward, lambda _scenario, run: (title, run.ensemble.ward(0)))

    # change

    def _panel(self, key: str, label: str, items: list[Any]) -> Panel:
        def shown(scenario: Scenario) -> dict[str, Any]:
            values = roots_controls.values_of(scenario)
            return {item["name"]: values[item["name"]] for item in items}

        return self.state.panel([{"items": items}], shown, roots_controls.moved, label=label, key=key)

    def _try(self, name: str) -> None:
        self.state.change(roots_controls.tried(name), self.text("a thing to try"))

    # runs

    def _steps(self, scenario: Scenario) -> Iterator[PowerRun]:
        """Return the wards at this power, ever finer; where its curve is not known, that is worked out first."""
        before, known = curve(BASELINE), RUNS.find(_settings(scenario))
        if known is None:
            return self._worked_out(scenario, before)
        return RUNS.grow({"now": runs.Ward(scenario)}, lambda found: PowerRun(found["now"], known, before))

    def _worked_out(self, scenario: Scenario, before: Curve) -> Iterator[PowerRun]:
        """Yield the ward at this power at once, then the curve of its settings, then finer wards."""
        grown = RUNS.grow({"now": runs.Ward(scenario)})
        ensemble = next(grown)["now"]
        # until it is worked out, the last curve stays
        run = PowerRun(ensemble, before if self.state.run is None else self.state.run.curve, before)
        yield run
        found = []
        for place in GRID:
            found.append(at(scenario, place))
            yield run
        run = PowerRun(ensemble, RUNS.keep(_settings(scenario), np.stack(found, axis=1)), before)
        yield run
        for larger in grown:
            yield PowerRun(larger["now"], run.curve, before)


def at(scenario: Scenario, place: float) -> Curve:
    """Return low, middle and high of each panel for a setting at another power."""
    return levels(runs.run(runs.Ward(scenario.replace(power_asymmetry=place))))


def curve(scenario: Scenario) -> Curve:
    """Return the curve over power of a setting, all else equal."""

    def made() -> Curve:
        known = runs.precomputed(OVER_POWER) if _settings(scenario) == _settings(BASELINE) else None
        return np.stack([at(scenario, place) for place in GRID], axis=1) if known is None else known

    return RUNS.of(_settings(scenario), made)


def _settings(scenario: Scenario) -> tuple[str, Scenario]:
    """Return everything but power, under which a curve over power is kept."""
    return OVER_POWER, scenario.replace(power_asymmetry=0.0)
