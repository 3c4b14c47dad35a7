import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import (
    BASELINE,
    EDUCATIONS,
    KINDS,
    MEASURES,
    OUTCOMES,
    POSTURES,
    SHIFTABLE,
    TABLE,
    Parameters,
    Scenario,
    Shift,
    compare,
    ensemble,
    simulate,
)
from selfhelp_teach.model.families import succession
from selfhelp_teach.model.history import ROW

from .test_scenario import scenarios


@pytest.fixture(scope="module")
def shared():
    return simulate(Scenario(), replicates=100, seed=6)


def check_sound(ensemble):
    families = ensemble.scenario.families
    for name, measure in MEASURES.items():
        values = ensemble.values(name)
        assert values.shape == (ensemble.months, ensemble.replicates)
        assert values.dtype == np.float32
        assert np.isfinite(values).all(), name
        assert values.min() >= measure.low - 1e-5, name
        if measure.high is not None:
            assert values.max() <= measure.high + 1e-5, name
    acted = sum(ensemble.values(f"{name}_share") for name in ("silent", "voiced", "alternative", "protest"))
    assert acted.max() <= 1 + 1e-5
    assert ensemble.values("members").max() <= families
    for history in ensemble.histories:
        # families are conserved: every place is held by one family, and members are counted as they are
        assert np.array_equal(history.member.sum(axis=1), history.rows[:, ROW["members"]])
    survey = ensemble.ask()
    assert (survey.counts.sum(axis=0) == families).all()
    assert (survey.asked.sum(axis=0) == families).all()
    assert np.array_equal(survey.reporting.sum(axis=0), survey.counts[1:].sum(axis=0))
    assert np.array_equal((survey.counts * np.arange(8)[:, None]).sum(axis=0), survey.kinds.sum(axis=0))


@given(scenarios())
@settings(max_examples=40, deadline=None)
def test_outputs_stay_in_range_and_families_are_conserved_for_every_scenario(scenario):
    check_sound(simulate(scenario, replicates=3, months=14))


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_outputs_stay_in_range_for_every_parameter_in_its_range(data):
    names = data.draw(st.sets(st.sampled_from(list(TABLE)), min_size=1, max_size=12))
    values = {
        n: data.draw(
            st.one_of(st.sampled_from((TABLE[n].low, TABLE[n].high)), st.floats(TABLE[n].low, TABLE[n].high))
        )
        for n in sorted(names)
    }
    who = data.draw(st.sampled_from(("none", "professional", "shared", "independent")))
    check_sound(simulate(Scenario(leadership=who), replicates=3, months=14, parameters=Parameters(**values)))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_parameter_so_small_that_half_the_digits_lose_it_counts_as_its_lower_end(name):
    tiny = max(TABLE[name].low, 1e-265)
    check_sound(
        simulate(
            Scenario(), replicates=2, months=4, parameters=Parameters(**{name: min(tiny, TABLE[name].high)})
        )
    )


@given(scenarios())
@settings(max_examples=10, deadline=None)
def test_the_same_inputs_give_the_same_result(scenario):
    a, b = (simulate(scenario, replicates=2, months=9, seed=3) for _ in range(2))
    assert all(np.array_equal(a.values(name), b.values(name)) for name in MEASURES)


@given(
    st.sampled_from(["power_asymmetry", "bureaucracy", "emotional_engagement", "acceptance"]),
    st.floats(0, 1),
    st.floats(0, 1),
)
@settings(max_examples=30, deadline=None)
def test_problems_rise_with_power_and_bureaucracy_and_fall_with_engagement_and_acceptance(name, one, other):
    low, high = sorted((one, other))
    quiet = ("M4", "M12", "M14")  # M1 alone: no feedback from conflict and burnout
    a, b = (
        simulate(BASELINE.replace(**{name: x}, mechanisms_off=quiet), replicates=50, months=40)
        for x in (low, high)
    )
    rise = b.values("any_problem")[-1] - a.values("any_problem")[-1]
    if name in ("power_asymmetry", "bureaucracy"):
        assert (rise >= 0).all()
    else:
        assert (rise <= 0).all()


