"""Page 03: three ways to lead a group, on the same simulated ward with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from selfhelp_teach.charts import groups, months
from selfhelp_teach.charts.groups import Three
from selfhelp_teach.pages import leadership_controls, runs
from selfhelp_teach.pages.controller import Together
from selfhelp_teach.pages.leadership_controls import Setting
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.runs import RUNS
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.widgets import Figure, Panel, Ward

MONTH = "ward-month"  # the group of views that share the month


@dataclass(frozen=True, slots=True)
class Looked:
    """The state of page 03: the setting that is run, and which of its wards is shown."""

    setting: Setting = field(default_factory=Setting)
    who: str = "shared"
    ward: int = 1


class Leadership(WardPageController):
    """The parts of page 03."""

    page = "03"
    asks: ClassVar[Any] = {
        "p03-draw-membership": lambda _looked: True,
        "p03-rank-life": lambda _looked: True,
        "p03-take-away-access": lambda looked: not looked.setting.access,
    }

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[Looked, Three] = PageState(
            Looked(), self._steps, waits=self.waits, key="p03-undo", language=language
        )

    # parts

    def leadership(self) -> Panel:
        """Return the panel of the one lever: whose ward is shown."""
        items = leadership_controls.leadership(self.language, months.names(self.text))

        def shown(looked: Looked) -> dict[str, Any]:
            return {"who": looked.who, "ward": looked.ward}

        def moved(looked: Looked, values: Mapping[str, Any]) -> Looked:
            chosen: dict[str, Any] = {
                name: int(value) if name == "ward" else value for name, value in values.items()
            }
            return replace(looked, **chosen)

        label = self.text("One lever: leadership")
        return self.state.panel([{"items": items}], shown, moved, label=label, key="p03-leadership")

    def both(self) -> Together:
        """Return things to try, undo, and the panel of all that is simulated otherwise: see :class:`Setting`."""
        items = leadership_controls.both(self.language)

        def shown(looked: Looked) -> dict[str, Any]:
            return {item["name"]: getattr(looked.setting, item["name"]) for item in items}

        def moved(looked: Looked, values: Mapping[str, Any]) -> Looked:
            return replace(looked, setting=replace(looked.setting, **values))

        label = self.text("What shared leadership needs")
        panel = self.state.panel([{"items": items}], shown, moved, label=label, key="p03-both")
        tries = self.presets(leadership_controls.presets(self.language), self._try, "p03-tries")
        return self.together(tries, self.state.history, panel)

    def ward(self) -> Ward:
        """Return the picture of one ward, played month by month in the browser."""
        _ = self.text
        titles = {
            "professional": _("What would a ward with a professional group look like?"),
            "shared": _("What would a ward with a shared group look like?"),
            "independent": _("What would a ward with an independent group look like?"),
        }
        ward = Ward(
            title=titles["shared"],  # until the picture is shown, it is called by the ward it opens with
            status="assumption", first=1, month=months.OPENING_MONTH - 1, link=MONTH, key="p03-ward",
            language=self.language,
        )  # fmt: skip
        return self.picture(
            ward, lambda looked, three: (titles[looked.who], three.groups[looked.who].ward(looked.ward - 1))
        )

    def simulated(self, name: str, again: str = "") -> Figure:
        """Return one of the simulated charts; ``again`` tells a second one on the page apart."""
        measure = name.removeprefix("group_")
        made = self.drawn(
            "group_months",
            lambda _looked, three: groups.shown(self.language, measure, three),
            key=f"{self.page}-{name}{'-' if again else ''}{again}",
            measure=measure,
        )
        made.link = {"group": MONTH, "field": "month", "signal": "month", "chips": False}
        return made

    # change

    def _try(self, name: str) -> None:
        looked = replace(self.state.now, setting=leadership_controls.tried(name))
        self.state.change(looked, self.text("a thing to try"))

    # runs

    def _steps(self, looked: Looked) -> Iterator[Three]:
        setting = looked.setting
        wards = {who: runs.Ward(setting.scenario(who), setting.parameters) for who in groups.WHO}
        return RUNS.grow(wards, Three)
