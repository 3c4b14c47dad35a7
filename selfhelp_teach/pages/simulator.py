"""Page 05: the whole ward in the learner's hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from selfhelp_teach.charts import ward_sensitivity
from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.exercises.goals import fraction, told
from selfhelp_teach.exercises.library import exercise as load
from selfhelp_teach.exercises.library import instructor_exercises
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.types.challenge import Challenge
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.model import ATTITUDES, MEASURES, OUTCOMES, Ensemble, Scenario
from selfhelp_teach.pages import mechanism_map, ward_inputs, ward_presets
from selfhelp_teach.pages.comparing import compared
from selfhelp_teach.pages.controller import Together
from selfhelp_teach.pages.exercise_runs import challenged, standing
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.run_export import as_csv
from selfhelp_teach.pages.runs import RUNS, SEED, Ward
from selfhelp_teach.pages.simulator_state import Simulated, wards_of
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.pages.ward_views import Line, View, shown
from selfhelp_teach.pages.ward_words import described, near, question, tab_words
from selfhelp_teach.widgets import Choice, Compared, Figure, Panel, Part, Pins, Presets
from selfhelp_teach.widgets.address import Address
from selfhelp_teach.widgets.download import Download
from selfhelp_teach.widgets.event_log import EventLog
from selfhelp_teach.widgets.goals import Goals
from selfhelp_teach.widgets.tabs import Tabs
from selfhelp_teach.widgets.ward import Ward as WardPicture

Run = Mapping[str, Ensemble]

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
CHARTS = ("members", "silent_share", "open_conflict", "burnout")
STUDIED = ("leadership_life", "disbanding", "leaders_compared", "through_whom")
"""What studies report of who leads, beside what the model makes of it."""
SMALL_CHART = 104  # pixels: the plot of a chart of the workbench
MONTH = "05-month"  # the group of views that share the month
GUARDED = Scenario(power_asymmetry=0.9).with_attitudes(0.1)
"""The ward that the predictions of the page ask about, with a shared group and without one."""


def _tells(asked: Scenario) -> Callable[[Simulated], bool]:
    """Return whether a state runs a ward like the one asked about, on the page or pinned."""
    return lambda state: any(near(ward, asked) for ward in state.scenarios)


class Simulator(WardPageController):
    """The parts of page 05, in the order of the notebook."""

    page: ClassVar[str] = "05"
    asks: ClassVar[Any] = {
        "p05-predict-the-quiet": _tells(GUARDED.replace(leadership="none")),
        "p05-draw-the-members": _tells(GUARDED),
    }

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[Simulated, Run] = PageState(
            Simulated(), self._steps, waits=self.waits, key="05-undo", language=language
        )
        self.link = Address(self._opened, key="05-link", language=language)
        self.state.follow(lambda state: self.link.set_trait("code", state.code))

    def workbench(self, *challenges: str) -> Together:
        """Return the whole page in one view: rail, ward, four charts, and what more there is under tabs.

        Parameters
        ----------
        challenges
            Ids of the exercises that are checked on this ward; the one under way is shown.
        """
        _ = self.text
        rail = (self.inputs(), self.pins(), self.history(), self.address())
        charts = [self.runs(measure) for measure in CHARTS]
        for chart in charts:
            chart.set_params(height=SMALL_CHART)
        picture = self.ward()
        for area, parts in (("rail", rail), ("picture", (picture,)), ("chart", charts)):
            for part in parts:
                part.area = area
        cards = [self.exercise(name) for name in (*challenges, *self._own())]
        under: dict[str, Sequence[Part]] = {
            "compare": (self.differences(), self.any_measure(), self.chosen(), self.download()),
            "wards": (self.wards(), self.tries()),
            "mechanisms": (
                self.mechanisms(),
                self.runs("alive"),
                self.runs("resolved_share"),
                self.causal_map(),
            ),
            "matters": (self.outcome(), self.sensitivity()),
            "diary": (self.diary(),),
            "challenges": (self.challenges(), self.goals(), *cards),
            "evidence": tuple(self.figure(name) for name in STUDIED),
        }
        tabs = Tabs(tab_words(_), under, label=_("More of this ward"), key="05-tabs", language=self.language)
        self.state.follow(
            lambda state: tabs.set_trait(
                "away", [card.key for card in cards if card.exercise.id != state.challenge]
            )
        )
        return self.together(
            *rail, picture, *charts, tabs, *(part for parts in under.values() for part in parts)
        )

    # parts: what changes the state

    def history(self) -> Part:
        """Return undo and redo."""
        return self.state.history

    def inputs(self) -> Panel:
        """Return all inputs, the advanced ones folded."""
        names = ward_inputs.names(self.text)

        def moved(values: Mapping[str, Any], rests: bool) -> None:
            scenario = ward_inputs.moved(self.state.now.scenario, values)
            self._put(scenario, names[min(values)], rests=rests)

        panel = Panel(
            ward_inputs.groups(self.text), ward_inputs.values_of(Scenario()), moved,
            key="05-inputs", language=self.language,
        )  # fmt: skip
        self.state.follow(lambda state: panel.set_trait("locked", sorted(self._locked(state))))
        return self.state.panel(panel, lambda state: ward_inputs.values_of(state.scenario))

    challenge_inputs = inputs

    def mechanisms(self) -> Panel:
        """Return a switch for each mechanism of the model."""

        def moved(values: Mapping[str, Any], rests: bool) -> None:
            on = {**ward_inputs.mechanism_values(self.state.now.scenario), **values}
            off = tuple(name for name, value in on.items() if not value)
            self._put(
                self.state.now.scenario.replace(mechanisms_off=off), " ".join(sorted(values)), rests=rests
            )

        panel = Panel(
            ward_inputs.mechanism_groups(self.text), ward_inputs.mechanism_values(Scenario()), moved,
            key="05-mechanisms", language=self.language,
        )  # fmt: skip
        self.state.follow(
            lambda state: panel.set_trait(
                "locked", sorted(panel.values) if "mechanisms_off" in self._locked(state) else []
            )
        )
        return self.state.panel(panel, lambda state: ward_inputs.mechanism_values(state.scenario))

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

    def challenges(self) -> Part:
        """Return a button for each challenge, and one to leave it."""
        names = (*CHALLENGES, *self._own())
        options = [{"value": name, "label": load(name, self.language).title} for name in names]
        options.append({"value": WAY_OUT, "label": self.text("Leave the challenge")})
        return Presets(
            options, self._start_challenge, key="05-challenges", language=self.language,
            label=self.text("Start a challenge: it sets the ward and fixes some inputs"),
        )  # fmt: skip

    def _own(self) -> list[str]:
        """Return the challenges of an instructor's folder; a person may name anything there, so only those count."""
        return [name for name in instructor_exercises(self.page) if isinstance(load(name), Challenge)]

    def goals(self) -> Goals:
        """Return the goals of the challenge under way, as they stand on the ward on the page."""
        _ = self.text
        gauges = Goals(key="05-goals", language=self.language)

        def show(state: Simulated, run: Run, note: str) -> None:
            challenge = load(state.challenge, self.language) if state.challenge else None
            if not isinstance(challenge, Challenge):
                note = note or _(
                    "Choose a challenge. Its goals stand here and move while you change the ward."
                )
            found = [] if note or not isinstance(challenge, Challenge) else standing(challenge, run["now"])
            with gauges.hold_sync():
                gauges.title = challenge.title if isinstance(challenge, Challenge) else ""
                gauges.goals = [
                    {
                        "text": goal.text,
                        "value": told(goal, at.value, self.language),
                        "fraction": round(fraction(goal, at.value), 3),
                        "reached": at.reached,
                    }
                    for goal, at in found
                ]
                gauges.note = note

        self.state.view(gauges, show)
        return gauges

    def pins(self) -> Pins:
        """Return the pinned wards, with buttons to pin and to let go."""
        pins = Pins(self._pin, key="05-pins", language=self.language, label=self.text("Pinned wards"))

        def show(state: Simulated) -> None:
            with pins.hold_sync():
                pins.next = state.letter
                pins.pins = [
                    {"letter": pin.letter, "label": pin.label, "tone": pin.scenario.leadership}
                    for pin in state.pins
                ]

        self.state.follow(show)
        return pins

    def address(self) -> Part:
        """Return the button that copies a link to this ward."""
        return self.link

    # parts: what follows it

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
        return self._drawn(measure, f"05-{measure}")

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
        self._chosen = View(MORE_MEASURES[0], question(MORE_MEASURES[0], self.text))
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
        self.state.follow(lambda state: made.strengthen(mechanism_map.at_work(state.scenario)))
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

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; challenges are checked on the ward of this page."""
        exercise = load(exercise_id, self.language)
        if isinstance(exercise, Challenge):
            wiring = {
                "compare": lambda fields: challenged(exercise, fields),
                "situation": self._situation,
                **wiring,
            }
        return super().exercise(exercise_id, **wiring)

    # change

    def _put(self, scenario: Scenario, name: str, *, rests: bool = True) -> None:
        self.state.change(replace(self.state.now, scenario=scenario), name, rests=rests)

    def _pin(self, what: str, letter: str) -> None:
        state, _ = self.state.now, self.text
        if what == "pin" and state.letter:
            here = state.scenario
            self.state.change(state.pinned([(described(here, self.language), here)]), _("pinned wards"))
        elif what == "remove":
            self.state.change(state.without(letter), _("pinned wards"))
        elif what == "all":
            self._try("leaders")

    def _try(self, name: str) -> None:
        pins, ward = ward_presets.tried(name, self.state.now.scenario, self.text)
        state = replace(self.state.now.pinned(pins), scenario=ward, challenge="")
        self.state.change(state, self.text("a thing to try"))

    def _look_at(self, ward: int) -> None:
        if 1 <= ward <= DIARY_WARDS:
            self.state.change(replace(self.state.now, looked_at=ward), self.text("another single ward"))

    def _choose_ward(self, key: str) -> None:
        ward = next(ward for ward in ward_presets.named_wards() if ward.key == key)
        self.state.change(
            replace(self.state.now, scenario=ward.scenario, challenge=""), self.text(ward.label)
        )

    def _start_challenge(self, name: str) -> None:
        challenge = None if name == WAY_OUT else load(name, self.language)
        if isinstance(challenge, Challenge):
            scenario = scenario_of(challenge.start)
            self.state.change(replace(self.state.now, scenario=scenario, challenge=name), challenge.title)
        else:
            self.state.change(replace(self.state.now, challenge=""), self.text("Leave the challenge"))

    def _opened(self, code: str) -> str:
        try:
            scenario, *others = wards_of(code)
        except ScenarioError as error:
            return str(error)
        named = code.partition("~")[2]
        challenge = named if named in (*CHALLENGES, *self._own()) else ""
        opened = Simulated(scenario, challenge=challenge).pinned(
            (described(each, self.language), each) for each in others
        )
        self.state.change(opened, self.text("a link"))
        return self.text("This page shows the ward of the link.")

    # runs

    def _steps(self, state: Simulated) -> Iterator[dict[str, Ensemble]]:
        pinned = {pin.letter: Ward(pin.scenario) for pin in state.pins}
        yield from RUNS.grow({"now": Ward(state.scenario), **pinned})

    # views

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

    def _drawn(self, measure: str, key: str) -> Figure:
        made = self.months(View(measure, question(measure, self.text)), key, self.lines)
        self.figures[measure] = made
        return made

    def _look(self, measure: str) -> None:
        if "chosen" not in self.figures or measure not in MEASURES:
            return
        self._chosen = View(measure, question(measure, self.text))
        self.reframe(self.figures["chosen"], self._chosen)
        self.state.look_again()

    def _explain(self, outcome: str) -> None:
        if "ward_sensitivity" in self.figures and outcome in OUTCOMES:
            told = ward_sensitivity.figure(self.language, outcome=outcome)
            rows = told["datasets"]["inputs"]
            columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
            self.figures["ward_sensitivity"].feed(
                {"inputs": columns}, summary=told["summary"], table=told["table"], note=""
            )

    def _locked(self, state: Simulated) -> set[str]:
        """Return the inputs that the challenge under way keeps fixed."""
        challenge = load(state.challenge, self.language) if state.challenge else None
        locked = set(challenge.locked) if isinstance(challenge, Challenge) else set()
        return locked | ({ward_inputs.ATTITUDE} if locked & set(ATTITUDES) else set())

    def _situation(self) -> tuple[Mapping[str, Any], str, int]:
        scenario = self.state.now.scenario
        return scenario.as_dict(), scenario.to_code(), SEED

    def _file(self) -> tuple[str, str]:
        state = self.state.now
        wards = {**{pin.letter: pin.scenario for pin in state.pins}, "now": state.scenario}
        full = {slot: RUNS.full(Ward(scenario)) for slot, scenario in wards.items()}
        return "ward-runs.csv", as_csv(self.lines(state, full), self.language)