@pytest.mark.parametrize(("arguments", "named"), [
    ({"replicates": 0}, "'replicates' is 0.*1 to 20000"),
    ({"replicates": -5}, "'replicates' is -5"),
    ({"replicates": 20_001}, "'replicates' is 20001"),
    ({"replicates": 50.0}, "'replicates' is 50.0"),
    ({"replicates": True}, "'replicates' is True"),
    ({"months": 0}, "'months' is 0"),
    ({"months": 241}, "'months' is 241.*1 to 240"),
    ({"months": float("nan")}, "'months' is nan"),
    ({"seed": -1}, "'seed' is -1"),
    ({"seed": "1"}, "'seed' is '1'"),
    ({"parameters": {"fear_scale": 1}}, "Parameters"),
])  # fmt: skip
def test_a_bad_argument_is_refused_by_name_before_any_work(monkeypatch, arguments, named):
    def work(*_arguments, **_more):
        pytest.fail("work was done")

    monkeypatch.setattr(ensemble, "run_blocks", work)
    with pytest.raises(InputError, match=named):
        simulate(Scenario(), **arguments)


def test_a_run_that_would_not_fit_in_memory_is_refused_with_what_would():
    with pytest.raises(InputError, match="from 1 to [0-9]+, or the run would need"):
        simulate(Scenario(families=300), replicates=20_000, months=240)
    with pytest.raises(InputError, match="Scenario"):
        simulate({"leadership": "shared"})


def test_an_unknown_measure_or_quantile_is_refused(shared):
    for call in (lambda: shared.values("joy"), lambda: shared.outcome("joy"), lambda: shared.quantiles("members", (1.5,)),
                 lambda: shared.ask(0), lambda: shared.ask(61), lambda: shared.ward(100), lambda: shared.story(-1)):  # fmt: skip
        with pytest.raises(InputError):
            call()


def test_quantiles_are_those_of_numpy(shared):
    ours = shared.quantiles("members", (0.05, 0.5, 0.95))
    theirs = np.quantile(shared.values("members").astype(float), (0.05, 0.5, 0.95), axis=1).T
    assert ours == pytest.approx(theirs, abs=1e-4)


def test_the_tidy_frames_have_their_documented_columns(shared):
    monthly = shared.monthly(["members", "burnout"])
    assert list(monthly.columns) == ["month", "measure", "unit", "mean", "q05", "q50", "q95"]
    assert (len(monthly), monthly.month.min(), monthly.month.max()) == (120, 1, 60)
    assert (monthly.q05 <= monthly.q50).all()
    assert set(shared.monthly().measure) == set(MEASURES)
    runs = shared.monthly(["members"], by_replicate=True)
    assert list(runs.columns) == ["month", "replicate", "measure", "unit", "value"]
    assert np.array_equal(runs.value.to_numpy().reshape(60, 100), shared.values("members"))
    survey = shared.survey(24)
    assert list(survey.columns) == ["month", "group", "category", "base", "share", "q05", "q50", "q95"]
    assert set(survey[survey.group == "kind"].category) == set(KINDS)
    assert set(survey[survey.group == "education"].category) == set(EDUCATIONS)
    assert survey[survey.group == "count"].share.sum() == pytest.approx(1)
    events = shared.events(0)
    assert list(events.columns) == ["month", "kind", "sentence", "seen_by"]


def test_every_outcome_has_mean_and_quantiles(shared):
    found = shared.outcomes()
    assert set(found) == set(OUTCOMES)
    for name in ("members", "months_alive", "activities", "collective_issues", "resolved_share", "silent_share",
                 "open_conflict", "stored_grievance", "bursts", "burnout", "recruits", "power_asymmetry_end",
                 "mechanisms_installed"):  # fmt: skip
        assert set(found[name]) == {"mean", "q05", "q50", "q95"}
        assert found[name]["q05"] <= found[name]["q50"] <= found[name]["q95"]


def test_the_survey_of_a_mix_without_graduates_says_that_none_was_asked():
    survey = simulate(Scenario(college_share=0.0), replicates=1, months=2).ask()
    assert survey.by_education["college"] is None
    frame = simulate(Scenario(college_share=0.0), replicates=1, months=2).survey()
    assert frame[frame.category == "college"].share.isna().all()


def test_the_ward_picture_agrees_with_the_ensemble(shared):
    for replicate in (0, 57):
        ward = shared.ward(replicate)
        assert {a.dtype for a in vars(ward).values()} == {np.dtype(np.uint8)}
        assert (ward.problems > 0).mean(axis=1) == pytest.approx(
            shared.values("any_problem")[:, replicate], abs=1e-6
        )
        assert (ward.posture == POSTURES.index("silent")).mean(axis=1) == pytest.approx(
            shared.values("silent_share")[:, replicate], abs=1e-6
        )
        assert np.array_equal(ward.member.sum(axis=1), shared.values("members")[:, replicate])
        assert 0.05 < ward.newcomer.mean() < 0.35
        assert ward.education.max() == 2


