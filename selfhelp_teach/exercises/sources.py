"""The facts an exercise rests on: whether the ledger knows them, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import check_citation, citation_faults, citations_in, select
from selfhelp_teach.exercises.schema import Exercise, later
from selfhelp_teach.exercises.translations import texts
from selfhelp_teach.exercises.yaml_source import KeyPath
from selfhelp_teach.translation import translator


def shown(exercise: Exercise, language: str = "en") -> list[dict[str, str]]:
    """Return the sources as they stand under the feedback: ``text``, ``english`` of it, ``status``, ``label``, ``url``.

    Facts of one source, status and place are told once.
    """
    _ = translator(language)
    told: dict[tuple[str, str], dict[str, str]] = {}
    for pattern in exercise.source:
        for fact in select(pattern):
            text = f"{fact.cited.short(language)}, {fact.place(_)}"
            told[text, str(fact.status)] = {
                "text": text,
                "english": fact.cited.title_in(text),
                "status": str(fact.status),
                "label": fact.status.label(_),
                "url": fact.cited.href,
            }
    return list(told.values())


def faults(exercise: Exercise, *, every_number: bool = False) -> Iterator[tuple[KeyPath, str]]:
    """Yield what is wrong with the facts of an exercise, as places and sentences.

    Parameters
    ----------
    every_number
        Also tell numbers in the prompt and in what is told later that are no link to a fact, as the course does
        for its own pages.
    """
    for index, pattern in enumerate(exercise.source):
        try:
            select(pattern)
        except DataError as error:
            yield ("source", index), str(error)
    findings = {"prompt", *later(type(exercise))}
    for place, text in texts(type(exercise), exercise.model_dump(mode="json")).items():
        if every_number and place[0] in findings:
            for sentence in citation_faults(text):
                yield place, sentence
        else:
            for sentence in _wrong_links(text):
                yield place, sentence


def _wrong_links(text: str) -> Iterator[str]:
    for fact_id, words in citations_in(text):
        try:
            check_citation(fact_id, words)
        except DataError as error:
            yield str(error)
