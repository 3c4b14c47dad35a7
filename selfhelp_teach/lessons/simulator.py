"""Page 05: the whole ward in the learner's hands."""

from __future__ import annotations

from typing import ClassVar

from selfhelp_teach.charts import ward_sensitivity
from selfhelp_teach.exercises.kinds import Challenge
from selfhelp_teach.exercises.library import added
from selfhelp_teach.exercises.library import exercise as load
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.lessons import mechanism_map, ward_inputs, ward_presets
from selfhelp_teach.lessons.comparing import differences
from selfhelp_teach.lessons.run_export import as_csv
from selfhelp_teach.lessons.ward_desk import WardDesk
from selfhelp_teach.lessons.ward_views import View
from selfhelp_teach.lessons.ward_words import question
from selfhelp_teach.model import MEASURES, OUTCOMES
from selfhelp_teach.widgets import Choice, Figure, Part, Presets
from selfhelp_teach.widgets.download import Download
from selfhelp_teach.widgets.event_log import EventLog
from selfhelp_teach.widgets.inputs import Inputs

CHALLENGES = (
    "p05-grow-a-group",
    "p05-the-quiet-ward",
    "p05-quiet-and-content",
    "p05-a-lighter-load",
    "p05-on-its-own-feet",
    "p05-on-the-way-to-bursting",
    "p05-let-off-the-pressure",
    "p05-keep-the-mechanism",
    "p05-won-at-the-table",
    "p05-find-the-pillar",
    "p05-easing-the-fear",
    "p05-large-and-busy",
)
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
WAY_OUT = "leave"


