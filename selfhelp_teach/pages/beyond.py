"""Page 08: the argument carried to another service, with the ward's levers under a school's names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from selfhelp_teach.model import Ensemble, Scenario
from selfhelp_teach.pages import school
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.runs import RUNS, Ward
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.pages.ward_views import Line, View
from selfhelp_teach.widgets import Figure, Panel, Part, Presets


class Beyond(WardPageController):
    """A school on the model of the ward; the ward itself stays on every chart, to be compared."""

    page: ClassVar[str] = "08"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[Scenario, dict[str, Ensemble]] = PageState(
            school.schools()[0].scenario, _steps, waits=self.waits, key="08-undo", language=language
        )

    def history(self) -> Part:
        """Return undo and redo."""
        return self.state.history

    def levers(self) -> Panel:
        """Return the ward's levers under a school's names."""
        names = school.labels(self.text)

        def moved(values: dict[str, Any], rests: bool) -> None:
            self.state.change(school.moved(self.state.now, values), names[min(values)], rests=rests)

        panel = Panel(
            school.groups(self.text), school.values_of(self.state.now), moved,
            key="08-school", language=self.language,
        )  # fmt: skip
        return self.state.panel(panel, school.values_of)

    def tries(self) -> Part:
        """Return the named schools, one click each."""
        _ = self.text
        options = [
            {"value": named.key, "label": _(named.label), "description": _(named.about)}
            for named in school.schools()
        ]
        return Presets(options, self._try, key="08-schools", language=self.language, label=_("Try"))

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure, its question in a school's words."""
        ward, now = self.text("the ward"), self.text("now")

        def lines(_school: Scenario, run: Mapping[str, Ensemble]) -> list[Line]:
            return [Line("A", "A", ward, run["ward"]), Line("now", now, now, run["now"])]

        return self.months(View(measure, school.question(measure, self.text)), f"08-{measure}", lines)

    def _try(self, name: str) -> None:
        named = next(each for each in school.schools() if each.key == name)
        self.state.change(named.scenario, self.text(named.label))


def _steps(scenario: Scenario) -> Iterator[dict[str, Ensemble]]:
    yield from RUNS.grow({"ward": Ward(Scenario()), "now": Ward(scenario)})
