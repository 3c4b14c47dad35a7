"""What stands in a portfolio: everything worth telling of a record, in plain text and in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from selfhelp_teach import __version__
from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises import library, marking
from selfhelp_teach.exercises.answers import answers, not_guessed
from selfhelp_teach.exercises.portfolio import charts
from selfhelp_teach.exercises.portfolio.answer_text import answer_lines, result_lines
from selfhelp_teach.exercises.schema import PAGES, Exercise, competencies
from selfhelp_teach.exercises.wording import plain, printable
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.records.schema import Entry, Record, count_tries, first_ones, last_ones, now
from selfhelp_teach.translation import translator

#: Names of the synthesis texts, by the three steps of DEAL.
DEAL = ("deal-describe", "deal-examine", "deal-articulate")
#: The exercises of page 07 that ask for the same texts, with criteria and openings of sentences.
DEAL_EXERCISES = {
    "deal-describe": "p07-describe",
    "deal-examine": "p07-examine",
    "deal-articulate": "p07-articulate",
}
#: Name of the self-rating, and its four levels.
REFLECT = "reflect"
LARGEST = 3


@dataclass(frozen=True)
class Item:
    """One exercise with what the learner did.

    Attributes
    ----------
    answer, result
        Lines of plain text.
    closeness
        0 to 1; for a prediction how near it came.
    chart
        SVG of prediction and result, or empty.
    others
        Answers that stand beside it, because they were given where nobody knew of it: when, and their lines.
    tries
        How often something else was handed in; the one told is the last, of a prediction the first.
    """

    exercise: str
    title: str
    prompt: str
    page: str
    kind: str
    time: datetime
    answer: tuple[str, ...]
    others: tuple[tuple[datetime, tuple[str, ...]], ...] = ()
    place: tuple[Any, ...] = ()
    result: tuple[str, ...] = ()
    confidence: str = ""
    score: float | None = None
    closeness: float | None = None
    gap_prompt: str = ""
    gap: str = ""
    chart: str = ""
    tries: int = 1
    scenario: str = ""
    seed: int | None = None
    package: str = ""
    known: bool = True


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


@dataclass
class _Known:
    """The exercises of this installation, looked up as they are needed."""

    language: str
    found: dict[str, Exercise | None] = field(default_factory=dict)

    def get(self, name: str) -> Exercise | None:
        if name not in self.found:
            try:
                self.found[name] = library.exercise(name, self.language)
            except ExerciseError:
                self.found[name] = None
        return self.found[name]


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
    known = _Known(language)
    ids = list(dict.fromkeys(entry.exercise for entry in kept if entry.exercise and _tells(entry)))
    items = [item for exercise in ids for item in _items(shared, exercise, known, language)]
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
        competencies=tuple(_competencies(items, known)),
        score=marking.total(scored),
        left_out=len(everything) - len(kept),
    )


def _tells(entry: Entry) -> bool:
    told_elsewhere = entry.exercise in (*DEAL, *DEAL_EXERCISES.values())
    return entry.kind in ("answer", "prediction", "challenge", "draft") and not told_elsewhere


def _items(record: Record, name: str, known: _Known, language: str) -> Iterable[Item]:
    exercise = known.get(name)
    for kind in ("prediction", "answer", "challenge"):
        given = record.history(name, kind)
        if given:
            whole = [entry for entry in given if exercise and answers(entry, exercise)] or given
            ends = first_ones(whole) or whole[:1] if kind == "prediction" else last_ones(whole)[::-1]
            same = exercise and ends[0].exercise_version in (None, exercise.version)
            # Words of another version could tell another answer than the one that was given.
            yield _item(record, ends, exercise if same else None, language, tries=count_tries(given))
    written = last_ones(record.history(name, "draft"))[::-1]
    if written and not record.history(name, "prediction", "answer", "challenge"):
        yield _item(record, written, exercise, language, tries=0)


def _item(record: Record, ends: list[Entry], exercise: Exercise | None, language: str, tries: int) -> Item:
    entry = ends[0]
    details: dict[str, Any] = dict(entry.details)
    prediction = entry.kind == "prediction"
    level = exercise_labels(language).get(f"confidence_{entry.confidence}", "")
    return Item(
        exercise=str(entry.exercise),
        title=exercise.title if exercise else str(entry.exercise),
        prompt=plain(exercise.prompt) if exercise else "",
        page=entry.page or (exercise.page if exercise else ""),
        kind="answer" if entry.kind == "draft" else entry.kind,
        time=entry.time,
        answer=(exercise_labels(language)["line_passed"],)
        if not_guessed(entry)
        else tuple(answer_lines(exercise, entry.value, language)),
        others=_others(ends, exercise, language),
        place=entry.place,
        result=tuple(result_lines(exercise, details, language)) if prediction else (),
        confidence=level,
        score=entry.score,
        closeness=entry.closeness,
        gap_prompt=plain(exercise.gap_prompt) if exercise and exercise.gap_prompt else "",
        gap=_written(record, str(entry.exercise), "gap"),
        chart=charts.draw(exercise, entry.value, details, language) if exercise and prediction else "",
        tries=tries,
        scenario=entry.scenario or "",
        seed=entry.seed,
        package=entry.package or "",
        known=exercise is not None,
    )


def _others(
    ends: list[Entry], exercise: Exercise | None, language: str
) -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    """Return the other answers that stand, each when it was given and in words; the same words once."""
    lines = {tuple(answer_lines(exercise, entry.value, language)): entry.time for entry in reversed(ends)}
    lines.pop(tuple(answer_lines(exercise, ends[0].value, language)), None)
    return tuple((time, words) for words, time in lines.items())


def _written(record: Record, exercise: str, *kinds: str) -> str:
    """Return what was written last; where two places did not know of each other, both texts, the later first."""
    texts = [
        printable(str(entry.value))
        for entry in last_ones(record.history(exercise, *kinds))[::-1]
        if entry.value
    ]
    return "\n\n".join(dict.fromkeys(texts))


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


def deal_titles(language: str) -> dict[str, str]:
    """Return the headings of the three steps of DEAL."""
    _ = translator(language)
    return dict(zip(DEAL, (_("Describe"), _("Examine"), _("Articulate learning")), strict=True))


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
    for name, title in deal_titles(language).items():
        latest = record.latest(DEAL_EXERCISES[name], "answer", "draft")
        text = _written(record, name, "synthesis")
        text = text or (_written(record, DEAL_EXERCISES[name], latest.kind) if latest is not None else "")
        if text:
            yield Text(title, text)


def _rating(record: Record, language: str) -> str:
    entry = record.latest(REFLECT, "rating")
    levels = reflect_levels(language)
    chosen = entry.value if entry is not None else None
    is_level = isinstance(chosen, int) and 1 <= chosen <= len(levels)
    return levels[chosen - 1] if is_level and isinstance(chosen, int) else ""


def _state(record: Record, name: str) -> str:
    entry = record.latest(name, "state")
    return str(entry.value or "") if entry is not None else ""


def _competencies(items: Iterable[Item], known: _Known) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    served: dict[str, list[str]] = {}
    for item in items:
        exercise = known.get(item.exercise)
        for tag in exercise.competencies if exercise else ():
            served.setdefault(tag, []).append(item.title)
    for tag, described in competencies().items():
        if tag in served:
            yield described["framework"], described["title"], tuple(dict.fromkeys(served[tag]))
