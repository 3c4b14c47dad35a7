"""Page 06: conversations, and the bridge from what was said to the ward's long run."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from selfhelp_teach.charts import conversation_paths
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.kinds import Curve
from selfhelp_teach.exercises.library import exercise
from selfhelp_teach.exercises.marking import Results
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.lessons.bridge import SEED, Talk, answers
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.model import Ensemble, Scenario, simulate
from selfhelp_teach.widgets import Choice, Figure, History, Latest, Part, Presets, Slider

CONVERSATIONS = (
    "p06-talk-the-line",
    "p06-talk-the-scan",
    "p06-talk-the-drops",
    "p06-talk-the-tuesday",
    "p06-talk-the-letter",
    "p06-talk-the-guest",
)
DRAWN = "p06-draw-grievance"
REPLICATES = 100
LONGEST = 90  # letters of a line quoted in the list of turning points

# Paths that a click on Try lays out; a test walks each of them to its ending.
TRIES: dict[str, Talk] = {
    "silence": Talk("p06-talk-the-line", ("swallow", "all-fine"), at=0),
    "repair": Talk(
        "p06-talk-the-line",
        ("sharp", "repair", "reflect", "ask-want", "my-wish", "agree", "dates"),
        at=1,
    ),
    "letter": Talk("p06-talk-the-letter", ("programme", "home", "rules"), at=0),
    "once": Talk(
        "p06-talk-the-scan",
        ("sit", "mirror", "ask", "tell-mine", "both", "fallback", "agenda"),
        at=0,
        habit=0.0,
    ),
}


class Conversations(Lesson):
    """Six conversations and what became of the ward."""

    page: ClassVar[str] = "06"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._talk = Talk(CONVERSATIONS[0])
        self._writing = False
        self._turning: Choice | None = None
        self._habit: Slider | None = None
        self._latest: Latest[Talk, dict[str, Ensemble]] = Latest(
            answers, self._show, self._fail, language=language
        )
        self._history = History(
            self._restore, start=self._talk, key="06-history", language=language, limit=50
        )

    @property
    def talk(self) -> Talk:
        """What the bridge draws now."""
        return self._talk

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; conversations tell the bridge what is said, drawn curves are run."""
        if exercise_id == DRAWN:
            wiring.setdefault("compare", lambda _value: _measured(exercise(DRAWN)))
        part = super().exercise(exercise_id, **wiring)
        if exercise_id not in CONVERSATIONS:
            return part
        part.observe(lambda change: self._said(exercise_id, change["new"]), "path")
        part.on_answer(lambda entry: self._remembered(exercise_id, entry.value))
        return part

    def history(self) -> Part:
        """Return the buttons that undo and redo what the bridge was set to."""
        return self._history

    def habit(self) -> Part:
        """Return the one lever: how far talks like this become the ward's habit."""
        _ = self.text
        self._habit = Slider(
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
        self._habit.observe(lambda change: self._moved(change["new"]), "value")
        self._habit.observe(lambda _change: self._record(_("another habit")), "rested")
        return self._habit

    def turning(self) -> Part:
        """Return the choice of the turn at which the path not taken leaves."""
        _ = self.text
        self._turning = Choice(
            _("Where does the path not taken leave?"),
            [],
            description=_("Say something in a conversation first."),
            key="06-turning",
            language=self.language,
        )
        self._turning.observe(lambda change: self._turned(change["new"]), "value")
        self._offer()
        return self._turning

    def tries(self) -> Part:
        """Return the conversations laid out in one click."""
        _ = self.text
        options = [
            {"value": "silence", "label": _("The father who says that all is fine")},
            {"value": "repair", "label": _("A sharp word, and a repair")},
            {"value": "letter", "label": _("The letter that is put off for months")},
            {"value": "once", "label": _("One good talk that stays the only one")},
        ]
        return Presets(
            options,
            lambda name: self._set(TRIES[name]),
            label=_("Try"),
            key="06-tries",
            language=self.language,
        )

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
        made = Figure(key=f"{self.page}-{name}", language=self.language, **self._traits(measure))
        self.figures[name] = made
        return made

    def _traits(self, measure: str) -> dict[str, Any]:
        from selfhelp_teach import charts  # noqa: PLC0415

        runs = next(iter(answers(self._talk)))
        traits = conversation_paths.figure(self.language, measure=measure, runs=runs)
        return {"spec": charts.compiled("conversation_paths", self.language), **traits}

    def _said(self, exercise_id: str, path: list[str]) -> None:
        self._set(Talk(exercise_id, tuple(path), None, self._talk.habit))

    def _remembered(self, exercise_id: str, path: Any) -> None:
        """Take up a talk kept from an earlier visit, where none has been held on this one."""
        if not self._talk.path and isinstance(path, list):
            self._said(exercise_id, path)

    def _turned(self, at: Any) -> None:
        if not self._writing and isinstance(at, int) and at >= 0:
            self._set(Talk(self._talk.exercise, self._talk.path, at, self._talk.habit))

    def _moved(self, percent: Any) -> None:
        if not self._writing and isinstance(percent, int | float):
            self._talk = Talk(self._talk.exercise, self._talk.path, self._talk.at, percent / 100)
            self._latest.ask(self._talk)

    def _set(self, talk: Talk) -> None:
        self._restore(talk)
        self._record(self._name(talk))

    def _record(self, name: str) -> None:
        self._history.record(self._talk, name)

    def _restore(self, talk: Talk) -> None:
        """Put a talk on the page: the lever, the turning points, and the charts."""
        self._talk = talk
        self._writing = True
        try:
            if self._habit is not None:
                self._habit.value = round(talk.habit * 100)
            self._offer()
        finally:
            self._writing = False
        self._latest.ask(talk)

    def _offer(self) -> None:
        """List the turns of the path as places where another line might have been said."""
        if self._turning is None:
            return
        _ = self.text
        turns = self._talk.said(self.language)
        options = [
            {"value": index, "label": _("Instead of “{line}”").format(line=_shortened(turn.choice.text))}
            for index, turn in enumerate(turns)
        ]
        self._turning.options = {
            **self._turning.options,
            "description": self._name(self._talk) if turns else _("Say something in a conversation first."),
            "options": options,
        }
        self._turning.value = self._talk.turn() if turns else None

    def _name(self, talk: Talk) -> str:
        return talk.conversation(self.language).title

    def _show(self, runs: dict[str, Ensemble], _final: bool) -> None:
        for name, shown in self.figures.items():
            measure = name.partition("-")[0]
            shown.feed(
                {
                    "paths": conversation_paths.columns(runs, measure, self.language),
                    **_as_columns(conversation_paths.words(self.language)),
                },
                summary=" ".join(
                    [self._story(), conversation_paths.summary(runs, measure, self.language)]
                ).strip(),
                table=conversation_paths.table(runs, measure, self.language),
            )

    def _fail(self, sentence: str) -> None:
        for shown in self.figures.values():
            shown.fail(sentence)

    def _story(self) -> str:
        """Return in words which lines part the two paths."""
        turns = self._talk.said(self.language)
        if not turns:
            return ""
        at = self._talk.turn()
        other = self._talk.unsaid(self.language)
        if len(other) <= at:
            return ""
        return self.text("{title}. You said: “{said}” Not taken: “{unsaid}”").format(
            title=self._name(self._talk), said=turns[at].choice.text, unsaid=other[at].choice.text
        )


def _measured(drawn: Exercise) -> Results:
    """Run what a drawn curve is laid beside; shares are drawn in percent."""
    if not isinstance(drawn, Curve) or drawn.result.measure is None:
        raise InputError(f"The exercise {drawn.id!r} draws no measure of the model. Give its result one.")
    run = simulate(Scenario.from_dict(drawn.result.scenario), replicates=REPLICATES, seed=SEED)
    middle = np.median(run.values(drawn.result.measure), axis=1) * 100
    return Results(points=tuple((float(month), float(at)) for month, at in enumerate(middle, start=1)))


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rsplit(' ', 1)[0]} …"


def _as_columns(rows: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, list[Any]]]:
    return {
        name: {field: [row[field] for row in found] for field in found[0]} for name, found in rows.items()
    }
