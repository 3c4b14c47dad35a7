import numpy as np
import pytest

from selfhelp_teach.model import Parameters, Scenario
from selfhelp_teach.model.coefficients import settings
from selfhelp_teach.model.draws import Block, log_odds, of_families, of_groups
from selfhelp_teach.model.families import succession
from selfhelp_teach.model.rng import STORE, STRETCH, family_months

PLACES = 30


def prepared(months=STRETCH, stretch=0, **parameters):
    scenario, values = Scenario(families=PLACES), Parameters(**parameters)
    who = succession(scenario, values, 3, 0, 1, months)
    return Block(3, 0, 1, PLACES, stretch), who, settings(scenario, values)


def propensities(who, months):
    noticing, found = who.noticing.copy(), []
    for month in range(months):
        noticing.reshape(-1)[who.arrivals[month].index] = who.arrivals[month].noticing
        found.append(noticing.copy())
    return np.array(found)


@pytest.mark.parametrize("stretch", [0, 1])
@pytest.mark.parametrize("rate", [0.0, 0.02, 0.2, 3.0])
def test_a_family_meets_a_problem_with_its_own_chance(stretch, rate):
    months = STRETCH * (stretch + 1)
    block, who, p = prepared(months, stretch)
    u = family_months(3, "problem", 0, 1, PLACES, stretch)
    chance = propensities(who, months)[-STRETCH:] * np.float32(rate)
    clear = np.abs(u - chance) > 1e-6  # at the very edge rounding may decide
    assert np.array_equal((of_families(block, who, p).problem < rate)[clear], (u < chance)[clear])


@pytest.mark.parametrize("response_rate", [0.0, 0.25, 1.0])
def test_the_short_lists_leave_out_nobody_whom_a_full_grievance_would_move(response_rate):
    block, who, p = prepared(response_rate=response_rate)
    u = family_months(3, "response", 0, 1, PLACES, 0).reshape(STRETCH, -1)
    for month, answers in enumerate(of_families(block, who, p).answers):
        assert np.array_equal(answers.places[0], (u[month] < response_rate).nonzero()[0])
        assert np.array_equal(answers.places[1], answers.places[0] % 50)
        assert (answers.draws[0] <= p.grievance_full * (1 + 1e-6)).all()


@pytest.mark.parametrize("decided", [0.0, 0.4, 1.0])
def test_matters_are_resolved_left_open_and_undecided_with_their_chances(decided):
    block, who, p = prepared(strength_resolution=decided)
    draws = np.concatenate([a.draws for a in of_families(block, who, p).answers], axis=1)
    chance = 0.7
    odds = log_odds(np.array([chance], np.float32))[0]
    resolved = (odds > draws[1]).mean()
    conflict = (odds <= draws[-1]).mean()
    assert resolved == pytest.approx(decided * chance, abs=0.02)
    assert conflict == pytest.approx(decided * (1 - chance), abs=0.02)
    assert not ((odds > draws[1]) & (odds <= draws[-1])).any()


def test_chances_of_nought_never_happen():
    block, who, p = prepared(issue_rate=0.0, burst_rate=0.0)
    draws = of_groups(block, who, p)
    assert np.isinf(draws.issue).all()
    assert np.isinf(draws.burst).all()


def test_newcomers_are_those_who_came_in_the_last_six_months():
    block, who, p = prepared()
    newcomer = of_groups(block, who, p).newcomer.reshape(STRETCH, -1)
    for month in range(20, STRETCH):
        came = np.concatenate([who.arrivals[t].index for t in range(month - 5, month + 1)])
        assert set(newcomer[month].nonzero()[0]) == set(came.tolist())


def test_draws_in_these_units_are_kept_between_runs():
    block, who, p = prepared()
    assert of_families(block, who, p).problem is of_families(block, who, p).problem
    STORE.clear()
    kept = of_families(block, who, p)
    assert np.array_equal(kept.problem, of_families(block, who, p).problem)
