"""One learner in one kernel: the record in memory, the page's part that keeps it and the server's store, wired."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.reading import entries_of
from selfhelp_teach.records.schema import Entry, Record
from selfhelp_teach.records.settings import configured_store, database_url
from selfhelp_teach.records.stores import Erased, Store, checked_key
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.record_sync import RecordSync

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
        self._listeners: list[Listener] = []
        self._forgotten: list[Callable[[], None]] = []

    def record_sync(self, language: str = "en", *, compact: bool = True) -> RecordSync:
        """Return the part that keeps this page's record."""
        server = self._store is not None or database_url() is not None
        sync = RecordSync(language=language, compact=compact, server=server)
        sync.on("hello", lambda message: self._entries(sync, message, greet=True))
        sync.on("entries", lambda message: self._entries(sync, message, greet=False))
        sync.on("erase", lambda message: self._erase(sync, message))
        return sync

    def observe(self, listener: Listener) -> None:
        """Call ``listener`` with the record whenever it has changed."""
        self._listeners.append(listener)

    def on_forgotten(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` when all was deleted, or the learner is another: what a page shows of it goes too."""
        self._forgotten.append(listener)

    def note(self, entries: Iterable[Entry]) -> None:
        """Take entries into the record in memory; the page that sent them keeps them."""
        self._merge(Record.of(entries))

    def _merge(self, other: Record) -> None:
        merged = self.record.merged(other)
        if merged != self.record:
            self.record = merged
            self._changed()

    def _changed(self) -> None:
        for listener in self._listeners:
            listener(self.record)

    def _forget(self) -> None:
        self.record = Record()
        self._changed()
        for listener in self._forgotten:
            listener()

    def _database(self) -> Store | None:
        if not self._opened:
            self._store = configured_store()
            self._opened = True
        return self._store

    def _entries(self, sync: RecordSync, message: dict[str, Any], *, greet: bool) -> None:
        token = message.get("token")
        try:
            learner = checked_key(str(message.get("learner")))
            given = Record.of(entries_of(message))
            if self.learner not in (None, learner):
                self._forget()  # the learner deleted everything, or restored another key
            self.learner = learner
            database = self._database()
            if database is not None:
                database.save(learner, given.entries.values())
            known = database.load(learner) if database is not None and greet else Record()
        except Erased:
            sync.tell("forgotten", learner=message.get("learner"))
            self._forget()
            return
        except RecordError as error:
            sync.tell("failed", token=token, sentence=_told(sync, error))
            return
        self._merge(given.merged(known))
        if greet:
            news = [entry for name, entry in self.record.entries.items() if given.entries.get(name) != entry]
            if news:
                sync.tell("entries", learner=learner, entries=[entry.as_dict() for entry in news])
        sync.tell("kept", token=token)

    def _erase(self, sync: RecordSync, message: dict[str, Any]) -> None:
        try:
            learner = checked_key(str(message.get("learner")))
            database = self._database()
            if database is not None:
                database.erase(learner)
        except RecordError as error:
            sync.tell("failed", token=message.get("token"), sentence=_told(sync, error))
            return
        if self.learner == learner:
            self.learner = None
            self._forget()
        sync.tell("erased", token=message.get("token"))


def _told(sync: RecordSync, error: RecordError) -> str:
    """Return a store's sentence in the language of the page; stores know no language."""
    return translator(sync.language)(str(error))


_SESSIONS: list[Session] = []


def current() -> Session:
    """Return this kernel's session."""
    if not _SESSIONS:
        _SESSIONS.append(Session())
    return _SESSIONS[0]


def begin_anew() -> None:
    """Forget this kernel's session: one Python that serves page after page has a new one for each."""
    _SESSIONS.clear()
