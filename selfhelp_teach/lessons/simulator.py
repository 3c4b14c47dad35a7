"""Page 05: the whole ward in the learner's hands."""

from __future__ import annotations

from typing import Any, ClassVar

from selfhelp_teach.charts import ward_sensitivity
from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.exercises.kinds import Challenge
from selfhelp_teach.exercises.library import exercise as load
from selfhelp_teach.lessons import mechanism_map, ward_inputs
from selfhelp_teach.lessons.bench import Bench, View, described
from selfhelp_teach.lessons.comparing import differences
from selfhelp_teach.lessons.run_export import as_csv
from selfhelp_teach.lessons.ward_lesson import WardLesson, scenario_of
from selfhelp_teach.lessons.ward_presets import named_wards
from selfhelp_teach.model import ATTITUDES, MEASURES, OUTCOMES, Ensemble, Scenario
from selfhelp_teach.widgets import CausalMap, Choice, Figure, History, Part, PinTray, Presets
from selfhelp_teach.widgets.address import Address
from selfhelp_teach.widgets.download import Download
from selfhelp_teach.widgets.event_log import EventLog
from selfhelp_teach.widgets.inputs import Inputs

#: What undo and links hold: the scenario, and the pinned runs by label.
State = tuple[Scenario, tuple[tuple[str, Scenario], ...]]

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


