"""Measure the engine's speed and memory.

Usage: python benchmarks/model/speed.py [--mesa] [--write]

Times are processor times of this process (least and median of many), so that other programs on the machine matter
little; a wall clock on an idle machine shows the same. Each is also given as a multiple of a fixed piece of NumPy
work done in the same run ("reference": a thousand products of 50 numbers and three hundred of 74 x 50), which
says how fast the machine is just now. --mesa adds the ratio to the Mesa re-implementation; --write stores the report.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from selfhelp_teach.model import Scenario, simulate
from selfhelp_teach.model.rng import STORE

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
TARGETS = {50: (12, 25), 200: (45, 80), 1000: (500, 500)}
a = np.random.default_rng(1).random(50, dtype=np.float32)
b = np.random.default_rng(1).random((74, 50), dtype=np.float32)
out = np.empty_like(b)


def reference():
    begun = time.process_time()
    for _ in range(1000):
        a * a
    for _ in range(300):
        np.multiply(b, b, out)
    return (time.process_time() - begun) * 1e3


def timed(work, times, prepare=lambda: None):
    found, unit = [], []
    for _ in range(times):
        prepare()
        unit.append(reference())
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1e3)
    return min(found), float(np.median(found)), float(np.median(np.array(found) / np.array(unit)))


def fit(xs, ys):
    """Return (intercept, slope, R squared) of a straight line."""
    slope, intercept = np.polyfit(xs, ys, 1)
    residual = ys - (intercept + slope * np.asarray(xs))
    return intercept, slope, 1 - (residual**2).sum() / ((ys - np.mean(ys)) ** 2).sum()


def peak_memory():
    code = (
        "import selfhelp_teach.model as m\n"
        "def peak(): return int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) / 1024\n"
        "before = peak(); m.simulate(m.Scenario(), replicates=1000).outcomes(); after = peak()\n"
        "print(after, after - before)"
    )
    return map(
        float,
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split(),
    )


def import_time():
    code = "import numpy, time; t = time.process_time(); import selfhelp_teach.model; print((time.process_time() - t) * 1e3)"
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(7)
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mesa", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    lines = ["# Speed of the ward model\n", f"NumPy {np.__version__}, Python {sys.version.split()[0]}. Made by `python benchmarks/model/speed.py --mesa --write`.\n",
             "| run | least ms | median ms | target ms | in references |", "|---|---|---|---|---|"]  # fmt: skip
    per_replicate = None
    for replicates, (warm, first) in TARGETS.items():

        def run(replicates=replicates):
            simulate(Scenario(), replicates=replicates)

        cold = timed(run, 7, STORE.clear)
        kept = timed(run, 30 if replicates < 500 else 8)
        if replicates == 200:
            per_replicate = kept[0] / 200
        lines.append(
            f"| {replicates} x 74 x 60, draws kept | {kept[0]:.1f} | {kept[1]:.1f} | {warm} | {kept[2]:.1f} |"
        )
        lines.append(
            f"| {replicates} x 74 x 60, first time | {cold[0]:.1f} | {cold[1]:.1f} | {first} | {cold[2]:.1f} |"
        )
    sizes = np.array([50, 100, 200, 400, 600, 800])
    took = np.array([min(timed(lambda n=n: simulate(Scenario(), replicates=int(n)), 6)[:1]) for n in sizes])
    intercept, slope, r2 = fit(sizes, took)
    lines.append(f"\nReplicates: {intercept:.1f} ms + {slope * 1000:.1f} ms a thousand, R squared {r2:.4f}.")
    places = np.array([40, 80, 120, 160, 200, 250, 300])
    took = np.array(
        [min(timed(lambda n=n: simulate(Scenario(families=int(n)), replicates=200), 6)[:1]) for n in places]
    )
    intercept, slope, r2 = fit(places, took)
    lines.append(
        f"Families (200 replicates): {intercept:.1f} ms + {slope * 100:.1f} ms a hundred, R squared {r2:.4f}."
    )
    peak, grown = peak_memory()
    lines.append(f"1,000 replicates: {grown:.0f} MB above the import, {peak:.0f} MB in all (target 300).")
    lines.append(f"Import over NumPy: {import_time():.0f} ms (target 150).")
    if arguments.mesa:
        from ward_mesa import run as mesa_run

        mesa = min(timed(lambda: mesa_run(Scenario(), seed=1), 8)[:1])
        lines.append(
            f"Mesa: {mesa:.0f} ms a replicate, engine {per_replicate:.3f} ms (of 200): {mesa / per_replicate:.0f} times faster (target 100)."
        )
    load = max(load, os.getloadavg()[0])
    lines.insert(
        2,
        f"Processor times on {os.cpu_count()} cores at a load of up to {load:.0f}: read them as upper bounds where it is high.\n",
    )
    text = "\n".join(lines) + "\n"
    print(text)
    if arguments.write:
        (HERE / "speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
