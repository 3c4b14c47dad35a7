"""One learner in one kernel: the record in memory, the page's keeper and the server's store, wired."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.reading import entry_or_none
from selfhelp_teach.records.schema import Entry, Record
from selfhelp_teach.records.settings import configured_store, database_url
from selfhelp_teach.records.stores import Erased, Store, checked_key
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.keeper import Keeper

Listener = Callable[[Record], None]


class Session:
    """The record of the learner whose page this kernel serves.

    The browser sends what it holds; the store's copy is merged with it and sent back. A save is confirmed
    to the page only after the store has confirmed it to us.

    Parameters
    ----------
    store
        Where records are kept beside the browser. By default the configured store, opened at the first
        message, so that opening a page does not wait for a database.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.record = Record()
        self.learner: str | None = None
        self._store = store
        self._opened = store is not None
        self._keepers: list[Keeper] = []
        self._listeners: list[Listener] = []

    def keeper(self, language: str = "en", *, compact: bool = True) -> Keeper:
        """Return a keeper for this page."""
        server = self._store is not None or database_url() is not None
        keeper = Keeper(language=language, compact=compact, server=server)
        keeper.on("hello", lambda message: self._entries(keeper, message, greet=True))
        keeper.on("entries", lambda message: self._entries(keeper, message, greet=False))
        keeper.on("erase", lambda message: self._erase(keeper, message))
        self._keepers.append(keeper)
        return keeper

    def observe(self, listener: Listener) -> None:
        """Call ``listener`` with the record whenever it has changed."""
        self._listeners.append(listener)

    def note(self, entries: Iterable[Entry]) -> None:
        """Take entries into the record in memory; the page that sent them keeps them."""
        self._merge(Record.of(entries))

    def keep(self, entries: Iterable[Entry]) -> None:
        """Take entries made here into the record, and have the page keep them and save them."""
        entries = list(entries)
        self.note(entries)
        for keeper in self._keepers:
            keeper.tell("keep", entries=[entry.as_dict() for entry in entries])

    def _merge(self, other: Record) -> None:
        merged = self.record.merged(other)
        if merged != self.record:
            self.record = merged
            self._changed()

    def _changed(self) -> None:
        for listener in self._listeners:
            listener(self.record)

    def _database(self) -> Store | None:
        if not self._opened:
            self._store = configured_store()
            self._opened = True
        return self._store

    def _entries(self, keeper: Keeper, message: dict[str, Any], *, greet: bool) -> None:
        token = message.get("token")
        try:
            learner = checked_key(str(message.get("learner")))
            given = Record.of(found for raw in _rows(message) if (found := entry_or_none(raw)) is not None)
            if self.learner not in (None, learner):
                self.record = Record()  # the learner deleted everything, or restored another key
            self.learner = learner
            database = self._database()
            if database is not None:
                database.save(learner, given.entries.values())
            known = database.load(learner) if database is not None and greet else Record()
        except Erased:
            self.record = Record()
            keeper.tell("forgotten", learner=message.get("learner"))
            self._changed()
            return
        except RecordError as error:
            keeper.tell("failed", token=token, sentence=_told(keeper, error))
            return
        self._merge(given.merged(known))
        if greet:
            news = [entry for name, entry in self.record.entries.items() if given.entries.get(name) != entry]
            if news:
                keeper.tell("entries", entries=[entry.as_dict() for entry in news])
        keeper.tell("kept", token=token)

    def _erase(self, keeper: Keeper, message: dict[str, Any]) -> None:
        try:
            learner = checked_key(str(message.get("learner")))
            database = self._database()
            if database is not None:
                database.erase(learner)
        except RecordError as error:
            keeper.tell("failed", token=message.get("token"), sentence=_told(keeper, error))
            return
        if self.learner == learner:
            self.learner = None
            self.record = Record()
            self._changed()
        keeper.tell("erased", token=message.get("token"))


def _told(keeper: Keeper, error: RecordError) -> str:
    """Return a store's sentence in the language of the page; stores know no language."""
    return translator(keeper.language)(str(error))


def _rows(message: dict[str, Any]) -> list[Any]:
    rows = message.get("entries")
    return rows if isinstance(rows, list) else []


_SESSIONS: list[Session] = []


def current() -> Session:
    """Return this kernel's session."""
    if not _SESSIONS:
        _SESSIONS.append(Session())
    return _SESSIONS[0]
