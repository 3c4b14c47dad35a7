"""What pages work out alike whenever they open: done once, before kernels are copied from one another."""

from __future__ import annotations

from selfhelp_teach.charts import groups, power_runs
from selfhelp_teach.evidence import ledger
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.lessons import bench, dangers
from selfhelp_teach.model import Scenario
from selfhelp_teach.translation import LANGUAGES


def prepare() -> None:
    """Read the ledger, run the wards that pages open with, and read the exercises in every language."""
    ledger()
    power_runs.opening()
    groups.make_ready()
    bench.make_ready(Scenario())
    bench.run(dangers.CHAIRS_WARD)
    for language in LANGUAGES:
        for folder in library.folders():
            for path in library.files(folder):
                content(library.exercise(path.stem, language), language)
