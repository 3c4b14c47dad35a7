"""What stands in a portfolio: everything worth telling of a record, in plain text and in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from selfhelp_teach import __version__
from selfhelp_teach.exercises import marking
from selfhelp_teach.exercises.portfolio.items import Item, items_of, known, written
from selfhelp_teach.exercises.schema import PAGES, Exercise, competencies
from selfhelp_teach.exercises.wording import printable
from selfhelp_teach.records.schema import Entry, Record, now
from selfhelp_teach.translation import translator

#: Names of the synthesis texts, by the three steps of DEAL, and the exercises of page 07 that ask for the same
#: texts, with criteria and openings of sentences.
DEAL_EXERCISES = {
    "deal-describe": "p07-describe",
    "deal-examine": "p07-examine",
    "deal-articulate": "p07-articulate",
}
#: Name of the self-rating, and its four levels.
REFLECT = "reflect"
LARGEST = 3


@dataclass(frozen=True)
class Text:
    """A heading and what the learner wrote under it."""

    title: str
    text: str


@dataclass(frozen=True)
class Portfolio:
    """Everything an export tells."""

    name: str
    language: str
    locale: str
    made: datetime
    zone: tzinfo | None
    package: str
    record: Record
    predictions: tuple[Item, ...] = ()
    answers: tuple[Item, ...] = ()
    challenges: tuple[Item, ...] = ()
    prompts: tuple[Text, ...] = ()
    synthesis: tuple[Text, ...] = ()
    rating: str = ""
    competencies: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    score: float | None = None
    left_out: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """All exercises told."""
        return (*self.predictions, *self.answers, *self.challenges)


def build(
    record: Record,
    *,
    name: str = "",
    language: str = "en",
    private: bool = False,
    made: datetime | None = None,
    zone: tzinfo | None = UTC,
    locale: str = "",
) -> Portfolio:
    """Return the portfolio of a record.

    Parameters
    ----------
    name
        What the learner calls themselves; may be empty.
    private
        Whether private inventories are told. Only the learner decides that.
    zone
        Where the learner is: times are told by the clocks there. None for this machine.
    locale
        Language and country of the learner's browser, such as ``es-MX``: decides on which paper a document is.
    """
    everything = record.in_order()
    kept = [entry for entry in everything if private or not entry.private]
    shared = Record.of(kept, record.aside)
    ids = dict.fromkeys(entry.exercise for entry in kept if entry.exercise and _tells(entry))
    exercises = {name: known(name, language) for name in ids}
    items = [item for name, each in exercises.items() for item in items_of(shared, name, each, language)]
    items.sort(key=lambda item: (PAGES.index(item.page) if item.page in PAGES else len(PAGES), item.place))
    predictions = tuple(item for item in items if item.kind == "prediction")
    scored = ((entry.exercise or "", entry.score) for entry in kept if entry.kind in ("answer", "challenge"))
    return Portfolio(
        name=printable(name or _state(shared, "name")).replace("\n", " "),
        language=language,
        locale=locale or language,
        made=made or now(),
        zone=zone,
        package=__version__,
        record=shared,
        predictions=predictions,
        answers=tuple(item for item in items if item.kind == "answer"),
        challenges=tuple(item for item in items if item.kind == "challenge"),
        prompts=gap_prompts(predictions, language),
        synthesis=tuple(_synthesis(shared, language)),
        rating=_rating(shared, language),
        competencies=tuple(_competencies(items, exercises)),
        score=marking.total(scored),
        left_out=len(everything) - len(kept),
    )


def _tells(entry: Entry) -> bool:
    told_elsewhere = entry.exercise in (*DEAL_EXERCISES, *DEAL_EXERCISES.values())
    return entry.kind in ("answer", "prediction", "challenge", "draft") and not told_elsewhere


def gap_prompts(predictions: Iterable[Item], language: str) -> tuple[Text, ...]:
    """Return questions made of the learner's own largest prediction errors, the largest first."""
    _ = translator(language)
    missed = [
        item for item in predictions if item.closeness is not None and item.closeness < 1 and item.result
    ]
    missed.sort(key=lambda item: (item.closeness or 0, item.time))
    prompts = []
    for item in missed[:LARGEST]:
        sentence = _("You expected “{answer}”. The result: “{result}”.").format(
            answer="; ".join(item.answer), result="; ".join(item.result)
        )
        if item.confidence:
            sentence += " " + _("You were: {confidence}.").format(confidence=item.confidence)
        question = item.gap_prompt or _("What did you take for granted, and where did it come from?")
        prompts.append(Text(item.title, f"{sentence} {question}"))
    return tuple(prompts)


def reflect_levels(language: str) -> list[str]:
    """Return the four levels of the self-rating, in our own words."""
    _ = translator(language)
    return [
        _("habitual action: I mostly told what happened"),
        _("thoughtful action: I thought about it, without asking why I saw it that way"),
        _("reflection: I asked what lay behind what I saw, felt and did"),
        _("critical reflection: my view changed, and I say what follows for what I do"),
    ]


def _synthesis(record: Record, language: str) -> Iterable[Text]:
    _ = translator(language)
    titles = (_("Describe"), _("Examine"), _("Articulate learning"))
    for title, (name, exercise) in zip(titles, DEAL_EXERCISES.items(), strict=True):
        latest = record.latest(exercise, "answer", "draft")
        text = written(record, name, "synthesis")
        text = text or (written(record, exercise, latest.kind) if latest is not None else "")
        if text:
            yield Text(title, text)


def _rating(record: Record, language: str) -> str:
    entry = record.latest(REFLECT, "rating")
    levels = reflect_levels(language)
    chosen = entry.value if entry is not None else None
    return levels[chosen - 1] if isinstance(chosen, int) and 1 <= chosen <= len(levels) else ""


def _state(record: Record, name: str) -> str:
    entry = record.latest(name, "state")
    return str(entry.value or "") if entry is not None else ""


def _competencies(
    items: Iterable[Item], exercises: dict[str, Exercise | None]
) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    served: dict[str, list[str]] = {}
    for item in items:
        exercise = exercises[item.exercise]
        for tag in exercise.competencies if exercise else ():
            served.setdefault(tag, []).append(item.title)
    for tag, described in competencies().items():
        if tag in served:
            yield described["framework"], described["title"], tuple(dict.fromkeys(served[tag]))
