"""Runs as a CSV file: every monthly measure of every run, with all that is needed to run it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from selfhelp_teach import __version__
from selfhelp_teach.lessons.bench import Run
from selfhelp_teach.model import FIELDS, MEASURES

QUANTILES = {"q05": 0.05, "q50": 0.5, "q95": 0.95}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(runs: Sequence[Run]) -> str:
    """Return one row a run and month: what was set, then the quantiles of every measure.

    Numbers stay numbers. A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    measured = [f"{name}_{q}" for name in MEASURES for q in QUANTILES]
    writer.writerow([*_described(runs[0]), "month", *measured])
    for run in runs:
        described = [neutral(value) for value in _described(run).values()]
        found = {name: run.ensemble.quantiles(name, tuple(QUANTILES.values())) for name in MEASURES}
        for month in range(run.ensemble.months):
            values = [f"{float(value):.6g}" for name in MEASURES for value in found[name][month]]
            writer.writerow([*described, month + 1, *values])
    return text.getvalue()


def _described(run: Run) -> dict[str, Any]:
    ensemble = run.ensemble
    scenario = ensemble.scenario
    return {
        "run": run.slot,
        "label": run.label,
        "simulated": "simulated, not observed",
        "scenario_code": scenario.to_code(),
        **{f"set_{name}": getattr(scenario, name) for name in FIELDS},
        "set_mechanisms_off": " ".join(scenario.mechanisms_off),
        "seed": ensemble.seed,
        "replicates": ensemble.replicates,
        "parameters_version": ensemble.parameters.version,
        "package_version": __version__,
    }


def neutral(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: texts that begin like a formula get an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
