"""How long a save takes with a class at work, and how long a portfolio takes.

``python benchmarks/records/save_and_load.py [--learners 200] [--seconds 20] [--url URL] [--ways gathered]``

Each learner is a process of its own, as kernels are, and saves every two seconds (one to three), as someone
who types: one draft a save, sometimes an answer with it. The worst case, all at one moment, is in
``ways.py``. Prints medians, 95th percentiles and maxima, and the machine's load, since a busy machine
measures itself.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from ways import WAYS, at, draft

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.records.schema import Entry, Record
from selfhelp_teach.records.stores import new_learner

TARGET_SAVE, TARGET_EXPORT = 0.050, 5.0


def learner_at_work(store, seconds):
    """Return the seconds that each save took, and that the first load took."""
    learner, saves = new_learner(), []
    end = time.monotonic() + seconds
    time.sleep(random.uniform(0, 2))
    start = time.perf_counter()
    store.load(learner)  # as a page does when it opens
    load = time.perf_counter() - start
    while time.monotonic() < end:
        entries = draft()
        if random.random() < 0.2:
            moment = entries[0].time
            name = f"answer-{time.monotonic_ns()}"
            entries.append(Entry(id=name, kind="answer", time=moment, updated=moment, value="x"))
        start = time.perf_counter()
        store.save(learner, entries)
        saves.append(time.perf_counter() - start)
        time.sleep(random.uniform(1, 3))
    return saves, load


def one_process(way, url, seconds, ready, queue):
    store = WAYS[way](url)
    ready.wait()  # what starting costs is not part of it
    queue.put(learner_at_work(store, seconds))
    ready.wait()


def told(times):
    ordered = sorted(times)
    found = {
        f"{name}_ms": round(at(ordered, share), 1)
        for name, share in (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1))
    }
    return {"count": len(ordered), **found}


def crowd(way, url, learners, seconds):
    WAYS[way](url).close()  # makes the tables; what follows is forked without any connection
    context = multiprocessing.get_context("fork")  # imports are shared, connections are not
    queue, ready = context.Queue(), context.Barrier(learners)
    workers = [
        context.Process(target=one_process, args=(way, url, seconds, ready, queue)) for _ in range(learners)
    ]
    for worker in workers:
        worker.start()
    found = [queue.get() for _ in workers]
    for worker in workers:
        worker.join()
    saves = [value for part, _ in found for value in part]
    load = os.getloadavg()[0]
    return {"save": told(saves), "load": told([value for _, value in found]), "machine_load": round(load, 1)}


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
        times = {"build_s": round(time.perf_counter() - start, 2)}
        for form in FORMATS:
            start = time.perf_counter()
            size = len(export(made, form))
            times[form] = {"seconds": round(time.perf_counter() - start, 2), "kB": round(size / 1000)}
    finally:
        library.exercise = real
    items = made.items
    return {"answers": len(items), "charts": sum(bool(item.chart) for item in items), **times}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--url")
    parser.add_argument("--ways", default="gathered", help="names of ways.py, the last one is judged")
    asked = parser.parse_args()
    print(f"{asked.learners} processes, each saving every 2 s, {asked.seconds:g} s, {os.cpu_count()} cores")
    for way in asked.ways.split(","):
        with tempfile.TemporaryDirectory() as folder:
            url = asked.url or f"sqlite:///{Path(folder) / 'records.sqlite3'}"
            result = crowd(way, url, asked.learners, asked.seconds)
        print(way, json.dumps(result), flush=True)
    made = portfolio()
    print("portfolio", json.dumps(made))
    slowest = max(made[form]["seconds"] for form in FORMATS) + made["build_s"]
    good = result["save"]["p95_ms"] <= TARGET_SAVE * 1000 and slowest <= TARGET_EXPORT
    print("within targets" if good else "NOT within targets")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
