"""Kill a saving process again and again; whatever was acknowledged must be there afterwards.

``python tests/records/crash.py URL KILLS [FRESH]`` prints how many saves were acknowledged and found. With
FRESH the first kills fall into the making of the tables.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from datetime import UTC, datetime

from selfhelp_teach.records.schema import Entry
from selfhelp_teach.records.sql import SqlStore
from selfhelp_teach.records.stores import new_learner


def save_until_killed(url: str, learner: str, out: int) -> None:
    store = SqlStore(url)
    number = 0
    while True:
        moment = datetime.now(UTC)
        entries = [
            Entry(
                id=f"{os.getpid()}-{number}-{part}",
                kind="answer",
                time=moment,
                updated=moment,
                value="x" * 500,
            )
            for part in range(3)
        ]
        store.save(learner, entries)
        os.write(out, "".join(f"{entry.id}\n" for entry in entries).encode())  # the acknowledgement
        number += 1


def one_kill(url: str, learner: str, wait_for_first: bool) -> list[str]:
    """Fork a saver, kill it at a random moment, return the ids it acknowledged."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        try:
            save_until_killed(url, learner, writable)
        finally:
            os._exit(1)
    os.close(writable)
    if wait_for_first:
        select.select([readable], [], [], 30)
    moment = time.monotonic() + random.uniform(0, 0.03)
    while time.monotonic() < moment:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(readable, "rb") as acknowledged:
        text = acknowledged.read().decode()
    return text[: text.rfind("\n") + 1].split()


def main(url: str, kills: int, fresh: bool) -> int:
    learner = new_learner()
    acknowledged: list[str] = []
    for kill in range(kills):
        acknowledged += one_kill(url, learner, wait_for_first=not (fresh and kill < 10))
    found = set(SqlStore(url).load(learner).entries)
    lost = [name for name in acknowledged if name not in found]
    print(
        f"{kills} kills, {len(acknowledged)} acknowledged, {len(found)} found, {len(lost)} lost", flush=True
    )
    torn = {name.rsplit("-", 1)[0] for name in found}
    whole = all(f"{stem}-{part}" in found for stem in torn for part in range(3))
    return 1 if lost or not whole or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), len(sys.argv) > 3))