class Simulator(WardLesson):
    """The simulator: one scenario, which every part of the page shows and may set."""

    page: ClassVar[str] = "05"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.scenario = Scenario()
        self.bench = Bench(self.scenario, language=language, follow=self._followed)
        self._inputs: list[Inputs] = []
        self._switches: list[Inputs] = []
        self._maps: list[CausalMap] = []
        self._differences: Figure | None = None
        self._diary: EventLog | None = None
        self._challenge: Challenge | None = None
        self._next_pin: tuple[str, Scenario] | None = None
        self._restoring = False
        _ = self.text
        self.undo = History(self._restore, start=self._state, key="05-undo", language=language)
        self.pins = PinTray(
            self._captured, key="05-pins", language=language, limit=3, label=_("Pinned wards")
        )
        self.pins.observe(self._pinned, names="compared")
        self.link = Address(self._opened, key="05-link", language=language, code=self._code())
        self.bench.set(self.scenario)

    # parts of the notebook

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
            for ward in named_wards()
        ]
        return Presets(
            options, self._choose_ward, key="05-wards", language=self.language, label=_("Named wards")
        )

    def tries(self) -> Part:
        """Return the things to try, one click each."""
        _ = self.text
        options = [
            {"value": "guarded", "label": _("From open to guarded"),
             "description": _("Pins three wards without a group, each steeper and more guarded than the last.")},
            {"value": "leaders", "label": _("Three ways to lead"),
             "description": _("Pins the three kinds of group on the same ward.")},
            {"value": "doors", "label": _("Shut the door"),
             "description": _("Switches recruitment off (M6): no referral, no recruiting of one's own.")},
            {"value": "mechanism", "label": _("A mechanism instead of a group"),
             "description": _("Pins no group, and no group but an ombudsperson and joint meetings.")},
        ]  # fmt: skip
        return Presets(options, self._try, key="05-tries", language=self.language, label=_("Try"))

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure."""
        return self._keep(measure, self.bench.figure(f"05-{measure}", View(measure, self._question(measure))))

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
        return self._keep("chosen", self.bench.figure("05-chosen", View(measure, self._question(measure))))

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
        names = ward_sensitivity.outcomes("shared") or ("members",)
        choices = [{"value": name, "label": _(OUTCOMES[name].label)} for name in names]
        made = Choice(
            _("What should be explained?"), choices, value=names[0], key="05-outcome", language=self.language
        )
        made.observe(lambda change: self._explain(str(change["new"])), names="value")
        return made

    def sensitivity(self) -> Figure:
        """Return which inputs decide the outcome chosen, over all values they may take."""
        names = ward_sensitivity.outcomes("shared") or ("members",)
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
        options = [{"value": name, "label": load(name, self.language).title} for name in CHALLENGES]
        options.append({"value": WAY_OUT, "label": self.text("Leave the challenge")})
        return Presets(
            options, self._start_challenge, key="05-challenges", language=self.language,
            label=self.text("Start a challenge: it sets the ward and fixes some inputs"),
        )  # fmt: skip

    # what moves the ward

    @property
    def _state(self) -> State:
        return self.scenario, tuple((run.label, run.ensemble.scenario) for run in self.bench.pinned)

    def set(self, scenario: Scenario, name: str, *, rests: bool = True) -> None:
        """Put a scenario on the page; ``name`` says what was done, for undo."""
        self.scenario = scenario
        for panel in self._inputs:
            panel.put(ward_inputs.values_of(scenario))
        for switches in self._switches:
            switches.put(ward_inputs.mechanism_values(scenario))
        for drawn in self._maps:
            drawn.strengthen(mechanism_map.at_work(scenario))
        self.bench.set(scenario)
        if rests:
            self._note(name)

    def _note(self, name: str) -> None:
        self.link.code = self._code()
        if not self._restoring:
            self.undo.record(self._state, name)

    def _more_inputs(self, key: str) -> Inputs:
        made = Inputs(
            ward_inputs.groups(self.text), ward_inputs.values_of(self.scenario), None,
            key=key, language=self.language, readout=self._readout(),
        )  # fmt: skip
        made.moved = lambda names, rests: self._moved(made, names, rests)
        self._inputs.append(made)
        return made

    def _moved(self, panel: Inputs, names: frozenset[str], rests: bool) -> None:
        values = panel.rested if rests else panel.values
        label = ward_inputs.names(self.text)[min(names)]
        self.set(ward_inputs.moved(self.scenario, values, names), label, rests=rests)

    def _switched(self, names: frozenset[str], rests: bool) -> None:
        on = self._switches[0].rested if rests else self._switches[0].values
        off = tuple(key for key, value in on.items() if not value)
        self.set(self.scenario.replace(mechanisms_off=off), " ".join(sorted(names)), rests=rests)

    def _choose_ward(self, key: str) -> None:
        ward = next(ward for ward in named_wards() if ward.key == key)
        self._lock(None)
        self.set(ward.scenario, self.text(ward.label))

    def _look(self, measure: str) -> None:
        if "chosen" in self.figures and measure in MEASURES:
            self.bench.look_at(self.figures["chosen"], View(measure, self._question(measure)))

    def _explain(self, outcome: str) -> None:
        if "ward_sensitivity" in self.figures and outcome in OUTCOMES:
            shown = ward_sensitivity.figure(self.language, outcome=outcome)
            rows = shown["datasets"]["inputs"]
            columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
            self.figures["ward_sensitivity"].feed(
                {"inputs": columns}, summary=shown["summary"], table=shown["table"], note=shown["note"]
            )

    def _try(self, name: str) -> None:
        _ = self.text
        self._lock(None)
        ward = Scenario()
        if name == "guarded":
            steps = ((_("open"), 0.3, 0.9), (_("halfway"), 0.5, 0.5), (_("guarded"), 0.9, 0.1))
            pins = [
                (label, Scenario(leadership="none", power_asymmetry=power).with_attitudes(attitudes))
                for label, power, attitudes in steps
            ]
            ward = pins[-1][1]
        elif name == "leaders":
            labels = ward_inputs.leadership_labels(_)
            pins = [(labels[kind], ward.replace(leadership=kind)) for kind in labels if kind != "none"]
        elif name == "doors":
            pins = [(_("with recruitment"), ward)]
            ward = ward.replace(mechanisms_off=("M6",))
        else:
            alone = ward.replace(leadership="none")
            with_mechanisms = alone.replace(ombudsperson=True, joint_meetings=True)
            pins = [(_("no group"), alone), (_("mechanisms only"), with_mechanisms)]
        self._put_pins(pins)
        self.set(ward, _("a thing to try"))

    # pins

    def _captured(self) -> tuple[str, Scenario]:
        return self._next_pin or (described(self.scenario, self.text), self.scenario)

    def _put_pins(self, wanted: list[tuple[str, Scenario]] | tuple[tuple[str, Scenario], ...]) -> None:
        self._restoring, before = True, self._restoring
        try:
            with self.pins.hold_sync():
                for pin in list(self.pins.pins):
                    self.pins.remove(pin["id"])
                for each in wanted:
                    self._next_pin = each
                    self.pins.pin()
        finally:
            self._next_pin = None
            self._restoring = before
        self._lay_over()

    def _pinned(self, _change: Any) -> None:
        if not self._restoring:
            self._lay_over()
            self._note(self.text("pinned wards"))

    def _lay_over(self) -> None:
        names = {pin["id"]: pin["label"] for pin in self.pins.pins}
        labels = [names[each] for each in names if each in self.pins.compared]
        self.bench.pin(list(zip(labels, self.pins.states(), strict=True)))
        self._compare()

    # what follows the ward

    def _followed(self, _ensemble: Ensemble, final: bool) -> None:
        for panel in self._inputs:
            panel.readout = self._readout()
        if final:
            self._compare()
            if self._diary is not None:
                self._diary.refresh()

    def _compare(self) -> None:
        if self._differences is None:
            return
        rows, table, summary = differences(self.bench.runs, self.text)
        columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
        self._differences.feed(
            {"differences": columns}, summary=summary, table=table, note=self._unpinned(rows)
        )

    def _unpinned(self, rows: list[dict[str, Any]]) -> str:
        return (
            ""
            if rows
            else self.text("Pin a ward first. Then change something: this chart shows what differs.")
        )

    def _readout(self) -> str:
        _, bench = self.text, self.bench
        found = bench.ensemble.outcomes()
        alive = float(bench.ensemble.values("alive")[-1].mean())
        told = _(
            "Simulated: {members} members, {alive}% of groups alive at the end; silent grievance in {silent}% of "
            "families; {conflict} open conflicts per 100 families and month; staff burnout {burnout}."
        ).format(
            members=bench.number(found["members"]["mean"]),
            alive=round(100 * alive),
            silent=round(100 * found["silent_share"]["mean"]),
            conflict=bench.number(found["open_conflict"]["mean"]),
            burnout=bench.number(found["burnout"]["mean"]),
        )
        if self._challenge is None:
            return told
        return _("Challenge: {title}.").format(title=self._challenge.title) + " " + told

    # challenges, links, files

    def _start_challenge(self, name: str) -> None:
        if name == WAY_OUT:
            self._lock(None)
            return
        challenge = load(name, self.language)
        if isinstance(challenge, Challenge):
            self._lock(challenge)
            self.set(scenario_of(challenge.start), challenge.title)

    def _lock(self, challenge: Challenge | None) -> None:
        self._challenge = challenge
        locked = set() if challenge is None else set(challenge.locked)
        if locked & set(ATTITUDES):
            locked.add(ward_inputs.ATTITUDE)
        for panel in self._inputs:
            panel.locked = sorted(locked)
            panel.readout = self._readout()
        for switches in self._switches:
            switches.locked = sorted(switches.values) if "mechanisms_off" in locked else []

    def _restore(self, state: State) -> None:
        scenario, pins = state
        self._restoring = True
        try:
            self._put_pins(pins)
            self.set(scenario, "")
        finally:
            self._restoring = False

    def _code(self) -> str:
        return "*".join(
            scenario.to_code() for scenario in (self.scenario, *(each for _l, each in self._state[1]))
        )

    def _opened(self, code: str) -> str:
        try:
            scenario, *pinned = (Scenario.from_code(part) for part in code.split("*")[:4])
        except ScenarioError as error:
            return str(error)
        self._lock(None)
        self._put_pins([(described(each, self.text), each) for each in pinned])
        self.set(scenario, self.text("a link"))
        return self.text("This page shows the ward of the link.")

    def _file(self) -> tuple[str, str]:
        self.bench.settle()
        return "ward-runs.csv", as_csv(self.bench.runs)

    def _keep(self, name: str, figure: Figure) -> Figure:
        self.figures[name] = figure
        return figure

    def _question(self, measure: str) -> str:
        _ = self.text
        asked = {
            "members": _("How many families are in the group?"),
            "silent_share": _("How many families keep a grievance to themselves?"),
            "open_conflict": _("How much open conflict could a visitor see?"),
            "resolved_share": _("How much of what families voice is resolved?"),
            "burnout": _("How burnt out are the staff?"),
            "alive": _("How many of the simulated groups are alive?"),
            "perceived_danger": _("How dangerous do staff find the group?"),
        }
        return asked.get(measure) or _("How does this go over five years: {what}?").format(
            what=_(MEASURES[measure].label).lower()
        )
