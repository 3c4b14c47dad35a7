"""What follows the ward on page 05: picture, charts, comparison, diary, map, and the file of its runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from selfhelp_teach.charts import ward_sensitivity
from selfhelp_teach.model import MEASURES, OUTCOMES, Ensemble
from selfhelp_teach.pages import mechanism_map, ward_inputs
from selfhelp_teach.pages.comparing import compared
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.run_export import as_csv
from selfhelp_teach.pages.runs import RUNS, Ward
from selfhelp_teach.pages.simulator_state import Simulated
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.pages.ward_views import Line, View, shown
from selfhelp_teach.pages.ward_words import described, question
from selfhelp_teach.widgets import Choice, Compared, Figure, Part
from selfhelp_teach.widgets.download import Download
from selfhelp_teach.widgets.event_log import EventLog
from selfhelp_teach.widgets.ward import Ward as WardPicture

Run = Mapping[str, Ensemble]

DIARY_WARDS = 12
MORE_MEASURES = (
    "collective_successes",
    "resolved_share",
    "mean_grievance",
    "any_problem",
    "three_or_more",
    "activities",
    "recruits",
    "stored_grievance",
    "bursts",
    "perceived_danger",
    "power_asymmetry",
    "mechanisms_installed",
)
MONTH = "05-month"  # the group of views that share the month


class SimulatorViews(WardPageController):
    """The views of page 05. None of them sets more of the state than which single ward is looked at."""

    state: PageState[Simulated, Run]

    def ward(self) -> WardPicture:
        """Return the picture of one of the wards just run, which shares its month with the diary."""
        ward = WardPicture(
            status="assumption",
            first=1,
            month=0,
            autoplay=True,
            link=MONTH,
            key="05-ward",
            language=self.language,
        )
        title = self.text("One ward, month by month")
        return self.picture(ward, lambda state, run: (title, run["now"].ward(state.looked_at - 1)))

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure."""
        self.figures[measure] = self.months(self._view(measure), f"05-{measure}", self.lines)
        return self.figures[measure]

    def any_measure(self) -> Part:
        """Return the choice of the measure that :meth:`chosen` shows."""
        label = self.text("Look at something else")
        return self._choice(label, MORE_MEASURES, MEASURES, self._look, key="05-any-measure", layout="row")

    def chosen(self) -> Figure:
        """Return the figure of the measure chosen."""
        self._chosen = self._view(MORE_MEASURES[0])
        self.figures["chosen"] = self.drawn(
            "ward_runs",
            lambda state, run: shown(self._chosen, self.lines(state, run), self.language),
            key="05-chosen",
            **self.frame(self._chosen),
        )
        return self.figures["chosen"]

    def differences(self) -> Compared:
        """Return the pinned wards and the one on the page, side by side."""
        _ = self.text
        table = Compared(
            key="05-compared", language=self.language, title=_("How do the wards compare?"),
            about=_(
                "Means of the simulated wards in the last month, for open conflict over the last year: the numbers "
                "at the ends of the lines."
            ),
        )  # fmt: skip

        def show(state: Simulated, run: Run, note: str) -> None:
            if not state.pins:
                note = note or _("Pin a ward first. Then change something: this table shows both.")
            traits = (
                {"rows": [], "note": note}
                if note
                else compared(self.compared_lines(state, run), self.language)
            )
            with table.hold_sync():
                for name, value in traits.items():
                    table.set_trait(name, value)

        self.state.view(table, show)
        return table

    def causal_map(self) -> Part:
        """Return the diagram of the mechanisms, those switched off drawn faint."""
        made = mechanism_map.causal_map(self.state.now.scenario, self.language, self.text)
        self.state.follow(lambda state: made.strengthen(ward_inputs.mechanism_values(state.scenario)))
        return made

    def outcome(self) -> Part:
        """Return the choice of the outcome that :meth:`sensitivity` explains."""
        label, names = self.text("What should be explained?"), ward_sensitivity.outcomes("shared")
        return self._choice(label, names, OUTCOMES, self._explain, key="05-outcome")

    def sensitivity(self) -> Figure:
        """Return which inputs decide the outcome chosen, over all values they may take."""
        return self.figure("ward_sensitivity")

    def diary(self) -> Part:
        """Return what happened in one of the wards just run."""
        diary = EventLog(
            lambda ward: self.state.open()["now"].story(ward, language=self.language),
            wards=DIARY_WARDS,
            key="05-diary",
            language=self.language,
            title=self.text("What happened on one of these wards?"),
            link=MONTH,
        )
        diary.observe(lambda change: self._look_at(change["new"]), "ward")
        self.state.follow(lambda state: diary.set_trait("ward", state.looked_at))
        self.state.view(
            diary, lambda _state, _run, note: diary.refresh(note) if self.state.final or note else None
        )
        return diary

    def download(self) -> Part:
        """Return the button that saves the runs as CSV."""
        _ = self.text
        return Download(
            self._file,
            key="05-csv",
            language=self.language,
            label=_("Save these runs as CSV"),
            about=_(
                "Every monthly measure of the wards drawn, with all settings, the seed and the versions."
            ),
        )

    # what they show

    def lines(self, state: Simulated, run: Run) -> list[Line]:
        """Return the runs as lines of a chart: the pinned ones, then the one on the page."""
        now = self.text("now")
        pinned = [
            Line(pin.letter, pin.letter, f"{pin.letter}, {pin.label}", run[pin.letter])
            for pin in state.pins
            if pin.letter in run
        ]
        return [*pinned, Line("now", now, now, run["now"])]

    def compared_lines(self, state: Simulated, run: Run) -> list[Line]:
        """Return the lines to compare: the ward on the page only where none of the pinned is the same."""
        labels = {pin.letter: pin.label for pin in state.pins}
        found = [replace(line, label=labels.get(line.slot, "")) for line in self.lines(state, run)]
        if any(pin.scenario == state.scenario for pin in state.pins):
            return found[:-1]
        return [*found[:-1], replace(found[-1], label=described(state.scenario, self.language))]

    def _view(self, measure: str) -> View:
        return View(measure, question(measure, self.text))

    def _file(self) -> tuple[str, str]:
        state = self.state.now
        wards = {**{pin.letter: pin.scenario for pin in state.pins}, "now": state.scenario}
        full = {slot: RUNS.full(Ward(scenario)) for slot, scenario in wards.items()}
        return "ward-runs.csv", as_csv(self.lines(state, full), self.language)

    # what is looked at

    def _choice(
        self,
        label: str,
        names: Sequence[str],
        known: Mapping[str, Any],
        choose: Callable[[str], None],
        **traits: Any,
    ) -> Choice:
        """Return a choice among measures or outcomes of the model, by their labels; the first is chosen."""
        options = [{"value": name, "label": self.text(known[name].label)} for name in names]
        made = Choice(label, options, value=names[0], language=self.language, **traits)
        made.observe(lambda change: choose(str(change["new"])), names="value")
        return made

    def _look(self, measure: str) -> None:
        if "chosen" not in self.figures or measure not in MEASURES:
            return
        self._chosen = self._view(measure)
        self.reframe(self.figures["chosen"], self._chosen)
        self.state.look_again()

    def _explain(self, outcome: str) -> None:
        if "ward_sensitivity" in self.figures and outcome in OUTCOMES:
            told = ward_sensitivity.figure(self.language, outcome=outcome)
            self.redraw(self.figures["ward_sensitivity"], told)

    def _look_at(self, ward: int) -> None:
        if 1 <= ward <= DIARY_WARDS:
            self.state.change(replace(self.state.now, looked_at=ward), self.text("another single ward"))
