"""The learner's record: a set of entries, each with an id of its own.

Entries are only ever added. One entry (a draft while typing, the place on a page) may be revised by the
tab that made it; the later revision stands. So two copies of a record are merged by taking the union,
in any order and any number of times, with the same result: nothing a second tab, an old file or another
machine holds is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, PlainSerializer

FORMAT = "selfhelp-record"
VERSION = 1
MOST_ORDER = 10**12

#: What an entry is. ``state`` keeps the name, the track and the position; ``run`` a run of the simulator.
Kind = Literal[
    "answer", "prediction", "draft", "gap", "hint", "challenge", "run", "rating", "synthesis", "state"
]

HANDED_IN = frozenset({"answer", "prediction", "challenge"})


def _utc(moment: datetime) -> datetime:
    """Return the moment in UTC, to the millisecond (the browser's clock has no more)."""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _written(moment: datetime) -> str:
    """Return a moment as the browser writes it, so that both sides hold the same text."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime, AfterValidator(_utc), PlainSerializer(_written, return_type=str, when_used="json")
]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


def now() -> datetime:
    """Return the present moment as records write it."""
    return _utc(datetime.now(UTC))


def after(moment: datetime) -> datetime:
    """Return the present moment, or the next one after ``moment`` where that is later."""
    try:
        return max(now(), moment + timedelta(milliseconds=1))
    except OverflowError:
        return moment  # the last there is


class Entry(BaseModel):
    """One thing a learner did. Keys that a later version of this schema adds are carried along."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Name = Field(description="Random, made where the entry was made.")
    kind: Kind
    time: Moment = Field(description="When it was first made, UTC.")
    updated: Moment = Field(description="When it was last revised, UTC. The later revision stands.")
    order: Annotated[int, Field(ge=0, le=MOST_ORDER)] | None = Field(
        default=None, description="Greater than that of everything known where it was made or last written."
    )
    follows: Annotated[list[Name], Field(max_length=100)] | None = Field(
        default=None,
        description="Ids of the last of its kind and exercise that were known where it was made.",
    )
    page: Name | None = None
    exercise: Name | None = Field(default=None, description="Id of the exercise, or name of the state.")
    exercise_version: int | None = None
    value: JsonValue = Field(default=None, description="The answer; its form depends on the exercise type.")
    confidence: Annotated[int, Field(ge=1, le=5)] | None = None
    score: Share | None = None
    closeness: Share | None = None
    private: bool = False
    scenario: str | None = Field(default=None, max_length=4000, description="Scenario string of the run.")
    seed: int | None = None
    package: str | None = Field(default=None, max_length=60, description="Version of selfhelp-teach.")
    details: dict[str, JsonValue] = Field(default_factory=dict, description="What marking found.")

    def stands_over(self, other: Entry) -> bool:
        """Whether this revision stands where both have the same id. A total order, so merging commutes."""
        mine, theirs = (self.updated, self.canonical()), (other.updated, other.canonical())
        return mine > theirs

    @property
    def place(self) -> tuple[int, datetime, str]:
        """Where it stands among others: by ``order``, which no clock decides, and only without one by time.

        What is handed in stands where it was made, what is written on where it was last written.
        """
        return self.order or 0, self.time if self.kind in HANDED_IN else self.updated, self.id

    def canonical(self) -> str:
        """Return the entry as one line of JSON, the same for the same content."""
        return canonical_json(self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as plain data, without the keys that say nothing."""
        written: dict[str, Any] = _whole(self.model_dump(mode="json", exclude_defaults=True))
        return written


class Record(BaseModel):
    """Everything kept of one learner.

    Attributes
    ----------
    entries
        By id.
    aside
        What stood in a file and is no entry this version knows. Kept and written out again as it was.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    entries: dict[str, Entry] = Field(default_factory=dict)
    aside: tuple[JsonValue, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry], aside: Iterable[JsonValue] = ()) -> Self:
        """Return the record of ``entries``; of several revisions of one entry the latest stands."""
        kept: dict[str, Entry] = {}
        for entry in entries:
            if entry.id not in kept or entry.stands_over(kept[entry.id]):
                kept[entry.id] = entry
        unlike = {canonical_json(thing): thing for thing in aside}
        return cls(entries=kept, aside=tuple(unlike[key] for key in sorted(unlike)))

    def merged(self, other: Record) -> Record:
        """Return the union of two records."""
        both = (*self.entries.values(), *other.entries.values())
        return Record.of(both, (*self.aside, *other.aside))

    def in_order(self) -> list[Entry]:
        """Return the entries from the first to the last."""
        return sorted(self.entries.values(), key=lambda entry: entry.place)

    def history(self, exercise: str, *kinds: str) -> list[Entry]:
        """Return the entries of one exercise from the first to the last, of all kinds or of those named."""
        return [
            entry
            for entry in self.in_order()
            if entry.exercise == exercise and (not kinds or entry.kind in kinds)
        ]

    def latest(self, exercise: str, *kinds: str) -> Entry | None:
        """Return the last of :meth:`history`, or None."""
        found = self.history(exercise, *kinds)
        return found[-1] if found else None

    def as_dict(self) -> dict[str, Any]:
        """Return the record as it is written to a file."""
        entries = [entry.as_dict() for entry in self.in_order()]
        written: dict[str, Any] = {"format": FORMAT, "version": VERSION, "entries": entries}
        return written | ({"aside": list(self.aside)} if self.aside else {})

    def to_json(self) -> str:
        """Return the record as the text of a file."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"


def last_ones(entries: Iterable[Entry]) -> list[Entry]:
    """Return, of entries of one exercise, those that no other was made after, in order.

    There are several where answers were given in two places that did not know of each other.
    """
    ordered = sorted(entries, key=lambda entry: entry.place)
    followed = {name for entry in ordered for name in entry.follows or ()}
    unordered = [entry for entry in ordered if not entry.order]  # of an earlier version: only clocks tell
    return [
        entry for entry in ordered if entry.id not in followed and (entry.order or entry is unordered[-1])
    ]


def first_ones(entries: Iterable[Entry]) -> list[Entry]:
    """Return, of entries of one exercise, those that were made after no other, in order."""
    ordered = sorted(entries, key=lambda entry: entry.place)
    known = {entry.id for entry in ordered}
    return [
        entry
        for at, entry in enumerate(ordered)
        if (not known.intersection(entry.follows or ()) if entry.order else at == 0)
    ]


def count_tries(entries: Iterable[Entry]) -> int:
    """Return how often something else was handed in: an unchanged repeat is no new try."""
    values = [canonical_json(entry.value) for entry in sorted(entries, key=lambda entry: entry.place)]
    return sum(at == 0 or value != values[at - 1] for at, value in enumerate(values))


def _whole(value: Any) -> Any:
    """Write 1.0 as 1: the browser knows one kind of number, and both sides must hold the same text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _whole(entry) for key, entry in value.items()}
    return value


def canonical_json(value: Any) -> str:
    """Return ``value`` as JSON with sorted keys and no spaces, in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
