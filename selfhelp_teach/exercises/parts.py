"""The one part for every type of exercise: the page shows and keeps, marking happens here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets as t

from selfhelp_teach import __version__
from selfhelp_teach.errors import SelfHelpError
from selfhelp_teach.evidence import Status, citations_in, select
from selfhelp_teach.exercises import library, sources
from selfhelp_teach.exercises.answers import answers, checked, not_guessed
from selfhelp_teach.exercises.marking import Mark, mark, unguessed
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.prose import to_html
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.session import Session, current
from selfhelp_teach.exercises.talks.page import shown_debrief
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.translations import texts
from selfhelp_teach.exercises.types.base import Incomplete, Results
from selfhelp_teach.exercises.types.challenge import Challenge
from selfhelp_teach.exercises.types.curve import Curve
from selfhelp_teach.exercises.types.free_text import FreeText
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.records.reading import entry_or_none
from selfhelp_teach.records.schema import Entry, Record, after
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import matching_labels, number_labels, ranking_labels, sketch_labels

#: What the page of a challenge or of a drawn curve hands in: from the answer to what it is compared with.
Compare = Callable[[Any], Results]
#: The scenario as it stands on the page: fields, scenario string, seed.
Situation = Callable[[], tuple[Mapping[str, Any], str, int]]


class ExercisePart(Part):
    """One exercise on a page.

    Parameters
    ----------
    exercise
        The exercise, or its id.
    compare
        Returns what an answer is compared with, where the page must run the model for it.
    situation
        Returns the scenario on the page. A challenge's answer is this scenario.

    Attributes
    ----------
    revealed
        Whether the result has been shown; a page shows its chart when this turns true.
    path
        For conversations: the choices taken so far, so that a page can run the model along.
    """

    module = t.Unicode("exercise").tag(sync=True)
    content = t.Dict().tag(sync=True)
    revealed = t.Bool(default_value=False).tag(sync=True)
    path: t.List[Any] = t.List().tag(sync=True)

    def __init__(
        self,
        exercise: Exercise | str,
        *,
        language: str = "en",
        session: Session | None = None,
        compare: Compare | None = None,
        situation: Situation | None = None,
    ) -> None:
        if isinstance(exercise, str):
            exercise = library.exercise(exercise, language)
        self.exercise = exercise
        self.session = session if session is not None else current()
        self._compare = compare
        self._situation = situation
        self._listeners: list[Callable[[Entry], None]] = []
        super().__init__(
            key=exercise.id,
            language=language,
            labels={**exercise_labels(language), "controls": _control_labels(language)},
            content=content(exercise, language),
        )
        self.on_msg(self._receive)

    @property
    def record(self) -> Record:
        """The learner's record."""
        return self.session.record

    @property
    def answer(self) -> Any:
        """The latest answer, or for a prediction the first; None where there is none."""
        given = [
            entry
            for entry in self.record.history(self.exercise.id, "answer", "prediction", "challenge")
            if answers(entry, self.exercise)
        ]
        if not given:
            return None
        return (given[0] if self.exercise.prediction else given[-1]).value

    @property
    def cites(self) -> tuple[tuple[str, str], ...]:
        """The facts in its texts, each with the exercise after which they are shown: itself, or none."""
        written = texts(type(self.exercise), self.exercise.model_dump(mode="json"))
        before = {"prompt", "hints", "gap_prompt"}
        return tuple(
            (fact_id, "" if place[0] in before else self.exercise.id)
            for place, text in written.items()
            for fact_id, _shown in citations_in(text)
        )

    @property
    def rests_on(self) -> str:
        """What it rests on: "reported", the simulation ("assumption"), an argument, or nothing ("")."""
        invented = isinstance(self.exercise, Challenge | Conversation)
        if invented or (isinstance(self.exercise, Curve) and self.exercise.result.measure):
            return str(Status.ASSUMPTION)
        statuses = {str(fact.status) for pattern in self.exercise.source for fact in select(pattern)}
        if not statuses:
            return ""
        return str(Status.REPORTED) if Status.REPORTED in statuses else str(Status.MECHANISM)

    def on_answer(self, listener: Callable[[Entry], None]) -> None:
        """Call ``listener`` with every marked answer."""
        self._listeners.append(listener)

    def _receive(self, _widget: Any, message: Any, _buffers: Any) -> None:
        if not isinstance(message, dict) or message.get("kind") != "answer":
            return
        entry = entry_or_none(message.get("entry"))
        if entry is None or entry.exercise != self.exercise.id:
            return
        try:
            self._mark(entry, fresh=bool(message.get("fresh")))
        except SelfHelpError as error:
            sentence = error.told(self.language) if isinstance(error, Incomplete) else str(error)
            self.send({"kind": "refused", "id": entry.id, "sentence": sentence})

    def _mark(self, entry: Entry, *, fresh: bool) -> None:
        seen = {}
        if fresh and self._situation is not None:
            fields, scenario, seed = self._situation()
            seen = {"scenario": scenario, "seed": seed}
            if isinstance(self.exercise, Challenge):
                seen["value"] = dict(fields)
        value = seen.get("value", entry.value)
        results = self._compare(value) if self._compare is not None else Results()
        passed = self.exercise.prediction and not_guessed(entry)
        found = (
            unguessed(self.exercise, results)
            if passed
            else mark(self.exercise, value, results, self.language)
        )
        marked = self._revised(entry, found, seen)
        self.session.note([marked])
        told = self._said(found)
        if isinstance(self.exercise, Conversation):
            told["debrief"] = shown_debrief(
                self.exercise, checked(self.exercise, marked.value), self.language
            )
        self.send({"kind": "marked", "entry": marked.as_dict(), **told})
        for listener in self._listeners:
            listener(marked)

    def _revised(self, entry: Entry, found: Mark, seen: Mapping[str, Any]) -> Entry:
        details = dict(entry.details) | dict(found.details) | {"verdict": found.verdict}
        changes = {
            **seen,
            "score": found.score,
            "closeness": found.closeness,
            "details": details,
            "package": entry.package or __version__,
            "private": self.exercise.private,
        }
        same = all(getattr(entry, name) == value for name, value in changes.items())
        if same:
            return entry
        return Entry.model_validate(entry.model_dump() | changes | {"updated": after(entry.updated)})

    def _said(self, found: Mark) -> dict[str, Any]:
        sample = self.exercise.sample if isinstance(self.exercise, FreeText) else None
        return {
            "verdict": found.verdict,
            "closeness": found.closeness,
            "feedbackHtml": [to_html(text, self.language) for text in found.feedback],
            "sampleHtml": to_html(sample, self.language) if sample else "",
            "details": dict(found.details),
            "sources": sources.shown(self.exercise, self.language),
        }


def _control_labels(language: str) -> dict[str, dict[str, str]]:
    """Return the words of the controls in which an answer is given."""
    return {
        "matching": matching_labels(language),
        "number": number_labels(language),
        "ranking": ranking_labels(language),
        "sketch": sketch_labels(language),
    }
