"""The state behind page 05: one scenario, which every part shows, its undo, pins, link and challenge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.exercises.kinds import Challenge
from selfhelp_teach.lessons import mechanism_map, ward_inputs
from selfhelp_teach.lessons.bench import Bench
from selfhelp_teach.lessons.comparing import differences
from selfhelp_teach.lessons.ward_lesson import WardLesson
from selfhelp_teach.lessons.ward_words import described, readout
from selfhelp_teach.model import ATTITUDES, Ensemble, Scenario
from selfhelp_teach.widgets import CausalMap, Figure, History, PinTray
from selfhelp_teach.widgets.address import Address
from selfhelp_teach.widgets.event_log import EventLog
from selfhelp_teach.widgets.inputs import Inputs

#: What undo and links hold: the scenario, and the pinned runs by label.
Pins = Sequence[tuple[str, Scenario]]
State = tuple[Scenario, tuple[tuple[str, Scenario], ...]]


class WardDesk(WardLesson):
    """One scenario on a page. Whatever sets it goes through :meth:`set`, and every part follows."""

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

    @property
    def _state(self) -> State:
        return self.scenario, tuple((run.label, run.ensemble.scenario) for run in self.bench.pinned)

    def set(self, scenario: Scenario, name: str, *, rests: bool = True) -> None:
        """Put a scenario on the page; ``name`` says what was done, for undo."""
        self.scenario = scenario
        if rests:  # first: who copies the link of a ward that the inputs show must get that ward
            self._note(name)
        for panel in self._inputs:
            panel.put(ward_inputs.values_of(scenario), rests=rests)
        for switches in self._switches:
            switches.put(ward_inputs.mechanism_values(scenario), rests=rests)
        for drawn in self._maps:
            drawn.strengthen(mechanism_map.at_work(scenario))
        self.bench.set(scenario)

    def _note(self, name: str) -> None:
        self.link.code = self._code()
        if not self._restoring:
            self.undo.record(self._state, name)

    def _moved(self, panel: Inputs, names: frozenset[str], rests: bool) -> None:
        values = panel.values
        label = ward_inputs.names(self.text)[min(names)]
        self.set(ward_inputs.moved(self.scenario, values, names), label, rests=rests)

    def _switched(self, names: frozenset[str], rests: bool) -> None:
        off = tuple(key for key, value in self._switches[0].values.items() if not value)
        self.set(self.scenario.replace(mechanisms_off=off), " ".join(sorted(names)), rests=rests)

    # pins

    def _captured(self) -> tuple[str, Scenario]:
        return self._next_pin or (described(self.scenario, self.bench.number, self.text), self.scenario)

    def _put_pins(self, wanted: Pins) -> None:
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
        title = "" if self._challenge is None else self._challenge.title
        return readout(self.bench.ensemble, self.bench.number, title, self.text)

    # challenges, links, files

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
        self._put_pins([(described(each, self.bench.number, self.text), each) for each in pinned])
        self.set(scenario, self.text("a link"))
        return self.text("This page shows the ward of the link.")
