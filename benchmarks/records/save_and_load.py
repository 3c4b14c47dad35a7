"""How long a save takes with a class at work, and how long a portfolio takes.

``python benchmarks/records/save_and_load.py [--learners 200] [--seconds 20] [--url URL]``

Each learner saves every two seconds, as someone who types: one draft a save, sometimes an answer with it.
Learners are spread over processes, as kernels are. Prints medians, 95th percentiles and maxima, and the
machine's load, since a busy machine measures itself.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.records.schema import Entry, Record
from selfhelp_teach.records.stores import new_learner

TARGET_SAVE, TARGET_EXPORT = 0.050, 5.0
PROCESSES = 40  # forked, so that many fit on one machine


def one_process(url, learners, seconds, queue):
    from selfhelp_teach.records.sql import SqlStore

    store = SqlStore(url)
    saves, loads, lock = [], [], threading.Lock()
    end = time.monotonic() + seconds

    def learner_at_work():
        learner = new_learner()
        time.sleep(random.uniform(0, 2))
        start = time.perf_counter()
        store.load(learner)  # as a page does when it opens
        with lock:
            loads.append(time.perf_counter() - start)
        while time.monotonic() < end:
            moment = datetime.now(UTC)
            entries = [
                Entry(
                    id="draft",
                    kind="draft",
                    time=moment,
                    updated=moment,
                    value="word " * random.randint(1, 200),
                )
            ]
            if random.random() < 0.2:
                name = f"answer-{time.monotonic_ns()}"
                entries.append(Entry(id=name, kind="answer", time=moment, updated=moment, value="x"))
            start = time.perf_counter()
            store.save(learner, entries)
            with lock:
                saves.append(time.perf_counter() - start)
            time.sleep(random.uniform(1, 3))

    threads = [threading.Thread(target=learner_at_work) for _ in range(learners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put((saves, loads))


def told(times):
    ordered = sorted(times)

    def at(share):
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000

    return {
        "count": len(ordered),
        "median_ms": at(0.5),
        "p95_ms": at(0.95),
        "p99_ms": at(0.99),
        "max_ms": at(1),
    }


def crowd(url, learners, seconds):
    from selfhelp_teach.records.sql import SqlStore

    SqlStore(url).close()  # makes the tables; what follows is forked without any connection
    context = multiprocessing.get_context("fork")  # imports are shared, connections are not
    queue = context.Queue()
    share = learners // PROCESSES
    workers = [
        context.Process(target=one_process, args=(url, share, seconds, queue)) for _ in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    found = [queue.get() for _ in workers]
    for worker in workers:
        worker.join()
    saves = [value for part, _ in found for value in part]
    loads = [value for _, part in found for value in part]
    return {"learners": share * PROCESSES, "save": told(saves), "load": told(loads)}


def full_record(answers=100, charts=20):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    ranking, number, text = (
        library.exercise(name)
        for name in ("p02-rank-the-kinds", "p02-share-with-a-problem", "p02-why-education-flips")
    )
    entries = []
    for index in range(answers):
        # An exercise of its own for each answer: the names of one are given to copies of its file's content.
        exercise = text if index >= charts else number if index % 2 else ranking
        value = "What I think about it. " * 40
        if exercise is number:
            value = float(index)
        elif exercise is ranking:
            value = [item.key for item in ranking.items]
        found = mark(exercise, value)
        entries.append(
            Entry(
                id=f"entry-{index}", kind="prediction" if exercise.prediction else "answer", time=moment,
                updated=moment, page="02", exercise=f"{exercise.id}", value=value, score=found.score,
                closeness=found.closeness, details=dict(found.details), confidence=3,
            )
        )  # fmt: skip
    return Record.of(entries)


def portfolio():
    """Export a portfolio of 100 answers and 20 charts; each exercise stands under a name of its own."""
    record = full_record()
    real = library.exercise

    def under_any_name(name, language="en"):
        return real(name.split(".")[0], language)

    renamed = [
        entry.model_copy(update={"exercise": f"{entry.exercise}.{index}"})
        for index, entry in enumerate(record.in_order())
    ]
    library.exercise = under_any_name
    try:
        start = time.perf_counter()
        made = build(Record.of(renamed))
        times = {"build_s": time.perf_counter() - start}
        for form in FORMATS:
            start = time.perf_counter()
            size = len(export(made, form))
            times[form] = {"seconds": time.perf_counter() - start, "kB": size / 1000}
    finally:
        library.exercise = real
    items = made.items
    return {"answers": len(items), "charts": sum(bool(item.chart) for item in items), **times}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--url")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.url or f"sqlite:///{Path(folder) / 'records.sqlite3'}"
        result = {
            "cores": os.cpu_count(),
            "load_before": os.getloadavg()[0],
            **crowd(url, asked.learners, asked.seconds),
            "portfolio": portfolio(),
        }
    print(json.dumps(result, indent=1))
    slowest = max(result["portfolio"][form]["seconds"] for form in FORMATS) + result["portfolio"]["build_s"]
    good = result["save"]["p95_ms"] <= TARGET_SAVE * 1000 and slowest <= TARGET_EXPORT
    print("within targets" if good else "NOT within targets")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
