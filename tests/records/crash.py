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

from selfhelp_teach.records.sql import SqlStore
from selfhelp_teach.records.stores import new_learner
from tests.records.examples import entry

#: Processes that save at the same time.
AT_ONCE = 4


def save_until_killed(url: str, learner: str, out: int) -> None:
    store = SqlStore(url)
    number = 0
    while True:
        entries = [entry(id=f"{os.getpid()}-{number}-{part}", value="x" * 500) for part in range(3)]
        store.save(learner, entries)
        os.write(out, "".join(f"{saved.id}\n" for saved in entries).encode())  # the acknowledgement
        number += 1


class Saver:
    """A forked process that saves until it is killed, and tells the ids that were acknowledged."""

    def __init__(self, url: str, learner: str) -> None:
        self.readable, writable = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.readable)
            try:
                save_until_killed(url, learner, writable)
            finally:
                os._exit(1)
        os.close(writable)

    def killed(self) -> list[str]:
        time.sleep(random.uniform(0, 0.03))
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with os.fdopen(self.readable, "rb") as acknowledged:
            text = acknowledged.read().decode()
        return text[: text.rfind("\n") + 1].split()


def some_kills(url: str, learner: str, savers: int, wait_for_first: bool) -> list[str]:
    """Have some save at once, so that each writes for others, and kill one after the other."""
    saving = [Saver(url, learner) for _ in range(savers)]
    if wait_for_first:
        for saver in saving:
            select.select([saver.readable], [], [], 30)
    return [name for saver in saving for name in saver.killed()]


def main(url: str, kills: int, fresh: bool) -> int:
    learner = new_learner()
    acknowledged: list[str] = []
    done = 0
    while done < kills:
        savers = min(random.choice([1, AT_ONCE]), kills - done)
        acknowledged += some_kills(url, learner, savers, wait_for_first=not (fresh and done < 10))
        done += savers
    store = SqlStore(url)
    found = set(store.load(learner).entries)
    lost = [name for name in acknowledged if name not in found]
    print(f"{done} kills, {len(acknowledged)} acknowledged, {len(found)} found, {len(lost)} lost", flush=True)
    torn = {name.rsplit("-", 1)[0] for name in found}
    whole = all(f"{stem}-{part}" in found for stem in torn for part in range(3))
    return 1 if lost or not whole or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), len(sys.argv) > 3))
