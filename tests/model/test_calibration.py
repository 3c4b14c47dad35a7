import csv
from pathlib import Path

import pytest

from selfhelp_teach.locations import datasets
from selfhelp_teach.model import BASELINE, KINDS, TABLE, simulate
from selfhelp_teach.model.calibration import PRIOR, TARGETS, calibrate

pytestmark = pytest.mark.slow  # runs the model for many wards


@pytest.mark.parametrize("seed", [101, 202, 303])
def test_the_baseline_survey_gives_the_reported_percentages_on_a_thousand_replicates(seed):
    survey = simulate(BASELINE, replicates=1000, seed=seed).ask()
    for target in TARGETS:
        assert target.read(survey) == pytest.approx(target.value, abs=target.tolerance), target.name


def test_the_kinds_of_problem_come_in_the_order_of_the_source():
    shares = list(simulate(BASELINE, replicates=1000, seed=5).ask().kind_shares.values())
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == len(KINDS)


def test_the_calibration_can_be_run_again_and_meets_its_targets():
    fit = calibrate(points=30, replicates=100, steps=6, check_replicates=300)
    assert fit.holds, fit.residuals()


def test_the_shipped_defaults_are_the_stored_fit():
    with Path(datasets() / "calibration" / "data.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    fitted = {row["name"]: float(row["fitted"]) for row in rows if row["kind"] == "parameter"}
    assert set(fitted) == set(PRIOR) == {name for name, row in TABLE.items() if row.calibrated}
    assert fitted == {name: TABLE[name].default for name in fitted}
    for row in rows:
        if row["kind"] == "target":
            assert abs(float(row["residual"])) <= float(row["tolerance"])


def test_the_survey_stays_where_it_is_as_the_baseline_ward_runs_on():
    ensemble = simulate(BASELINE, replicates=400, months=120, seed=9)
    shares = [ensemble.ask(month).any_problem for month in (24, 60, 120)]
    assert max(shares) - min(shares) < 0.03
