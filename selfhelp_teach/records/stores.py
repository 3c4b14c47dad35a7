"""Where records are kept: what every store does, and the simplest one."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from typing import Protocol

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.schema import Entry, Record

DELETED = "This record was deleted. A new one is begun with your next answer."
DAMAGED_KEY = "The key of this record is damaged. Restore the record from a file."


class Erased(RecordError):  # noqa: N818 (a state, told as a sentence)
    """A save for a learner who has deleted everything. The page then starts a new record."""

    def __init__(self) -> None:
        super().__init__(DELETED)


class Store(Protocol):
    """What every store does. One suite of tests runs on all of them.

    A learner is known by a random key and nothing else. ``save`` returns only when the entries would
    survive the end of the process; until it has returned, nothing was promised.
    """

    def load(self, learner: str) -> Record:
        """Return what is kept of ``learner``; an empty record where nothing is."""

    def save(self, learner: str, entries: Iterable[Entry]) -> None:
        """Merge ``entries`` into what is kept.

        Raises
        ------
        Erased
            Where the learner has deleted everything before.
        RecordError
            Where the entries could not be kept.
        """

    def erase(self, learner: str) -> None:
        """Delete everything about ``learner``; later saves under the same key are refused."""


class MemoryStore:
    """Keeps records as long as the process runs."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._erased: set[str] = set()

    def load(self, learner: str) -> Record:
        """Return what is kept of ``learner``."""
        return self._records.get(checked_key(learner), Record())

    def save(self, learner: str, entries: Iterable[Entry]) -> None:
        """Merge ``entries``."""
        if checked_key(learner) in self._erased:
            raise Erased
        self._records[learner] = self.load(learner).merged(Record.of(entries))

    def erase(self, learner: str) -> None:
        """Delete everything about ``learner``."""
        self._records.pop(checked_key(learner), None)
        self._erased.add(learner)


def new_learner() -> str:
    """Return a new random key."""
    return secrets.token_hex(16)


def checked_key(learner: str) -> str:
    """Return ``learner`` where it is a key as :func:`new_learner` makes them.

    Raises
    ------
    RecordError
        Where it is something else.
    """
    if not isinstance(learner, str) or not re.fullmatch(r"[0-9a-f]{32}", learner):
        raise RecordError(DAMAGED_KEY)
    return learner
