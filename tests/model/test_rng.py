import numpy as np

from selfhelp_teach.model import MEASURES, Parameters, Scenario, Shift, simulate
from selfhelp_teach.model.families import succession
from selfhelp_teach.model.rng import (
    STORE,
    STREAMS,
    DrawStore,
    chunks,
    families_first,
    family_months,
    generator,
)


def same(a, b):
    return all(np.array_equal(a.values(name), b.values(name)) for name in MEASURES)


def test_one_extra_family_changes_only_that_familys_draws():
    for stream in ("problem", "response", "resolution", "membership"):
        few, more = (family_months(3, stream, 0, 1, n, 0) for n in (74, 75))
        assert np.array_equal(few, more[:, :74])
    few, more = (families_first(3, "record", 0, 1, n, 7) for n in (74, 75))
    assert np.array_equal(few, more[:, :74])
    few, more = (succession(Scenario(families=n), Parameters(), 3, 0, 1, 60) for n in (74, 75))
    assert np.array_equal(few.noticing, more.noticing[:74])
    assert np.array_equal(few.education, more.education[:74])
    for month in range(60):
        old = more.arrivals[month].index < few.noticing.size
        assert np.array_equal(few.arrivals[month].index, more.arrivals[month].index[old])
        assert np.array_equal(few.arrivals[month].noticing, more.arrivals[month].noticing[old])


def test_one_extra_family_leaves_the_others_as_they_were_where_no_feedback_joins_them():
    alone = {"leadership": "none", "mechanisms_off": ("M12", "M14")}
    few, more = (simulate(Scenario(families=n, **alone), months=60, seed=4) for n in (40, 41))
    assert np.array_equal(few.ward(7).posture, more.ward(7).posture[:, :40])
    assert np.array_equal(few.ward(7).problems, more.ward(7).problems[:, :40])


def test_refining_an_ensemble_equals_running_it_in_one_go():
    once = simulate(Scenario(), replicates=420, seed=8)
    stepwise = simulate(Scenario(), replicates=30, seed=8).refine(130).refine(250).refine(420)
    assert same(once, stepwise)
    assert once.outcomes() == stepwise.outcomes()
    assert once.ask().as_dict() == stepwise.ask().as_dict()


def test_refining_keeps_the_replicates_it_has():
    small = simulate(Scenario(), replicates=100, seed=8)
    large = small.refine(200)
    assert small.histories[0] is large.histories[0]
    assert large.refine(100).histories == small.histories


def test_a_longer_run_begins_like_a_shorter_one():
    short, long = (simulate(Scenario(), months=m, seed=2) for m in (45, 130))
    for name in MEASURES:
        assert np.array_equal(short.values(name), long.values(name)[:45]), name


def test_the_same_seed_gives_the_same_result_with_and_without_kept_draws():
    first = simulate(Scenario(), seed=77)
    STORE.clear()
    assert same(first, simulate(Scenario(), seed=77))
    assert not same(first, simulate(Scenario(), seed=78))


def test_scenarios_share_their_luck_until_something_differs():
    a = simulate(Scenario(), seed=5)
    b = simulate(Scenario(shifts=(Shift(30, "defensiveness", -0.4),)), seed=5)
    for name in MEASURES:
        assert np.array_equal(a.values(name)[:30], b.values(name)[:30]), name
    assert not np.array_equal(a.values("open_conflict"), b.values("open_conflict"))


def test_every_stream_is_its_own():
    drawn = {name: tuple(generator(1, name, 0, 0).random(4)) for name in STREAMS}
    assert len(set(drawn.values())) == len(STREAMS)


def test_the_store_of_draws_forgets_the_oldest_when_full():
    store = DrawStore(limit=100)
    for key in range(5):
        store.get((key,), lambda k=key: np.full(10, k, np.float32), lambda a: a.nbytes)
    assert store.nbytes <= 100
    made = []
    store.get((0,), lambda: made.append(1) or np.zeros(10, np.float32), lambda a: a.nbytes)
    assert made == [1]


def test_runs_are_cut_at_the_same_blocks_whatever_the_way():
    assert chunks(0, 1) == [(0, 1)]
    assert chunks(0, 10) == [(0, 4), (4, 4), (8, 2)]
    assert chunks(2, 5) == [(2, 2), (4, 1)]
    assert chunks(4, 4) == []
