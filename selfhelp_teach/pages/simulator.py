"""Page 05: the whole ward in the learner's hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.exercises.library import exercise as load
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.types.challenge import Challenge
from selfhelp_teach.model import Ensemble, Scenario
from selfhelp_teach.pages import simulator_challenges, ward_inputs, ward_presets
from selfhelp_teach.pages.controller import Together
from selfhelp_teach.pages.exercise_runs import challenged
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.runs import RUNS, SEED, Ward
from selfhelp_teach.pages.simulator_challenges import CHALLENGES
from selfhelp_teach.pages.simulator_state import Simulated, wards_of
from selfhelp_teach.pages.simulator_views import SimulatorViews
from selfhelp_teach.pages.ward_words import described, near, tab_words
from selfhelp_teach.widgets import Panel, Part, Pins, Presets
from selfhelp_teach.widgets.address import Address
from selfhelp_teach.widgets.tabs import Tabs

CHARTS = ("members", "silent_share", "open_conflict", "burnout")
STUDIED = ("leadership_life", "disbanding", "leaders_compared", "through_whom")
"""What studies report of who leads, beside what the model makes of it."""
SMALL_CHART = 104  # pixels: the plot of a chart of the workbench
GUARDED = Scenario(power_asymmetry=0.9).with_attitudes(0.1)
"""The ward that the predictions of the page ask about, with a shared group and without one."""


def _tells(asked: Scenario) -> Callable[[Simulated], bool]:
    """Return whether a state runs a ward like the one asked about, on the page or pinned."""
    return lambda state: any(near(ward, asked) for ward in state.scenarios)


class Simulator(SimulatorViews):
    """The parts of page 05, in the order of the notebook."""

    page: ClassVar[str] = simulator_challenges.PAGE
    asks: ClassVar[Any] = {
        "p05-predict-the-quiet": _tells(GUARDED.replace(leadership="none")),
        "p05-draw-the-members": _tells(GUARDED),
    }

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state = PageState(Simulated(), self._steps, waits=self.waits, key="05-undo", language=language)
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
        rail = (self.inputs(), self.pins(), self.history(), self.link)
        charts = [self.runs(measure) for measure in CHARTS]
        for chart in charts:
            chart.set_params(height=SMALL_CHART)
        picture = self.ward()
        for area, parts in (("rail", rail), ("picture", (picture,)), ("chart", charts)):
            for part in parts:
                part.area = area
        cards = [self.exercise(name) for name in (*challenges, *simulator_challenges.own())]
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
            "challenges": (self.challenges(), simulator_challenges.goals(self.state, self.language), *cards),
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

    def inputs(self) -> Panel:
        """Return all inputs, the advanced ones folded."""

        def moved(state: Simulated, values: Mapping[str, Any]) -> Simulated:
            return replace(state, scenario=ward_inputs.moved(state.scenario, values))

        panel = self.state.panel(
            ward_inputs.groups(self.text),
            lambda state: ward_inputs.values_of(state.scenario),
            moved,
            key="05-inputs",
        )
        self.state.follow(lambda state: panel.set_trait("locked", sorted(simulator_challenges.locked(state))))
        return panel

    def mechanisms(self) -> Panel:
        """Return a switch for each mechanism of the model."""

        def moved(state: Simulated, values: Mapping[str, Any]) -> Simulated:
            on = {**ward_inputs.mechanism_values(state.scenario), **values}
            off = tuple(name for name, value in on.items() if not value)
            return replace(state, scenario=state.scenario.replace(mechanisms_off=off))

        panel = self.state.panel(
            ward_inputs.mechanism_groups(self.text),
            lambda state: ward_inputs.mechanism_values(state.scenario),
            moved,
            step=lambda values: " ".join(sorted(values)),
            key="05-mechanisms",
        )
        self.state.follow(
            lambda state: panel.set_trait(
                "locked",
                sorted(panel.values) if "mechanisms_off" in simulator_challenges.locked(state) else [],
            )
        )
        return panel

    def wards(self) -> Part:
        """Return a button for each named ward."""
        wards = ward_presets.buttons(ward_presets.named_wards(), self.text)

        def put(name: str) -> None:
            state = replace(self.state.now, scenario=wards[name].sets, challenge="")
            self.state.change(state, wards[name].label)

        return self.presets(wards, put, "05-wards", self.text("Named wards"))

    def tries(self) -> Part:
        """Return the things to try, one click each."""
        return self.presets(ward_presets.tries(Scenario(), self.text), self._try, "05-tries")

    def challenges(self) -> Part:
        """Return a button for each challenge, and one to leave it."""
        return Presets(
            simulator_challenges.offered(self.language), self._start_challenge,
            key="05-challenges", language=self.language,
            label=self.text("Start a challenge: it sets the ward and fixes some inputs"),
        )  # fmt: skip

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
        pins, ward = ward_presets.tries(self.state.now.scenario, self.text)[name].sets
        state = replace(self.state.now.pinned(pins), scenario=ward, challenge="")
        self.state.change(state, self.text("a thing to try"))

    def _start_challenge(self, name: str) -> None:
        state = simulator_challenges.started(self.state.now, name)
        challenge = simulator_challenges.under_way(state, self.language)
        self.state.change(state, self.text("Leave the challenge") if challenge is None else challenge.title)

    def _opened(self, code: str) -> str:
        try:
            scenario, *others = wards_of(code)
        except ScenarioError as error:
            return str(error)
        named = code.partition("~")[2]
        challenge = named if named in (*CHALLENGES, *simulator_challenges.own()) else ""
        opened = Simulated(scenario, challenge=challenge).pinned(
            (described(each, self.language), each) for each in others
        )
        self.state.change(opened, self.text("a link"))
        return self.text("This page shows the ward of the link.")

    # runs

    def _steps(self, state: Simulated) -> Iterator[dict[str, Ensemble]]:
        pinned = {pin.letter: Ward(pin.scenario) for pin in state.pins}
        return RUNS.grow({"now": Ward(state.scenario), **pinned})

    def _situation(self) -> tuple[Mapping[str, Any], str, int]:
        scenario = self.state.now.scenario
        return scenario.as_dict(), scenario.to_code(), SEED
