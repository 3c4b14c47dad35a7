"""A lock between processes that is handed on at once, and that nobody waits for without end."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows: SQLite's own waiting has to do)
    fcntl = None  # type: ignore[assignment]


class FileLock:
    """An exclusive lock among the threads of this process and all processes that name the same file.

    The system releases the lock of a process that dies.
    """

    def __init__(self, file: Path) -> None:
        self._path = file
        self._here = threading.Lock()
        self._held: IO[bytes] | None = None

    def try_acquire(self) -> bool:
        """Take the lock if nobody holds it."""
        if not self._here.acquire(blocking=False):
            return False
        self._held = _locked(self._path, wait=False)
        if self._held is None:
            self._here.release()
        return self._held is not None

    def acquire(self, until: float) -> bool:
        """Wait for the lock until the clock (``time.monotonic``) says ``until``; return whether it came."""
        if not self._here.acquire(timeout=max(0, until - time.monotonic())):
            return False
        self._held = _Waiter(self._path).held_by(until)
        # One that came too late is let go: a long queue behind a stuck disk is told at once, not one by one.
        if self._held is None or time.monotonic() > until:
            self.release()
        return self._held is not None

    def release(self) -> None:
        """Let the next one have the lock."""
        if self._held:
            self._held.close()  # and with it the lock
            self._held = None
        self._here.release()


class _Waiter(threading.Thread):
    """Waits in the system's own queue of a lock, which wakes one at a time.

    To look again and again instead would keep the holder from its work, with a class on two cores. It is a
    thread because nothing else ends a wait for a lock whose holder has stopped.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._held: IO[bytes] | None = None
        self._given_up = False
        self._mutex = threading.Lock()

    def run(self) -> None:
        held = None
        with suppress(OSError):
            held = _locked(self._path, wait=True)
        with self._mutex:
            if self._given_up and held:
                held.close()
            else:
                self._held = held

    def held_by(self, until: float) -> IO[bytes] | None:
        """Return the locked file, or None where it was not to be had in time."""
        self.start()
        self.join(max(0, until - time.monotonic()))
        with self._mutex:
            self._given_up = self._held is None
            return self._held


def _locked(path: Path, *, wait: bool) -> IO[bytes] | None:
    file = path.open("ab")  # a file of its own each time: two threads do not share a lock
    if fcntl:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
    return file
