"""Page 08: the argument carried to another service, with the ward's levers under a school's names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from selfhelp_teach.model import Ensemble, Scenario
from selfhelp_teach.pages import school, ward_inputs, ward_presets
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.runs import RUNS, Ward
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.pages.ward_views import Line, View
from selfhelp_teach.widgets import Figure, Panel, Part


class Beyond(WardPageController):
    """A school on the model of the ward; the ward itself stays on every chart, to be compared."""

    page: ClassVar[str] = "08"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[Scenario, dict[str, Ensemble]] = PageState(
            school.schools()[0].scenario, _steps, waits=self.waits, key="08-undo", language=language
        )

    def levers(self) -> Panel:
        """Return the ward's levers under a school's names."""
        return self.state.panel(
            school.groups(self.text), school.values_of, ward_inputs.moved, key="08-school"
        )

    def tries(self) -> Part:
        """Return the named schools, one click each."""
        schools = ward_presets.buttons(school.schools(), self.text)

        def put(name: str) -> None:
            self.state.change(schools[name].sets, schools[name].label)

        return self.presets(schools, put, "08-schools")

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure, its question in a school's words."""
        ward, now = self.text("the ward"), self.text("now")

        def lines(_school: Scenario, run: Mapping[str, Ensemble]) -> list[Line]:
            return [Line("A", "A", ward, run["ward"]), Line("now", now, now, run["now"])]

        return self.months(View(measure, school.question(measure, self.text)), f"08-{measure}", lines)


def _steps(scenario: Scenario) -> Iterator[dict[str, Ensemble]]:
    return RUNS.grow({"ward": Ward(Scenario()), "now": Ward(scenario)})
