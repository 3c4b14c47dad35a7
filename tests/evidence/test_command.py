import json

import pytest
from click.testing import CliRunner

from selfhelp_teach.cli import app
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import ledger


def run(*arguments):
    return CliRunner().invoke(app, ["evidence", *arguments], catch_exceptions=False)


def test_it_lists_the_whole_ledger_with_status_and_source():
    shown = run().output
    assert "P1.share  [reported]" in shown
    assert f"{len(ledger())} facts." in shown


def test_words_narrow_the_list():
    assert run("misinformation", "nurses").output.count("\n    Fitch and colleagues 2001") == 1


def test_options_narrow_it_further():
    shown = json.loads(run("--status", "ordinal", "--source", "C1", "--json").output)
    assert [entry["id"] for entry in shown] == ["C1.overall", "C1.anger", "C1.respect", "C1.support"]
    assert {entry["id"] for entry in json.loads(run("--id", "P1", "--json").output)} == {
        "P1.share",
        "P1.none",
    }
    assert json.loads(run("--id", "P1.*", "--json").output) == json.loads(run("--id", "P1", "--json").output)


def test_json_holds_every_field_and_the_citation():
    (entry,) = json.loads(run("--id", "C14.preferred.shared", "--json").output)
    assert entry["numerator"] == 235
    assert entry["status"] == "reported"
    assert entry["url"].endswith("PMC6987729/")


def test_nothing_found_is_said():
    shown = run("zebra")
    assert "0 facts." in shown.stderr
    assert shown.exit_code == 0


def test_an_unknown_source_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="no source 'C99'"):
        run("--source", "C99")
