"""The engine agrees with the same model written again, agent by agent, on another framework.

This is the small form, run with every test; ``benchmarks/model/docking.py`` compares sixteen scenarios.
"""

from __future__ import annotations

import numpy as np
import pytest

from selfhelp_teach.model import Scenario, simulate
from tests.conftest import as_module

pytestmark = pytest.mark.slow  # runs the model for many wards

REPLICATES = 24
MONTHS = 36
# Some fifty comparisons a scenario: with this many, none of a standard normal's draws lies further out.
FARTHEST = 4.5


@pytest.fixture(scope="module")
def twin():
    """The agent-based program, written from the ODD description and not from the engine."""
    return as_module("benchmarks/model/ward_mesa.py").run


def differences(twin, scenario, against):
    """Return each measure's difference of means between the two programs, in standard errors."""
    logs = [twin(scenario, months=MONTHS, seed=seed) for seed in range(REPLICATES)]
    ensemble = simulate(against, replicates=400, months=MONTHS, seed=99)
    found = {}
    for name in logs[0][0]:
        theirs = np.array([np.mean([row[name] for row in log]) for log in logs])
        ours = ensemble.values(name).mean(axis=0, dtype=np.float64)
        both = np.concatenate([theirs - theirs.mean(), ours - ours.mean()]).var()
        error = (both * (1 / theirs.size + 1 / ours.size)) ** 0.5
        gap = theirs.mean() - ours.mean()
        found[name] = 0.0 if abs(gap) < 1e-4 else gap / max(error, 1e-9)
    return found


@pytest.mark.parametrize("leadership", ["none", "shared"])
def test_the_two_programs_agree_within_the_error_of_their_samples(twin, leadership):
    scenario = Scenario(leadership=leadership)
    found = differences(twin, scenario, scenario)
    assert max(map(abs, found.values())) < FARTHEST, found
    assert np.sqrt(np.mean(np.square(list(found.values())))) < 1.5


def test_two_wards_that_differ_are_told_apart(twin):
    found = differences(twin, Scenario(leadership="none"), Scenario(leadership="shared"))
    assert max(map(abs, found.values())) > FARTHEST
