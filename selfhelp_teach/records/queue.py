"""A queue for writers of one SQLite file, in front of SQLite's own.

SQLite lets one connection write and has the others sleep and look again, ever longer (up to a tenth of a
second). With a class at work some of them sleep for seconds. A lock on a file beside the database, looked
at every few milliseconds by one thread of each process, hands the turn on at once.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows: SQLite's own waiting has to do)
    fcntl = None  # type: ignore[assignment]


class Turns:
    """Takes turns with every other writer of ``path``, in this process and in others.

    A writer whose turn does not come in ``patience`` seconds goes on to SQLite's own waiting.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._file = path.with_name(f"{path.name}-turn").open("ab") if fcntl else None
        self._patience = patience
        self._here = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, and hold it."""
        until = time.monotonic() + self._patience
        if not self._here.acquire(timeout=self._patience):
            yield
            return
        try:
            held = self._take(until)
            try:
                yield
            finally:
                if held and fcntl and self._file:
                    fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._here.release()

    def _take(self, until: float) -> bool:
        longest = 0.002
        while fcntl and self._file:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(random.uniform(0.001, longest))  # noqa: S311 (so that writers do not march in step)
                longest = min(0.03, longest * 1.3)  # many who look often would keep the holder from its work
            else:
                return True
        return False

    def close(self) -> None:
        """Give the file back."""
        if self._file:
            self._file.close()
