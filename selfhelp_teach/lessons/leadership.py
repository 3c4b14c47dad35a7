"""Page 03: three ways to lead a group, on the same simulated ward with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from selfhelp_teach import charts
from selfhelp_teach.charts import groups, months
from selfhelp_teach.charts.groups import Setting, Three
from selfhelp_teach.exercises.marking import Results
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.lessons import leadership_controls
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.model import simulate
from selfhelp_teach.widgets import Figure, Latest, Panel, Ward
from selfhelp_teach.widgets.ward import pack

SMALL, LARGE = groups.REPLICATES, groups.FULL  # replicates while a control moves, and when it rests
PREDICTED = "p03-draw-membership"
MONTH = "ward-month"  # the group of views that share the month


class Leadership(Lesson):
    """The parts of page 03."""

    page = "03"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._names = months.names(self.text)
        self._setting = Setting()
        self._who, self._number = "shared", 0
        self._shown: list[tuple[Figure, str]] = []
        self._ward: Ward | None = None
        self._run: Three | None = None
        self._held = False  # whether the chart of members waits for the prediction about it
        self._latest: Latest[Setting, Three] = Latest(self._steps, self._show, self._fail, language=language)

    # parts

    def leadership(self) -> Panel:
        """Return the panel of the one lever: whose ward is shown."""
        _ = self.text
        controls = leadership_controls.leadership(self.language, self._names)
        panel = Panel(_("One lever: leadership"), controls, key="p03-leadership", language=self.language)
        panel.on_change(self._look)
        return panel

    def both(self) -> Panel:
        """Return the panel of the two strengths of a shared group, with things to try."""
        _ = self.text
        controls = leadership_controls.both(self.language)
        presets = leadership_controls.presets(self.language)
        panel = Panel(
            _("What shared leadership needs"),
            controls,
            presets=presets,
            key="p03-both",
            language=self.language,
        )
        panel.on_change(self._set)
        return panel

    def ward(self) -> Ward:
        """Return the picture of one ward, played month by month in the browser."""
        self._ward = Ward(
            status="assumption",
            first=1,
            month=months.OPENING_MONTH - 1,
            link=MONTH,
            key="p03-ward",
            language=self.language,
        )
        if self._run is None:
            self._latest.ask(self._setting)
        else:
            self._picture()
        return self._ward

    def simulated(self, name: str, again: str = "") -> Figure:
        """Return one of the simulated charts; ``again`` tells a second one on the page apart."""
        figure = self.figure(name, three=self._run)
        with figure.hold_sync():
            figure.datasets = {}  # the rows travel as bytes
            figure.link = {"group": MONTH, "field": "month", "signal": "month", "chips": False}
            figure.key = f"{self.page}-{name}{'-' if again else ''}{again}"
            self._shown.append((figure, name))
            self._refresh()
        return figure

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; the one about members is compared with a run and opens its chart."""
        if exercise_id != PREDICTED:
            return super().exercise(exercise_id, **wiring)
        part = super().exercise(
            exercise_id, compare=lambda _value: Results(points=self.real_members()), **wiring
        )
        part.observe(self._revealed, "revealed")
        self._held = not part.revealed
        return part

    def real_members(self) -> list[list[float]]:
        """Return the mean number of members of a shared group over the opening wards, month by month."""
        opening = Setting()
        members = simulate(opening.scenario("shared"), replicates=LARGE).values("members").mean(axis=1)
        return [[month, float(value)] for month, value in enumerate(members, start=1)]

    # wiring

    def _look(self, values: Mapping[str, Any]) -> None:
        self._who, self._number = values["who"], int(values["ward"]) - 1
        self._picture()

    def _set(self, values: Mapping[str, Any]) -> None:
        self._setting = Setting(float(values["attitudes"]), bool(values["access"]), bool(values["autonomy"]))
        self._latest.ask(self._setting)

    def _revealed(self, change: Mapping[str, Any]) -> None:
        self._held = not change["new"]
        for figure, name in self._shown:
            self._fill(figure, name)

    def _refresh(self) -> None:
        """Show the run at hand in the part made last; the first part has one worked out."""
        if self._run is None:
            self._latest.ask(self._setting)
        elif self._shown:
            self._fill(*self._shown[-1])

    # running

    def _steps(self, setting: Setting) -> Iterator[Three]:
        best = groups.at_once(setting)
        yield best
        for replicates in range(best.wards + SMALL, LARGE + 1, SMALL):
            grown = {}
            for who in groups.WHO:
                grown[who] = best.groups[who].refine(replicates)
                yield best
            best = Three(grown)
            yield best

    # showing

    def _show(self, run: Three, final: bool) -> None:
        self._run = run
        for figure, name in self._shown:
            self._fill(figure, name)
        if not final:
            self._picture()

    def _fill(self, figure: Figure, name: str) -> None:
        """Feed one figure with the run at hand, or say what it waits for."""
        if self._run is None:
            return
        _ = self.text
        traits = charts.module(name).figure(self.language, self._run)
        waits = self._held and name == "group_members"
        note = _("First draw the curve you expect, above. The chart opens when your prediction is committed.")
        figure.feed(
            {"months": _columns(traits["datasets"]["months"])},
            summary="" if waits else traits["summary"],
            table=[] if waits else traits["table"],
            note=note if waits else "",
        )

    def _picture(self) -> None:
        """Show the ward the reader chose: whose group, and which luck."""
        if self._ward is None or self._run is None:
            return
        _ = self.text
        titles = {
            "professional": _("What would a ward with a professional group look like?"),
            "shared": _("What would a ward with a shared group look like?"),
            "independent": _("What would a ward with an independent group look like?"),
        }
        seen = self._run.groups[self._who].ward(self._number)
        self._ward.title = titles[self._who]
        self._ward.show(pack(seen.posture, members=seen.member, newcomers=seen.newcomer))

    def _fail(self, sentence: str) -> None:
        for figure, _name in self._shown:
            figure.fail(sentence)


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as columns: names and months as they are, numbers as arrays."""
    named = {field: [row[field] for row in rows] for field in ("who", "month")}
    return named | {field: np.array([row[field] for row in rows], float) for field in ("low", "mid", "high")}
