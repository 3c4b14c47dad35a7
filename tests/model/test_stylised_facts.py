"""What must emerge from the mechanisms (S1-S9), at three seeds, at the defaults and away from them.

"Above" means: the mean paired difference over 150 replicates lies more than three standard errors above zero,
which a true difference of zero would show about once in 700 times.
"""

from functools import lru_cache

import numpy as np
import pytest

from selfhelp_teach.model import MEASURES, MECHANISMS, Parameters, Scenario, attitudes_from, simulate

pytestmark = pytest.mark.slow  # runs the model for many wards

SEEDS = (11, 12, 13)
SIZE = 150
LED = ("professional", "shared", "independent")
PLACES = {
    "default": {},
    "a large centre": {"families": 140, "treatment_min": 30, "treatment_max": 40},
    "collaborative staff": attitudes_from(0.75),
    "less power": {"power_asymmetry": 0.4},
    "more schooling, less bureaucracy": {"college_share": 0.5, "high_school_share": 0.2, "bureaucracy": 0.3},
}
everywhere = pytest.mark.parametrize("place", PLACES)
each_seed = pytest.mark.parametrize("seed", SEEDS)


@lru_cache(maxsize=400)
def _run(scenario, seed, parameters=None):
    ensemble = simulate(scenario, replicates=SIZE, seed=seed, parameters=parameters)
    return {name: ensemble.outcome(name).astype(float) for name in (
        "members", "months_alive", "activities", "collective_issues", "stored_grievance", "bursts", "recruits",
        "open_conflict", "silent_share", "voiced_share", "burnout", "resolved_share",
    )}  # fmt: skip


def run(seed, parameters=None, **changes):
    return _run(Scenario(**changes), seed, parameters)


def margin(high, low, name):
    """Mean paired difference in standard errors."""
    difference = high[name] - low[name]
    error = difference.std(ddof=1) / difference.size**0.5
    return difference.mean() / error if error else np.inf * np.sign(difference.mean())


def above(high, low, name):
    assert margin(high, low, name) > 3, (name, high[name].mean(), low[name].mean())


@everywhere
@each_seed
def test_s1_shared_groups_are_larger_live_longer_and_do_more_kinds_of_things(place, seed):
    shared, *others = (
        run(seed, leadership=who, **PLACES[place]) for who in ("shared", "professional", "independent")
    )
    for other in others:
        for name in ("members", "months_alive", "activities"):
            # a group that outlives almost every run cannot live longer still: there the means must not be reversed
            if name == "months_alive" and other[name].mean() > 45:
                assert shared[name].mean() > other[name].mean()
            else:
                above(shared, other, name)


@everywhere
@each_seed
def test_s2_professional_led_groups_raise_the_fewest_issues_and_store_the_most_grievance(place, seed):
    professional, *others = (run(seed, leadership=who, **PLACES[place]) for who in LED)
    for other in others:
        above(other, professional, "collective_issues")
        above(professional, other, "stored_grievance")
    bursts = [run(seed, leadership=who, **PLACES[place])["bursts"].sum() for who in LED]
    assert bursts[0] >= 0.8 * sum(bursts)
    if place != "less power":
        assert bursts[0] > 0


@everywhere
@each_seed
def test_s3_independent_groups_are_never_cooled_out(place, seed):
    independent = run(seed, leadership="independent", **PLACES[place])
    assert not independent["stored_grievance"].any()
    assert not independent["bursts"].any()


@pytest.mark.parametrize("danger", [0.8, 0.95])
@each_seed
def test_s3_independent_groups_recruit_slowest_where_perceived_danger_is_high(danger, seed):
    professional, shared, independent = (run(seed, leadership=w, perceived_danger=danger) for w in LED)
    above(shared, independent, "recruits")
    above(professional, independent, "recruits")


@pytest.mark.parametrize("who", ["none", *LED])
@each_seed
def test_s4_open_and_silent_conflict_rise_with_power_asymmetry(who, seed):
    for defensiveness in (0.2, 0.6):
        low, middle = (
            run(seed, leadership=who, power_asymmetry=p, defensiveness=defensiveness) for p in (0.0, 0.5)
        )
        above(middle, low, "open_conflict")
        above(middle, low, "silent_share")
        high = run(seed, leadership=who, power_asymmetry=1.0, defensiveness=defensiveness)
        above(high, middle, "silent_share")
        above(high, low, "open_conflict")


@pytest.mark.parametrize("who", ["none", *LED])
@each_seed
def test_s4_a_quiet_ward_is_not_a_content_ward(who, seed):
    calm, feared = (run(seed, leadership=who, power_asymmetry=0.95, defensiveness=d) for d in (0.3, 0.95))
    above(calm, feared, "open_conflict")
    above(feared, calm, "silent_share")


