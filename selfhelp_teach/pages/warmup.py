"""What pages work out alike whenever they open: done once, before kernels are copied from one another."""

from __future__ import annotations

from selfhelp_teach.charts import groups
from selfhelp_teach.evidence import ledger
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.model import BASELINE, Scenario
from selfhelp_teach.pages import (
    conversation_scenarios,
    dangers,
    leadership,
    leadership_controls,
    page_state,
    roots,
    simulator_state,
    start,
)
from selfhelp_teach.pages.runs import RUNS, SMALL, Ward
from selfhelp_teach.translation import LANGUAGES


def warm_up() -> None:
    """Read the ledger, run the wards that pages open with, and read the exercises in every language."""
    ledger()
    roots.curve(BASELINE)
    RUNS.full(Ward(BASELINE), SMALL)
    start.courses()
    opening = leadership_controls.Setting()
    for scenario in (Scenario(), dangers.CHAIRS_WARD, *map(opening.scenario, groups.WHO)):
        RUNS.full(Ward(scenario))
    for kind in (
        Scenario,
        conversation_scenarios.ConversationState,
        dangers.Worries,
        leadership.Looked,
        simulator_state.Simulated,
    ):
        page_state.plain(kind)
    for language in LANGUAGES:
        for folder in library.folders():
            for path in library.files(folder):
                content(library.exercise(path.stem, language), language)
