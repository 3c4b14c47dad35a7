"""Page 06: conversations, and the bridge from what was said to the ward's long run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

import numpy as np

from selfhelp_teach.charts import conversation_paths
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.library import exercise
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.session import current
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.types.base import Results
from selfhelp_teach.exercises.types.curve import Curve
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.model import Ensemble, Scenario
from selfhelp_teach.pages.conversation_scenarios import SEED, ConversationState, ensembles
from selfhelp_teach.pages.page_state import PageState, Try
from selfhelp_teach.pages.runs import RUNS, Ward
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.pages.ward_words import near
from selfhelp_teach.widgets import Choice, Part, Slider

CONVERSATIONS = (
    "p06-talk-the-line",
    "p06-talk-the-scan",
    "p06-talk-the-drops",
    "p06-talk-the-tuesday",
    "p06-talk-the-letter",
    "p06-talk-the-guest",
    "p06-talk-the-notebook",
    "p06-talk-the-desk",
    "p06-talk-the-key",
    "p06-talk-the-news",
    "p06-talk-the-interpreter",
    "p06-talk-the-choice",
)
DRAWN = "p06-draw-grievance"
LONGEST = 90  # letters of a line quoted in the list of turning points

# Paths that a click on Try lays out; a test walks each of them to its ending.
TRIES: dict[str, ConversationState] = {
    "silence": ConversationState("p06-talk-the-line", ("swallow", "all-fine"), at=0),
    "repair": ConversationState(
        "p06-talk-the-line", ("sharp", "repair", "reflect", "ask-want", "my-wish", "agree", "dates"), at=1
    ),
    "letter": ConversationState("p06-talk-the-letter", ("programme", "home", "rules"), at=0),
    "once": ConversationState(
        "p06-talk-the-scan",
        ("sit", "mirror", "ask", "tell-mine", "both", "fallback", "agenda"),
        at=0,
        habit=0.0,
    ),
}


class Conversations(WardPageController):
    """Conversations and what became of the ward. Its state is what the bridge draws."""

    page: ClassVar[str] = "06"
    asks: ClassVar[Any] = {
        DRAWN: lambda talk: any(near(ward, _asked()) for ward in talk.scenarios().values())
    }

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[ConversationState, dict[str, Ensemble]] = PageState(
            ConversationState(CONVERSATIONS[0]),
            ensembles,
            waits=self.waits,
            key="06-history",
            language=language,
        )
        current().on_forgotten(self.state.history.begin_again)

    @property
    def talk(self) -> ConversationState:
        """What the bridge draws now."""
        return self.state.now

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; conversations tell the bridge what is said, drawn curves are run."""
        if exercise_id == DRAWN:
            wiring.setdefault("compare", lambda _value: _measured())
        part = super().exercise(exercise_id, **wiring)
        if not isinstance(part.exercise, Conversation):
            return part
        part.observe(lambda change: self._said(exercise_id, change["new"]), "path")
        part.on_answer(lambda entry: self._remembered(exercise_id, entry.value))
        # So that a line which undo took back, or another talk put away, is news when it is said again.
        self.state.follow(lambda _talk: part.set_trait("path", list(self._path(exercise_id))))
        return part

    def habit(self) -> Part:
        """Return the one lever: how far talks like this become the ward's habit."""
        _ = self.text
        habit = Slider(
            _("How far do talks like this one become the ward's habit?"),
            value=100,
            default=100,
            min=0,
            max=100,
            step=5,
            unit="%",
            ends=(_("only this once"), _("all talks")),
            status="assumption",
            key="06-habit",
            language=self.language,
        )
        self.state.follow(lambda talk: habit.set_trait("value", round(talk.habit * 100)))
        habit.observe(lambda change: self._moved(change["new"]), "value")
        habit.observe(lambda _change: self.state.change(self.talk, _("another habit")), "rested")
        return habit

    def turning(self) -> Part:
        """Return the choice of the turn at which the path not taken leaves."""
        _ = self.text
        turning = Choice(
            _("Where does the path not taken leave?"), [], key="06-turning", language=self.language
        )
        self.state.follow(lambda talk: self._offer(turning, talk))
        turning.observe(lambda change: self._turned(change["new"]), "value")
        return turning

    def tries(self) -> Part:
        """Return the conversations laid out in one click."""
        _ = self.text
        tries = {
            "silence": Try(_("The father who says that all is fine"), TRIES["silence"]),
            "repair": Try(_("A sharp word, and a repair"), TRIES["repair"]),
            "letter": Try(_("The letter that is put off for months"), TRIES["letter"]),
            "once": Try(_("One good talk that stays the only one"), TRIES["once"]),
        }
        return self.presets(tries, lambda name: self._set(tries[name].sets), "06-tries")

    def path(self, measure: str, place: str = "") -> Part:
        """Return the chart of the paths, of ``silent`` grievance or of ``open`` conflict.

        Parameters
        ----------
        measure
            ``silent`` or ``open``.
        place
            A name for a second view of the same chart further down the page.
        """
        name = f"{measure}-{place}" if place else measure

        def drawn(talk: ConversationState, runs: dict[str, Ensemble]) -> dict[str, Any]:
            told = conversation_paths.shown(self.language, measure, runs)
            return {**told, "summary": f"{self._story(talk)} {told['summary']}".strip()}

        self.figures[name] = self.drawn(
            "conversation_paths", drawn, key=f"{self.page}-{name}", measure=measure
        )
        return self.figures[name]

    # change

    def _set(self, talk: ConversationState) -> None:
        self.state.change(talk, self._name(talk))

    def _path(self, exercise_id: str) -> tuple[str, ...]:
        """Return what of a talk is on the bridge: nothing, while another is."""
        return self.talk.path if self.talk.exercise == exercise_id else ()

    def _said(self, exercise_id: str, path: list[str]) -> None:
        if tuple(path) != self._path(exercise_id):
            self._set(ConversationState(exercise_id, tuple(path), None, self.talk.habit))

    def _remembered(self, exercise_id: str, path: Any) -> None:
        """Take up a talk kept from an earlier visit, where none has been held on this one."""
        if not self.talk.path and isinstance(path, list):
            self._said(exercise_id, path)

    def _turned(self, at: Any) -> None:
        if isinstance(at, int) and at >= 0 and self.talk.path and at != self.talk.turn():
            self._set(replace(self.talk, at=at))

    def _moved(self, percent: Any) -> None:
        if isinstance(percent, int | float):
            self.state.change(replace(self.talk, habit=percent / 100), rests=False)

    # words

    def _offer(self, turning: Choice, talk: ConversationState) -> None:
        """List the turns of the path as places where another line might have been said."""
        _ = self.text
        turns = talk.said(self.language)
        options = [
            {"value": index, "label": _("Instead of “{line}”").format(line=_shortened(turn.text))}
            for index, turn in enumerate(turns)
        ]
        turning.options = {
            **turning.options,
            "description": self._name(talk) if turns else _("Say something in a conversation first."),
            "options": options,
        }
        turning.value = talk.turn() if turns else None

    def _name(self, talk: ConversationState) -> str:
        return talk.conversation(self.language).title

    def _story(self, talk: ConversationState) -> str:
        """Return in words which lines part the two paths."""
        turns = talk.said(self.language)
        if not turns:
            return ""
        at = talk.turn()
        other = talk.unsaid(self.language)
        if len(other) <= at:
            return ""
        return self.text("{title}. You said: “{said}” Not taken: “{unsaid}”").format(
            title=self._name(talk), said=turns[at].text, unsaid=other[at].text
        )


def _drawn() -> Curve:
    drawn = exercise(DRAWN)
    if not isinstance(drawn, Curve) or drawn.result.measure is None:
        raise InputError(f"The exercise {drawn.id!r} draws no measure of the model. Give its result one.")
    return drawn


def _asked() -> Scenario:
    """Return the ward whose curve is to be drawn."""
    return scenario_of(_drawn().result.scenario)


def _measured() -> Results:
    """Run what a drawn curve is laid beside; shares are drawn in percent."""
    values = RUNS.full(Ward(_asked(), seed=SEED)).values(str(_drawn().result.measure))
    middle = np.median(values, axis=1) * 100
    return Results(points=tuple((float(month), float(at)) for month, at in enumerate(middle, start=1)))


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rsplit(' ', 1)[0]} …"
