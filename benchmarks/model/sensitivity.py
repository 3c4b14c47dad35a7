"""Which inputs and assumptions move which outcomes: Morris screening, then Sobol indices of the leading ones.

Usage: python benchmarks/model/sensitivity.py

Needs SALib (the ``bench`` extra). Writes datasets/sensitivity-morris/data.csv and datasets/sensitivity-sobol/data.csv.
Every evaluation is the mean of one outcome over 50 replicates on the same draws, so differences are due to
inputs; the Sobol study is also run on a second seed, and its spread is stored.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from selfhelp_teach.model import FIELDS, MECHANISMS, Parameters, Scenario, simulate

ROOT = Path(__file__).resolve().parents[2] / "datasets"
INPUTS = [name for name, f in FIELDS.items() if f.kind == "share" and not name.endswith("_share")] + [
    "families"
]
STRENGTHS = [m.strength for m in MECHANISMS.values()]
OUTCOMES = (
    "members",
    "months_alive",
    "open_conflict",
    "silent_share",
    "burnout",
    "resolved_share",
    "collective_issues",
)
REPLICATES = 50
LED = ("none", "professional", "shared", "independent")


def bounds(name):
    if name == "families":
        return [30, 150]
    if name in FIELDS:
        return [0.0, 1.0]
    # strengths: from half to half again, so that the study is about how strong, not about whether
    return (
        [0.5, 1.0]
        if name in ("strength_resolution", "strength_accumulation", "strength_mediation")
        else [0.5, 1.5]
    )


def evaluate(names, points, leadership, seed):
    results = np.empty((len(points), len(OUTCOMES)))
    for i, point in enumerate(points):
        values = dict(zip(names, map(float, point), strict=True))
        inputs = {n: (round(v) if n == "families" else v) for n, v in values.items() if n in FIELDS}
        parameters = Parameters(**{n: v for n, v in values.items() if n not in FIELDS})
        ensemble = simulate(
            Scenario(leadership=leadership, **inputs), replicates=REPLICATES, seed=seed, parameters=parameters
        )
        results[i] = [ensemble.outcome(name).mean(dtype=np.float64) for name in OUTCOMES]
    return results


def write(name, rows):
    folder = ROOT / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "data.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def screen(leadership):
    names = INPUTS + STRENGTHS
    problem = {"num_vars": len(names), "names": names, "bounds": [bounds(n) for n in names]}
    points = morris_sample.sample(problem, N=16, num_levels=4, seed=1)
    results = evaluate(names, points, leadership, seed=1)
    rows = []
    for j, outcome in enumerate(OUTCOMES):
        if np.ptp(results[:, j]) == 0:
            continue
        found = morris_analysis.analyze(problem, points, results[:, j], num_levels=4, seed=1)
        spread = results[:, j].std()
        for k, name in enumerate(names):
            rows.append({
                "leadership": leadership, "outcome": outcome, "input": name, "low": bounds(name)[0], "high": bounds(name)[1],
                "mu_star": round(float(found["mu_star"][k]), 5), "mu_star_conf": round(float(found["mu_star_conf"][k]), 5),
                "mu": round(float(found["mu"][k]), 5), "sigma": round(float(found["sigma"][k]), 5),
                "share_of_spread": round(float(found["mu_star"][k] / spread), 4),
            })  # fmt: skip
    return rows


def leading(rows, count):
    score = {}
    for row in rows:
        score[row["input"]] = max(score.get(row["input"], 0), row["share_of_spread"])
    return sorted(score, key=score.get, reverse=True)[:count]


def indices(leadership, names):
    problem = {"num_vars": len(names), "names": names, "bounds": [bounds(n) for n in names]}
    points = sobol_sample.sample(problem, 64, calc_second_order=False, seed=2)
    found = []
    for seed in (1, 2):
        results = evaluate(names, points, leadership, seed)
        found.append({
            outcome: sobol_analysis.analyze(problem, results[:, j], calc_second_order=False, seed=3)
            for j, outcome in enumerate(OUTCOMES) if np.ptp(results[:, j]) > 0
        })  # fmt: skip
    rows = []
    for outcome in found[0]:
        for k, name in enumerate(names):
            first, total = ([float(f[outcome][key][k]) for f in found] for key in ("S1", "ST"))
            rows.append({
                "leadership": leadership, "outcome": outcome, "input": name, "low": bounds(name)[0], "high": bounds(name)[1],
                "first_order": round(np.mean(first), 4), "first_order_conf": round(float(found[0][outcome]["S1_conf"][k]), 4),
                "total": round(np.mean(total), 4), "total_conf": round(float(found[0][outcome]["ST_conf"][k]), 4),
                "seed_spread": round(abs(total[0] - total[1]), 4),
            })  # fmt: skip
    return rows


def main():
    morris, sobol = [], []
    for leadership in LED:
        rows = screen(leadership)
        morris += rows
        sobol += indices(leadership, leading(rows, 8))
        print(leadership, "leading:", ", ".join(leading(rows, 8)))
    write("sensitivity-morris", morris)
    write("sensitivity-sobol", sobol)


if __name__ == "__main__":
    main()