def test_the_education_a_ward_shows_is_the_one_the_survey_asks(shared):
    survey = shared.ask(33)
    education = shared.ward(12).education[32]
    assert [int((education == e).sum()) for e in range(3)] == survey.asked[:, 12].tolist()


def test_families_leave_after_their_treatment_and_are_replaced():
    scenario = Scenario(treatment_min=20, treatment_max=20, relapse_rate=0.0)
    who = succession(scenario, Parameters(), 1, 0, 1, 120)
    months_of = [np.sort([t for t, a in enumerate(who.arrivals) if place in a.index]) for place in range(5)]
    for months in months_of:
        assert set(np.diff(months)) == {20}
        assert months[0] <= 20
    assert sum(a.index.size for a in who.arrivals) >= who.noticing.size * 5


def test_a_story_tells_what_the_rows_say_and_who_could_see_it(shared):
    for replicate in range(20):
        rows, story = shared.rows(replicate), shared.story(replicate)
        assert [e.month for e in story] == sorted(e.month for e in story)
        assert sum(e.kind in ("issue", "change") for e in story) == np.count_nonzero(rows["issues"])
        assert sum(e.kind == "ending" for e in story) == np.count_nonzero(rows["ending"])
        assert sum(e.kind == "burst" for e in story) == rows["bursts"].sum()
        assert {e.seen_by for e in story} <= {"parents", "staff", "both"}
        assert all(e.sentence.endswith(".") for e in story)
        assert all(e.seen_by == "parents" for e in story if e.kind == "silence")
        assert all(e.seen_by == "staff" for e in story if e.kind == "burnout")


def test_a_story_tells_of_changes_the_scenario_makes():
    ensemble = simulate(
        Scenario(shifts=(Shift(5, "acceptance", 0.3), Shift(90, "acceptance", 0.1))), replicates=1
    )
    assert [e.month for e in ensemble.story(0) if e.kind == "shift"] == [6]


@pytest.mark.parametrize("field", SHIFTABLE)
def test_a_shift_moves_its_field_at_its_month_and_stays_within_range(field):
    plain, moved = (
        simulate(Scenario(shifts=s), replicates=50, months=40) for s in ((), (Shift(20, field, 1.0),))
    )
    assert np.array_equal(plain.values("any_problem")[:20], moved.values("any_problem")[:20])
    assert any(not np.array_equal(plain.values(n), moved.values(n)) for n in MEASURES)
    check_sound(moved)


def test_a_comparison_is_paired_and_its_interval_is_narrow(shared):
    comparison = compare(BASELINE, Scenario(), replicates=100, seed=6)
    assert np.array_equal(comparison.values("members"), shared.values("members"))
    found = comparison.outcomes()["burnout"]
    assert found["low"] <= found["mean"] <= found["high"] < 0
    paired = found["high"] - found["low"]
    a, b = comparison.a.outcome("mean_grievance"), comparison.b.outcome("mean_grievance")
    alone = 2 * 1.96 * ((a.var(ddof=1) + b.var(ddof=1)) / 100) ** 0.5
    grievance = comparison.outcomes()["mean_grievance"]
    assert grievance["high"] - grievance["low"] < alone
    assert paired > 0
    assert list(comparison.frame().columns[:4]) == ["outcome", "unit", "a", "b"]
    assert comparison.quantiles("members").shape == (60, 3)
    assert comparison.refine(150).a.replicates == 150


def test_a_scenario_compared_with_itself_differs_in_nothing():
    comparison = compare(Scenario(), Scenario())
    assert all(not comparison.values(name).any() for name in MEASURES)
    with pytest.raises(InputError):
        type(comparison)(simulate(Scenario(), seed=1), simulate(Scenario(), seed=2))


def test_progress_is_told_up_to_the_end():
    told = []
    simulate(Scenario(), replicates=230, months=3, progress=lambda done, wanted: told.append((done, wanted)))
    assert told == [(0, 230), (200, 230), (230, 230)]


@pytest.mark.served
def test_importing_the_model_is_quick_and_pulls_in_no_pandas():
    code = (
        "import numpy, sys, time; t = time.process_time(); import selfhelp_teach.model as m;"
        "took = time.process_time() - t; e = m.simulate(m.Scenario(), replicates=2, months=2);"
        "e.outcomes(); e.ask(); e.ward(0); e.story(0);"
        "heavy = {'pandas', 'altair', 'scipy', 'pyarrow'} & set(sys.modules); print(took, *heavy)"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    assert all(len(words) == 1 for words in found), found
    assert min(float(words[0]) for words in found) < 0.15