@everywhere
@each_seed
def test_s5_any_working_group_lowers_burnout_against_no_group(place, seed):
    none = run(seed, leadership="none", **PLACES[place])
    for who in LED:
        above(none, run(seed, leadership=who, **PLACES[place]), "burnout")


@each_seed
def test_s5_the_independent_group_lowers_burnout_least_where_staff_are_hostile(seed):
    hostile = {**attitudes_from(0.1), "perceived_danger": 0.9}
    none, professional, shared, independent = (run(seed, leadership=w, **hostile) for w in ("none", *LED))
    above(none, independent, "burnout")
    above(independent, professional, "burnout")
    above(independent, shared, "burnout")


def lead(seed, name, parameters=None, **changes):
    """How far shared leadership is ahead of the better of the other two."""
    professional, shared, independent = (
        run(seed, parameters, leadership=w, **changes)[name].mean() for w in LED
    )
    return shared - max(professional, independent)


@each_seed
def test_s6_the_shared_advantage_shrinks_with_guarded_staff_and_grows_with_collaborative_staff(seed):
    for name in ("members", "activities"):
        guarded, middle, open_ = (lead(seed, name, **attitudes_from(a)) for a in (0.1, 0.4, 0.8))
        assert 0 < guarded < 0.7 * middle
        assert middle < open_ or name == "activities"


@each_seed
def test_s6_without_power_asymmetry_the_three_types_differ_little_in_conflict(seed):
    for name in ("open_conflict", "silent_share"):

        def spread(power, name=name):
            means = [run(seed, leadership=w, power_asymmetry=power)[name].mean() for w in LED]
            return max(means) - min(means)

        assert spread(0.0) < 0.5 * spread(0.7)


@pytest.mark.parametrize("off", ["M6", "M9"])
@each_seed
def test_s7_the_shared_advantage_needs_both_access_and_autonomy(off, seed):
    for name in ("members", "months_alive", "activities"):
        assert lead(seed, name, mechanisms_off=(off,)) < 0.1 * lead(seed, name)


@each_seed
def test_s8_an_installed_mechanism_keeps_its_effect_after_the_group_has_died(seed):
    only_mechanisms = Parameters(change_power=0.0, change_mechanism=1.0)
    ward = Scenario(leadership="shared", **attitudes_from(0.6))
    with_group = simulate(ward, replicates=400, months=96, seed=seed, parameters=only_mechanisms)
    without = simulate(
        ward.replace(leadership="none"), replicates=400, months=96, seed=seed, parameters=only_mechanisms
    )
    dead = with_group.values("alive")[71] == 0
    left_something = with_group.values("mechanisms_installed")[71] > 0
    conflict = (without.values("open_conflict") - with_group.values("open_conflict"))[72:].mean(axis=0)
    kept, lost = conflict[dead & left_something], conflict[dead & ~left_something]
    assert kept.size > 20
    error = kept.std(ddof=1) / kept.size**0.5
    assert kept.mean() > 3 * error  # two years after, less open conflict than had there been no group
    assert kept.mean() > lost.mean()


@pytest.mark.parametrize("who", ["none", *LED])
def test_s9_with_every_mechanism_off_nothing_happens(who):
    still = Scenario(leadership=who, mechanisms_off=tuple(MECHANISMS))
    ensemble = simulate(still, replicates=50, months=48)
    for name in ("any_problem", "silent_share", "voiced_share", "open_conflict", "bursts", "recruits", "leavers",
                 "collective_issues", "mean_grievance", "stored_grievance", "activities", "mechanisms_installed"):  # fmt: skip
        assert not ensemble.values(name).any(), name
    for name in ("power_asymmetry", "defensiveness", "perceived_danger", "bureaucracy", "burnout", "alive"):
        values = ensemble.values(name)
        assert np.ptp(values) == 0, name


def test_s9_replicates_are_exchangeable():
    ensemble = simulate(Scenario(), replicates=800, seed=31)
    for name in ("members", "open_conflict", "burnout"):
        values = ensemble.outcome(name).astype(float)
        halves = values[::2], values[1::2]
        blocks = values.reshape(-1, 50).mean(axis=1)
        error = values.std(ddof=1) / 20
        assert abs(halves[0].mean() - halves[1].mean()) < 4 * error * 2**0.5
        # block means spread as independent means of fifty do
        ratio = blocks.std(ddof=1) / (values.std(ddof=1) / 50**0.5)
        assert 0.5 < ratio < 1.6, name
        assert name in MEASURES
