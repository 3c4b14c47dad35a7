"""Ways to save, side by side: ``python benchmarks/records/ways.py [--ways …] [--rounds 8] [--learners 200]``.

The worst case: every learner is a process of its own, as kernels are, and all save at the same moment, some
rounds long (the first two warm up). What one save costs alone stands beside it. Processes that start and end
are not measured. Real classes save at moments of their own; ``save_and_load.py`` measures that.
"""

from __future__ import annotations

import argparse
import fcntl
import multiprocessing
import os
import random
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from selfhelp_teach.records import sql
from selfhelp_teach.records.schema import Entry
from selfhelp_teach.records.stores import new_learner

WARM = 2


class Gathered(sql.SqlStore):
    """The product: whoever has the turn writes for all who wait, flushed to the disk."""


class Unflushed(sql.SqlStore):
    """Gathered, without a flush at each commit: a power cut may lose what was acknowledged."""

    def _opened(self):
        engine = super()._opened()
        sa.event.listen(
            engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=NORMAL")
        )
        return engine


class OneByOne(sql.SqlStore):
    """In a queue, each its own transaction and flush."""

    def _opened(self):
        engine = super()._opened()
        self._queue._room = None  # noqa: SLF001 (the way without it)
        return engine


class Sleepers(OneByOne):
    """SQLite's own waiting: sleep and look again, ever longer."""

    def _opened(self):
        engine = super()._opened()
        self._queue = None
        return engine


class Before(sql.SqlStore):
    """As it was: each puts its statement together anew, and looks for its turn every few milliseconds."""

    def _opened(self):
        engine = super()._opened()
        self._file = Path(f"{self._url.database}-turn").open("ab")  # noqa: SIM115
        self._queue = None
        return engine

    def _write(self, rows):
        self._revise = sql._revising(sql.sqlite.insert)  # noqa: SLF001 (anew each time)
        with self._looking():
            return self._write_here(rows)

    @contextmanager
    def _looking(self):
        longest = 0.002
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(random.uniform(0.001, longest))
                longest = min(0.03, longest * 1.3)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)


WAYS = {
    "before": Before, "sleepers": Sleepers, "one by one": OneByOne, "gathered": Gathered,
    "gathered, no flush": Unflushed,
}  # fmt: skip


def draft():
    moment = datetime.now(UTC)
    return [
        Entry(id="draft", kind="draft", time=moment, updated=moment, value="word " * random.randint(1, 200))
    ]


def at(times, share):
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def alone(way):
    """Return milliseconds of the clock and of the processor for one save with nobody else."""
    with tempfile.TemporaryDirectory() as folder:
        store, learner = WAYS[way](f"sqlite:///{folder}/records.sqlite3"), new_learner()
        for _ in range(50):
            store.save(learner, draft())
        times, clock = [], time.process_time()
        for _ in range(300):
            given = draft()
            start = time.perf_counter()
            store.save(learner, given)
            times.append(time.perf_counter() - start)
        used = time.process_time() - clock
        store.close()
    return at(times, 0.5), 1000 * used / 300


def learner_at_work(way, url, rounds, ready, start, queue):
    store, learner, times = WAYS[way](url), new_learner(), []
    for _ in range(rounds + WARM):
        given = draft()
        ready.wait()  # everyone has ended the round before
        ready.wait()  # the moment is set
        time.sleep(max(0, start.value - time.monotonic()))
        began = time.perf_counter()
        store.save(learner, given)
        times.append(time.perf_counter() - began)
    queue.put(times)
    ready.wait()  # nobody leaves while others are measured


def together(way, learners, rounds):
    """Return, for each round, the seconds that each learner's save took."""
    context = multiprocessing.get_context("fork")
    queue, ready, start = context.Queue(), context.Barrier(learners + 1), context.Value("d", 0.0)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/records.sqlite3"
        sql.SqlStore(url).close()
        given = (way, url, rounds, ready, start, queue)
        workers = [context.Process(target=learner_at_work, args=given) for _ in range(learners)]
        for worker in workers:
            worker.start()
        for _ in range(rounds + WARM):
            ready.wait()
            start.value = time.monotonic() + 1
            ready.wait()
        found = [queue.get() for _ in workers]
        ready.wait()
        for worker in workers:
            worker.join()
    return [list(times) for times in zip(*found, strict=True)][WARM:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ways", default=",".join(WAYS).replace("gathered, no", "gathered; no"))
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=8)
    asked = parser.parse_args()
    print(f"{asked.learners} processes save at one moment, {asked.rounds} rounds, {os.cpu_count()} cores")
    print(
        "| way | alone, ms | processor, ms | p50 of the median round | p95 best / median / worst round | load |"
    )
    print("|---|---|---|---|---|---|")
    for name in asked.ways.split(","):
        way = name.replace(";", ",")
        clock, used = alone(way)
        rounds = together(way, asked.learners, asked.rounds)
        middle = sorted(at(times, 0.5) for times in rounds)[len(rounds) // 2]
        tails = sorted(at(times, 0.95) for times in rounds)
        print(
            f"| {way} | {clock:.2f} | {used:.2f} | {middle:.0f} | "
            f"{tails[0]:.0f} / {tails[len(tails) // 2]:.0f} / {tails[-1]:.0f} | {os.getloadavg()[0]:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
