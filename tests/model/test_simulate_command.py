import csv
import json
import sys

import pytest

from selfhelp_teach.cli import main
from selfhelp_teach.model import FIELDS, Scenario, simulate

SMALL = ["--replicates", "20", "--months", "6"]


def run(capsys, *arguments, command="simulate"):
    with pytest.raises(SystemExit) as end:
        main([command, *arguments])
    out = capsys.readouterr()
    return end.value.code, out.out, out.err


def test_the_json_holds_scenario_survey_and_outcomes(capsys):
    status, out, _ = run(capsys, "--leadership", "shared", "--power", "0.7", "--attitudes", "0.4", "--replicates", "200",
                         "--months", "60", "--seed", "1", "--json")  # fmt: skip
    assert status == 0
    found = json.loads(out)
    assert found == simulate(Scenario(), replicates=200).as_dict()
    assert {"any_problem", "three_or_more", "by_education", "kinds"} <= set(found["survey"])
    assert {"college", "high_school_or_less"} <= set(found["survey"]["by_education"])
    assert {"scenario", "parameters_version", "survey", "outcomes"} <= set(found)


def test_every_field_of_a_scenario_is_an_option(capsys, tmp_path):
    values = {"leadership": "independent", "families": 30, "treatment_min": 20, "treatment_max": 22,
              **{name: 0.25 for name, f in FIELDS.items() if f.kind == "share"}}  # fmt: skip
    arguments = [
        word for name, value in values.items() for word in ("--" + name.replace("_", "-"), str(value))
    ]
    switches = [name for name, f in FIELDS.items() if f.kind == "switch"]
    status, out, err = run(capsys, *arguments, *("--" + n.replace("_", "-") for n in switches), "--mechanism-off", "fear",
                           "--mechanism-off", "M9", "--json", *SMALL)  # fmt: skip
    assert status == 0, err
    expected = Scenario(**values, **dict.fromkeys(switches, True), mechanisms_off=("M3", "M9"))
    assert json.loads(out)["scenario"] == expected.as_dict()
    file = tmp_path / "ward.json"
    file.write_text(expected.to_json(), encoding="utf-8")
    for how in (("--scenario", str(file)), ("--code", expected.to_code())):
        _, again, _ = run(capsys, *how, "--json", *SMALL)
        assert again == out
    _, changed, _ = run(
        capsys, "--scenario", str(file), "--power", "0.5", "--no-ombudsperson", "--json", *SMALL
    )
    assert (
        json.loads(changed)["scenario"] == expected.replace(power_asymmetry=0.5, ombudsperson=False).as_dict()
    )


def test_one_attitude_given_by_itself_wins_over_the_slider(capsys):
    _, out, _ = run(capsys, "--attitudes", "0.9", "--defensiveness", "0.8", "--json", *SMALL)
    scenario = json.loads(out)["scenario"]
    assert (scenario["acceptance"], scenario["defensiveness"]) == (0.9, 0.8)


@pytest.mark.parametrize("table", ["monthly", "outcomes", "survey", "replicates"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_are_written_as_csv_and_parquet(capsys, tmp_path, table, ending):
    import pandas as pd

    file = tmp_path / f"table.{ending}"
    status, _, err = run(capsys, "--out", str(file), "--table", table, *SMALL)
    assert status == 0, err
    frame = pd.read_csv(file) if ending == "csv" else pd.read_parquet(file)
    assert len(frame) > 0


def test_parquet_without_pyarrow_says_what_to_install(capsys, tmp_path, monkeypatch):
    run(
        capsys, "--out", str(tmp_path / "x.csv"), *SMALL
    )  # pandas' texts are kept by pyarrow where it is there
    for name in ("pyarrow", "fastparquet"):
        monkeypatch.setitem(sys.modules, name, None)
    status, _, err = run(capsys, "--out", str(tmp_path / "x.parquet"), *SMALL)
    assert status == 2
    assert "needs pyarrow" in err


@pytest.mark.parametrize(("arguments", "named"), [
    (["--power", "1.5"], "'power_asymmetry' is 1.5"),
    (["--power", "nan"], "'power_asymmetry' is nan"),
    (["--attitudes", "-1"], "'attitudes' is -1.0"),
    (["--replicates", "0"], "'replicates' is 0"),
    (["--months", "241"], "'months' is 241"),
    (["--families", "10"], "'families' is 10"),
    (["--mechanism-off", "charm"], "no mechanism 'charm'"),
    (["--scenario", "no-such-file.json"], "'no-such-file.json' cannot be read"),
    (["--code", "w1_p0.3_00000000"], "damaged"),
    (["--code", "w1_7079fdf4", "--scenario", "a.json"], "not both"),
    (["--set", "fear_scale"], "NAME=VALUE"),
    (["--set", "charm=1"], "no parameter 'charm'"),
    (["--out", "x.xlsx"], "must end in .csv or .parquet"),
    (["--out", "no/such/folder/x.csv"], "cannot be written"),
])  # fmt: skip
def test_bad_input_ends_in_one_sentence_and_status_two(capsys, arguments, named):
    status, out, err = run(capsys, *SMALL, *arguments)
    assert status == 2
    assert named in err
    assert "Traceback" not in err + out


def test_without_json_a_readable_table_says_that_it_is_no_finding(capsys):
    status, out, _ = run(capsys, "--set", "response_rate=0.2", *SMALL)
    assert status == 0
    assert "not findings" in out


def test_a_long_run_shows_its_progress_on_the_error_stream(capsys):
    _, out, err = run(capsys, "--replicates", "250", "--json")
    assert "Replicates" in err
    json.loads(out)
    _, _, quiet = run(capsys, "--replicates", "250", "--json", "--quiet")
    assert quiet == ""


@pytest.mark.slow
def test_calibrate_prints_and_writes_its_result(capsys, tmp_path):
    file = tmp_path / "fit.csv"
    status, out, _ = run(capsys, "--replicates", "200", "--out", str(file), command="calibrate")
    assert status == 0
    assert "Every target is met" in out
    with file.open(encoding="utf-8") as lines:
        assert len(list(csv.DictReader(lines))) == 7
    for bad in (["--replicates", "3"], ["--seed", "-1"]):
        assert run(capsys, *bad, command="calibrate")[0] == 2
