"""Group commit for one SQLite file: whoever holds the lock writes for all who wait.

SQLite lets one connection write; the others sleep and look again, ever longer, and each pays for a
transaction and a flush of its own. Here a writer that finds the lock taken lays its rows where the others
see them, and waits. The next one to hold the lock writes the rows of all who wait in one transaction, with one
flush, and marks each as kept. Those behind find their mark and are done.

The rows wait in memory (``/dev/shm`` where there is one), so that a flush of the disk does not carry them
along. What is not marked was never acknowledged. The mark is to cut the file short: a file that somebody
cleared away counts as not written, and its writer writes the rows itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from selfhelp_teach.records.file_lock import FileLock

Row = dict[str, Any]
#: Writes rows in one transaction and returns the learners whose rows were refused.
Write = Callable[[list[Row]], set[str]]

_KEPT, _REFUSED = 0, 1  # the length that a file is cut to; rows are longer
_AGE = 60  # seconds after which nobody waits for a request
_AT_MOST = 500  # files that one commit takes along


class GroupCommit:
    """The writers of the database ``path``, in this process and in others.

    Parameters
    ----------
    path
        The file of the database.
    form
        Version of the rows: those of another version wait in another place.
    patience
        Seconds to wait for the lock.
    """

    def __init__(self, path: Path, form: str, patience: float) -> None:
        self._patience = patience
        self._lock = FileLock(path.with_name(f"{path.name}-turn"))
        self._room = _waiting_room(f"{path.resolve()} {form}")

    def write(self, rows: list[Row], write: Write) -> set[str]:
        """Have ``rows`` written, by ``write`` here or in another process, and return who was refused.

        Raises
        ------
        TimeoutError
            Where the lock was not free in time; nothing was acknowledged.
        """
        until = time.monotonic() + self._patience
        if self._lock.try_acquire():
            try:
                return self._write_for_all(rows, write, None, until)
            finally:
                self._lock.release()
        request = _Request.laid(rows, self._room)
        try:
            with self._locked_by(until):
                answer = request.answer() if request else None
                return self._write_for_all(rows, write, request, until) if answer is None else answer
        finally:
            if request:
                request.withdraw()

    @contextmanager
    def alone(self, write: Write) -> Iterator[None]:
        """Write what waits, and let nobody write until the end."""
        until = time.monotonic() + self._patience
        with self._locked_by(until):
            self._write_for_all([], write, None, until)
            yield

    def close(self) -> None:
        """Take the empty waiting room away; a writer who misses it writes its own rows."""
        if self._room:
            with suppress(OSError):  # others wait in it
                self._room.rmdir()

    @contextmanager
    def _locked_by(self, until: float) -> Iterator[None]:
        if not self._lock.acquire(until):
            raise TimeoutError
        try:
            yield
        finally:
            self._lock.release()

    def _write_for_all(self, rows: list[Row], write: Write, mine: _Request | None, until: float) -> set[str]:
        others = _waiting(self._room, mine)
        if not others:
            return write(rows) if rows else set()
        try:
            refused = write([*rows, *(row for _, asked in others for row in asked)])
        except Exception:
            if not rows or time.monotonic() > until:
                raise
            found = write(rows)  # if the others' rows were the matter, they hear of it in their own turn
            self._clear(path for path, _ in others)
            return found
        for path, asked in others:
            with suppress(OSError):
                os.truncate(path, _REFUSED if asked[0]["learner"] in refused else _KEPT)
                path.unlink()
        return refused & {row["learner"] for row in rows}  # what became of the others' rows, they are told

    def _clear(self, paths: Iterable[Path]) -> None:
        """Delete what cannot be written and is so old that nobody waits for it."""
        for path in paths:
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > 2 * self._patience + _AGE:
                    path.unlink()


class _Request:
    """Rows that wait to be written by whoever holds the lock; all are of one learner."""

    def __init__(self, rows: list[Row], room: Path) -> None:
        self._learner: str = rows[0]["learner"]
        self._number, name = tempfile.mkstemp(suffix=".part", dir=room)
        self.path = Path(name)
        try:
            with open(self._number, "wb", closefd=False) as file:
                file.write(json.dumps(rows).encode())
            self.path = self.path.rename(self.path.with_suffix(".rows"))  # seen only when it is whole
        except OSError:
            self.withdraw()
            raise

    @classmethod
    def laid(cls, rows: list[Row], room: Path | None) -> _Request | None:
        """Return the request, or None where it cannot be laid (no room): then each writes its own."""
        try:
            return cls(rows, room) if room else None
        except OSError:
            return None

    def answer(self) -> set[str] | None:
        """Return who was refused, or None where nobody has written the rows yet."""
        length = os.fstat(self._number).st_size
        return {_KEPT: set(), _REFUSED: {self._learner}}.get(length)

    def withdraw(self) -> None:
        """Take the request back; one that was answered is gone already."""
        os.close(self._number)
        self.path.unlink(missing_ok=True)


def _waiting(room: Path | None, mine: _Request | None) -> list[tuple[Path, list[Row]]]:
    """Return what others wait to have written. What a killed process left is written too."""
    found: list[tuple[Path, list[Row]]] = []
    with suppress(OSError):
        paths = islice(room.iterdir(), _AT_MOST) if room else ()
        for path in paths:
            if path.suffix == ".rows" and (mine is None or path != mine.path):
                with suppress(OSError, ValueError):
                    found.append((path, json.loads(path.read_bytes())))
    return found


def _waiting_room(of: str) -> Path | None:
    """Return a folder in memory that only this user can open, the same for every process; None without."""
    if not hasattr(os, "getuid"):  # pragma: no cover (Windows)
        return None
    memory = Path("/dev/shm")  # noqa: S108 (a folder of our own in it)
    parent = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    name = hashlib.sha256(of.encode()).hexdigest()[:16]
    room = parent / f"selfhelp-teach-{os.getuid()}-{name}"
    try:
        room.mkdir(mode=0o700, exist_ok=True)
        found = room.lstat()
    except OSError:
        return None
    ours = found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    return room if ours else None
