"""Whether the place for answers can be reached while the server runs: said by health, and logged when it changes.

Nothing is asked of the database: a door that opens is enough, and the server needs no database library.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tornado.ioloop import PeriodicCallback

from selfhelp_teach.records.settings import database_url

LOG = logging.getLogger(__name__)
EVERY_SECONDS = 10
PATIENCE = 5
PORT = 5432  # PostgreSQL's
LEAST_FREE = 1_000_000  # bytes on the disk of a file

KEPT = "kept"
NONE = "in browsers only"
LOST = "not reached"


class StoreWatch:
    """Looks at the place for answers now and then.

    Attributes
    ----------
    state
        ``"kept"``, ``"not reached"``, or ``"in browsers only"`` where no place is named.
    """

    def __init__(self) -> None:
        self._url = database_url()
        self.state = NONE if self._url is None else KEPT
        self._callback = PeriodicCallback(self.look, 1000 * EVERY_SECONDS)

    def start(self) -> None:
        """Look from now on, where there is something to look at."""
        if self._url is not None:
            self._callback.start()

    async def look(self) -> None:
        """Look once; a change is logged."""
        now = KEPT if self._url is None or await reached(self._url) else LOST
        if now != self.state and now == LOST:
            LOG.error("The place for answers is not reached any more. Answers wait in the browsers.")
        elif now != self.state:
            LOG.warning("The place for answers is reached again.")
        self.state = now


async def reached(url: str) -> bool:
    """Tell whether a database's door opens: its server listens, or its file can be written."""
    parted = urlsplit(url)
    if parted.scheme.startswith("sqlite"):
        return _writable(Path(unquote(parted.path)[1:]))
    query = parse_qs(parted.query)
    host = query.get("host", [parted.hostname or ""])[0]
    try:
        port = int(query.get("port", [str(parted.port or PORT)])[0])
    except ValueError:
        return True  # several doors: the driver knows how to choose among them
    if not host or "," in host:
        return True  # the driver's own default place
    try:
        if host.startswith("/"):
            door = asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        else:
            door = asyncio.open_connection(host, port)
        _, writer = await asyncio.wait_for(door, PATIENCE)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _writable(file: Path) -> bool:
    folder = file.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return False
    return free > LEAST_FREE and os.access(file if file.exists() else folder, os.W_OK)
