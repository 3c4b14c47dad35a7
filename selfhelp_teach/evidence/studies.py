"""Design and limits of each study in one line: who, how many, when, how chosen, and what it cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.datasets import rows
from selfhelp_teach.evidence.facts import ledger
from selfhelp_teach.translation import translator

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Study:
    """How one study was made, in English as the data set has it (each text is a message id).

    Parameters
    ----------
    study
        Its key in the data set ``studies``. The paper tells of several, each with a key of its own.
    source
        Key of the bibliography.
    facts
        Openings of the ids of its facts.
    who, when, chosen
        Who or what was studied and how many, when, and how they were chosen; where the record at hand
        does not say, the text says so.
    limit
        What the study cannot say.
    period
        ``"then"`` (up to 1989), ``"later"``, or ``"undated"`` where the record at hand has no year.
    asked
        Who was asked: ``"parents"``, ``"nurses"``, … (see ``evidence.findings``).
    year
        When it was published or reported, or None.
    """

    study: str
    source: str
    facts: tuple[str, ...]
    who: str
    when: str
    chosen: str
    limit: str
    period: str
    asked: tuple[str, ...]
    year: int | None = None

    def line(self, language: str = "en") -> str:
        """Return design and limit as one line for a reader."""
        _ = translator(language)
        return _("Design: {who}; {when}; {chosen}. Limit: {limit}.").format(
            who=_(self.who), when=_(self.when), chosen=_(self.chosen), limit=_(self.limit)
        )


@cache
def studies() -> tuple[Study, ...]:
    """Return every study, in the order of the data set."""
    found = []
    for row in rows("studies"):
        texts = {name: str(value) for name, value in row.items() if name != "year"}
        openings, asked = tuple(texts.pop("facts").split()), tuple(texts.pop("asked").split())
        year = None if row["year"] is None else int(str(row["year"]))
        found.append(Study(facts=openings, asked=asked, year=year, **texts))
    return tuple(found)


def study_of(fact_id: str) -> Study:
    """Return the study that stands behind a fact: the one with the longest opening of its id.

    Raises
    ------
    DataError
        Where no study answers for the fact.
    """
    found = closest(fact_id, {opening: study for study in studies() for opening in study.facts})
    if fact_id not in ledger() or found is None:
        raise DataError(f"No study answers for the fact {fact_id!r}. Add it to datasets/studies/data.csv.")
    return found


def closest(fact_id: str, of: Mapping[str, T]) -> T | None:
    """Return what stands under the longest opening of a fact's id, or under the letter of the paper."""
    parts = fact_id.split(".")
    openings = [".".join(parts[:many]) for many in range(len(parts), 0, -1)]
    return next((of[opening] for opening in (*openings, fact_id[:1]) if opening in of), None)
