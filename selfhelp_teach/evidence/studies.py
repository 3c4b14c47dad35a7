"""Design and limits of each study in one line: who, how many, when, how chosen, and what it cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.datasets import rows
from selfhelp_teach.evidence.facts import ledger
from selfhelp_teach.translation import translator


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
    fits = [
        (len(opening), study)
        for study in studies()
        for opening in study.facts
        if fact_id == opening or fact_id.startswith(f"{opening}.") or (opening == "P" and fact_id[0] == "P")
    ]
    if fact_id not in ledger() or not fits:
        raise DataError(f"No study answers for the fact {fact_id!r}. Add it to datasets/studies/data.csv.")
    return max(fits, key=lambda fit: fit[0])[1]


def design_line(fact_id: str, language: str = "en") -> str:
    """Return one line on the study behind a fact: who, how many, when, how chosen, what it cannot say."""
    return study_of(fact_id).line(language)
