"""The ledger: every finding the course shows, as typed records with status, source and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import cast

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.bibliography import Source, source
from selfhelp_teach.evidence.datasets import rows
from selfhelp_teach.evidence.tables import Row
from selfhelp_teach.translation import Translate


class Status(StrEnum):
    """How firm a fact, a curve or a slider is. Shown wherever the thing itself is shown."""

    REPORTED = "reported"
    ORDINAL = "ordinal"
    LISTED = "listed"
    MECHANISM = "mechanism"
    ASSUMPTION = "assumption"
    UNAVAILABLE = "unavailable"
    INSTRUCTOR_SUPPLIED = "instructor-supplied"

    def label(self, _: Translate) -> str:
        """Return the word a page shows."""
        return {
            Status.REPORTED: _("reported"),
            Status.ORDINAL: _("order only"),
            Status.LISTED: _("listed"),
            Status.MECHANISM: _("argued"),
            Status.ASSUMPTION: _("our assumption"),
            Status.UNAVAILABLE: _("not available"),
            Status.INSTRUCTOR_SUPPLIED: _("supplied by the instructor"),
        }[self]

    def explanation(self, _: Translate) -> str:
        """Return the sentence that says what the word means."""
        return {
            Status.REPORTED: _("A number printed in the source, or computed from printed numbers."),
            Status.ORDINAL: _("The source states an order or a direction, and no number."),
            Status.LISTED: _("The source lists it; its place in the list says nothing about its weight."),
            Status.MECHANISM: _("The source argues that one thing leads to another."),
            Status.ASSUMPTION: _("Ours: a choice of this course with no number behind it."),
            Status.UNAVAILABLE: _("The source had it; the text that survives does not."),
            Status.INSTRUCTOR_SUPPLIED: _("Numbers your instructor supplied from the original table."),
        }[self]


def place(locator: str, _: Translate) -> str:
    """Return where in a source a fact stands, in words: a section of the paper, or the record at hand."""
    section, comma, rest = locator.partition(", ")
    named = {
        "intro": _("introduction"),
        "background": _("section on the background of conflict"),
        "symptoms": _("section on symptoms and consequences"),
        "childhood-cancer": _("section on childhood cancer"),
        "groups": _("section on the role of self-help groups"),
        "inter-org": _("section on conflict between groups and the medical system"),
        "research-note": _("research note"),
        "footnotes": _("footnotes"),
        "abstract": _("public abstract"),
        "published summary": _("published summary"),
    }.get(section, section)
    return f"{named}{comma}{_(rest) if rest else ''}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One finding.

    Parameters
    ----------
    id
        Stable name: source, then a path, such as ``"C14.preferred.shared"``.
    statement
        The finding as a sentence in our own words, in English (a message id for translation).
    value
        The number in ``unit``, or None where the source gives none.
    qualifier
        ``"about"``, ``"over"``, ``"under"`` or nothing: what the source sets before the number.
    low, high
        A range or an interval that the source gives, in ``unit``.
    numerator, denominator
        How many of how many, where the source says so.
    computed_from
        Facts from which this course computed the number; empty for what the source prints.
    also_shown
        Other forms in which a page may show the number, such as a rounding that the source prints.
    """

    id: str
    label: str
    statement: str
    status: Status
    source: str
    locator: str
    value: float | None = None
    qualifier: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    base: str = ""
    order: int | None = None
    computed_from: tuple[str, ...] = ()
    also_shown: tuple[str, ...] = ()
    note: str = ""

    @property
    def cited(self) -> Source:
        """The source of the fact."""
        return source(self.source)

    def place(self, _: Translate) -> str:
        """Return where in its source the fact stands, in words."""
        return place(self.locator, _)

    def number(self) -> float:
        """Return the value of a fact that must have one.

        Raises
        ------
        DataError
            Where the source gives no number.
        """
        if self.value is None:
            raise DataError(f"Fact {self.id} has no number: its status is {self.status}. Show its statement.")
        return self.value


def _fact(row: Row) -> Fact:
    cells = {name: value for name, value in row.items() if value is not None}
    cells["status"] = Status(cast("str", cells["status"]))
    fact = dict[str, object](cells)
    fact["computed_from"] = tuple(str(cells.get("computed_from", "")).split())
    fact["also_shown"] = tuple(form for form in str(cells.get("also_shown", "")).split("|") if form)
    return Fact(**fact)  # type: ignore[arg-type]  # the reader has typed every cell


@cache
def ledger() -> Mapping[str, Fact]:
    """Return every fact by id, in the order of the ledger. Read once."""
    return MappingProxyType({fact.id: fact for fact in map(_fact, rows("facts"))})


def fact(id: str) -> Fact:
    """Return the fact ``id``.

    Raises
    ------
    DataError
        Where the ledger has no such fact.
    """
    try:
        return ledger()[id]
    except KeyError:
        raise DataError(f"The ledger has no fact {id!r}. List them with: selfhelp-teach evidence") from None


def select(pattern: str) -> tuple[Fact, ...]:
    """Return the fact ``pattern``, or with ``.*`` at its end all facts beneath, in order.

    ``select("C16.consequences.*")`` cites each of the consequences.

    Raises
    ------
    DataError
        Where nothing answers.
    """
    if not pattern.endswith(".*"):
        return (fact(pattern),)
    found = tuple(entry for entry in ledger().values() if entry.id.startswith(pattern[:-1]))
    if not found:
        raise DataError(f"The ledger has no facts under {pattern!r}. List them with: selfhelp-teach evidence")
    return found


def search(
    words: Iterable[str] = (), *, status: str = "", source: str = "", id: str = ""
) -> tuple[Fact, ...]:
    """Return the facts that hold every word, in any case, and match the filters.

    Parameters
    ----------
    words
        Parts of words looked for in id, label, statement, base and note.
    status, source
        Only facts of this status or source.
    id
        Only the fact of this id and those beneath it: ``"P1"``, ``"C14.preferred"``.
    """
    needles = [word.casefold() for word in words]
    return tuple(
        entry
        for entry in ledger().values()
        if (not status or entry.status == status)
        and (not source or entry.source == source)
        and (not id or entry.id == id or entry.id.startswith(f"{id}."))
        and all(
            needle in f"{entry.id} {entry.label} {entry.statement} {entry.base} {entry.note}".casefold()
            for needle in needles
        )
    )