class Simulator(WardDesk):
    """The parts of page 05, in the order of the notebook."""

    page: ClassVar[str] = "05"

    def history(self) -> Part:
        """Return undo and redo."""
        return self.undo

    def inputs(self) -> Part:
        """Return all inputs, the advanced ones folded."""
        return self._more_inputs("05-inputs")

    def challenge_inputs(self) -> Part:
        """Return the same inputs once more, beside the challenges."""
        return self._more_inputs("05-challenge-inputs")

    def wards(self) -> Part:
        """Return a button for each named ward."""
        _ = self.text
        options = [
            {"value": ward.key, "label": _(ward.label), "description": _(ward.about)}
            for ward in ward_presets.named_wards()
        ]
        return Presets(
            options, self._choose_ward, key="05-wards", language=self.language, label=_("Named wards")
        )

    def tries(self) -> Part:
        """Return the things to try, one click each."""
        options = ward_presets.tries(self.text)
        return Presets(options, self._try, key="05-tries", language=self.language, label=self.text("Try"))

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure."""
        return self._keep(
            measure, self.bench.figure(f"05-{measure}", View(measure, question(measure, self.text)))
        )

    def any_measure(self) -> Part:
        """Return the choice of the measure that :meth:`chosen` shows."""
        _ = self.text
        choices = [{"value": name, "label": _(MEASURES[name].label)} for name in MORE_MEASURES]
        made = Choice(
            _("Look at something else"), choices, value=MORE_MEASURES[0], layout="row", key="05-any-measure",
            language=self.language,
        )  # fmt: skip
        made.observe(lambda change: self._look(change["new"]), names="value")
        return made

    def chosen(self) -> Figure:
        """Return the figure of the measure chosen."""
        measure = MORE_MEASURES[0]
        return self._keep(
            "chosen", self.bench.figure("05-chosen", View(measure, question(measure, self.text)))
        )

    def tray(self) -> Part:
        """Return the tray of pinned wards."""
        return self.pins

    def differences(self) -> Figure:
        """Return the paired differences of the pinned wards."""
        rows, table, summary = differences(self.bench.runs, self.text)
        self._differences = self.figure(
            "ward_differences", rows=rows, table=table, summary=summary, note=self._unpinned(rows)
        )
        return self._differences

    def mechanisms(self) -> Part:
        """Return a switch for each mechanism of the model."""
        made = Inputs(
            ward_inputs.mechanism_groups(self.text),
            ward_inputs.mechanism_values(self.scenario),
            self._switched,
            key="05-mechanisms",
            language=self.language,
        )
        self._switches.append(made)
        return made

    def causal_map(self) -> Part:
        """Return the diagram of the mechanisms, those switched off drawn faint."""
        made = mechanism_map.causal_map(self.scenario, self.language, self.text)
        self._maps.append(made)
        return made

    def outcome(self) -> Part:
        """Return the choice of the outcome that :meth:`sensitivity` explains."""
        _ = self.text
        names = ward_sensitivity.outcomes("shared")
        choices = [{"value": name, "label": _(OUTCOMES[name].label)} for name in names]
        made = Choice(
            _("What should be explained?"), choices, value=names[0], key="05-outcome", language=self.language
        )
        made.observe(lambda change: self._explain(str(change["new"])), names="value")
        return made

    def sensitivity(self) -> Figure:
        """Return which inputs decide the outcome chosen, over all values they may take."""
        names = ward_sensitivity.outcomes("shared")
        return self.figure("ward_sensitivity", outcome=names[0])

    def diary(self) -> Part:
        """Return what happened in one of the wards just run."""
        self._diary = EventLog(
            lambda ward: self.bench.ensemble.story(ward, language=self.language),
            wards=DIARY_WARDS,
            key="05-diary",
            language=self.language,
            title=self.text("What happened on one of these wards?"),
        )
        return self._diary

    def address(self) -> Part:
        """Return the button that copies a link to this ward."""
        return self.link

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

    def challenges(self) -> Part:
        """Return a button for each challenge, and one to leave it."""
        # Those of an instructor's folder too; a person may name anything there, so only challenges count.
        own = [name for name in added(self.page) if isinstance(load(name), Challenge)]
        options = [{"value": name, "label": load(name, self.language).title} for name in (*CHALLENGES, *own)]
        options.append({"value": WAY_OUT, "label": self.text("Leave the challenge")})
        return Presets(
            options, self._start_challenge, key="05-challenges", language=self.language,
            label=self.text("Start a challenge: it sets the ward and fixes some inputs"),
        )  # fmt: skip

    # what the parts do

    def _more_inputs(self, key: str) -> Inputs:
        made = Inputs(
            ward_inputs.groups(self.text), ward_inputs.values_of(self.scenario), None,
            key=key, language=self.language, readout=self._readout(),
        )  # fmt: skip
        made.moved = lambda names, rests: self._moved(made, names, rests)
        self._inputs.append(made)
        return made

    def _look(self, measure: str) -> None:
        if "chosen" in self.figures and measure in MEASURES:
            self.bench.look_at(self.figures["chosen"], View(measure, question(measure, self.text)))

    def _explain(self, outcome: str) -> None:
        if "ward_sensitivity" in self.figures and outcome in OUTCOMES:
            shown = ward_sensitivity.figure(self.language, outcome=outcome)
            rows = shown["datasets"]["inputs"]
            columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
            self.figures["ward_sensitivity"].feed(
                {"inputs": columns}, summary=shown["summary"], table=shown["table"], note=shown["note"]
            )

    def _file(self) -> tuple[str, str]:
        self.bench.settle()
        return "ward-runs.csv", as_csv(self.bench.runs)

    def _choose_ward(self, key: str) -> None:
        ward = next(ward for ward in ward_presets.named_wards() if ward.key == key)
        self._lock(None)
        self.set(ward.scenario, self.text(ward.label))

    def _try(self, name: str) -> None:
        self._lock(None)
        pins, ward = ward_presets.tried(name, self.text)
        self._put_pins(pins)
        self.set(ward, self.text("a thing to try"))

    def _keep(self, name: str, figure: Figure) -> Figure:
        self.figures[name] = figure
        return figure

    def _start_challenge(self, name: str) -> None:
        if name == WAY_OUT:
            self._lock(None)
            return
        challenge = load(name, self.language)
        if isinstance(challenge, Challenge):
            self._lock(challenge)
            self.set(scenario_of(challenge.start), challenge.title)
