"""Dock the engine with its Mesa re-implementation, and measure how much faster it is.

Usage: python benchmarks/model/docking.py [--replicates 60] [--months 60]

For each of sixteen scenarios spread over the input space (the corners of leadership, then a Latin hypercube),
every output's mean over months is compared between the two programs. With some 400 comparisons, differences in
standard errors must look like draws of a standard normal: none beyond 4.5, at most 1% beyond 3, root mean square
below 1.25. Exit status 1 where they do not.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from ward_mesa import run

from selfhelp_teach.model import Scenario, attitudes_from, simulate

HERE = Path(__file__).resolve().parent


def scenarios(extra=8, seed=7):
    """Return sixteen scenarios: four leaderships at the default, four guarded or with mechanisms off, eight spread."""
    led = ("none", "professional", "shared", "independent")
    found = [Scenario(leadership=who) for who in led]
    found += [
        Scenario(leadership="shared", **attitudes_from(0.9), ombudsperson=True),
        Scenario(leadership="professional", power_asymmetry=1.0, bureaucracy=0.9, mechanisms_off=("M15",)),
        Scenario(leadership="independent", **attitudes_from(0.1), families=120),
        Scenario(leadership="shared", mechanisms_off=("M3", "M5", "M8", "M12")),
    ]
    rng = np.random.default_rng(seed)
    names = (
        "power_asymmetry",
        "emotional_engagement",
        "acceptance",
        "defensiveness",
        "perceived_danger",
        "bureaucracy",
        "relapse_rate",
    )
    cube = (
        rng.permuted(np.tile(np.arange(extra), (len(names), 1)), axis=1).T + rng.random((extra, len(names)))
    ) / extra
    for i, point in enumerate(cube):
        found.append(
            Scenario(
                leadership=led[1 + i % 3],
                **dict(zip(names, map(float, point), strict=True)),
                families=int(rng.integers(20, 140)),
                joint_meetings=bool(rng.integers(2)),
                representative=bool(rng.integers(2)),
                college_share=round(float(rng.uniform(0.1, 0.5)), 2),
                high_school_share=round(float(rng.uniform(0.1, 0.5)), 2),
            )
        )
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=60)
    parser.add_argument("--months", type=int, default=60)
    arguments = parser.parse_args()
    lines, scores, ours_ms, mesa_ms = [], [], [], []
    for number, scenario in enumerate(scenarios()):
        begun = time.perf_counter()
        logs = [
            run(scenario, months=arguments.months, seed=1000 * number + i)
            for i in range(arguments.replicates)
        ]
        mesa_ms.append((time.perf_counter() - begun) / arguments.replicates * 1e3)
        simulate(scenario, replicates=200, months=arguments.months, seed=99)
        begun = time.perf_counter()
        ensemble = simulate(scenario, replicates=200, months=arguments.months, seed=99)
        ours_ms.append((time.perf_counter() - begun) / 200 * 1e3)
        ensemble = ensemble.refine(1000)
        for name in logs[0][0]:
            theirs = np.array([np.mean([row[name] for row in log]) for log in logs])
            mine = ensemble.values(name).mean(axis=0, dtype=np.float64)
            # the exact variance of a rare count is estimated from both programs together
            pooled = np.concatenate([theirs - theirs.mean(), mine - mine.mean()]).var()
            error = (pooled * (1 / theirs.size + 1 / mine.size)) ** 0.5
            gap = theirs.mean() - mine.mean()
            score = 0.0 if abs(gap) < 1e-4 else gap / max(error, 1e-9)
            scores.append(score)
            lines.append(
                [
                    number,
                    scenario.to_code(),
                    name,
                    round(mine.mean(), 5),
                    round(theirs.mean(), 5),
                    round(error, 5),
                    round(score, 2),
                ]
            )
    out = HERE / "docking.csv"
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["scenario", "code", "measure", "engine", "mesa", "standard_error", "difference_in_errors"]
        )
        writer.writerows(lines)
    z = np.abs(scores)
    ratio = np.array(mesa_ms) / np.array(ours_ms)
    print(
        f"{len(ours_ms)} scenarios, {z.size} comparisons, {arguments.replicates} Mesa and 1000 engine replicates"
    )
    print(
        f"largest difference {z.max():.2f} standard errors; beyond 3: {(z > 3).mean():.2%}; root mean square {np.sqrt((z**2).mean()):.2f}"
    )
    print(
        f"Mesa {np.median(mesa_ms):.1f} ms a replicate, engine {np.median(ours_ms):.3f} ms; ratio {np.median(ratio):.0f} (least {ratio.min():.0f})"
    )
    holds = z.max() < 4.5 and (z > 3).mean() <= 0.01 and np.sqrt((z**2).mean()) < 1.25
    print("The two programs agree." if holds else "The two programs do not agree; see docking.csv.")
    for line in sorted(lines, key=lambda row: -abs(row[-1]))[:8]:
        print(line)
    sys.exit(not holds)


if __name__ == "__main__":
    main()
