"""The compiled charts: each is what its sources make, and the command says which are not."""

import json

import pytest
from click.testing import CliRunner

from selfhelp_teach import charts
from selfhelp_teach.charts import compile as compiling
from selfhelp_teach.translation import translator
from tests.charts.test_every_chart import NAMES, every_chart, in_every_language


@every_chart
def test_the_words_a_chart_is_drawn_with_are_among_those_that_make_it_stale(name):
    said = []
    charts.module(name).chart(lambda text: said.append(text) or text)
    translated = {text for text in said if translator("es")(text) != text}
    known = compiling.words(name, "es")
    assert translated <= set(known), "not of its file, of what it imports or of the data it names"
    assert len(known) < 200, "words that have nothing to do with it"


def test_a_new_word_makes_stale_only_the_charts_that_can_say_it(monkeypatch):
    before = {name: compiling.origin(name, "es") for name in NAMES}
    (said,) = (
        each for each in compiling._catalogue("es") if each[0] == "Then: which parents reported problems?"
    )
    other = ("A button elsewhere", "Un botón en otra parte", frozenset({"selfhelp_teach/widgets/words.py"}))
    kept = [each for each in compiling._catalogue("es") if each != said]
    monkeypatch.setattr(
        compiling, "_catalogue", lambda _language: (*kept, (said[0], "Otra cosa", said[2]), other)
    )
    assert [name for name in NAMES if compiling.origin(name, "es") != before[name]] == ["education_then"]


def test_no_compiled_chart_is_stale():
    assert compiling.stale() == [], "run: python -m selfhelp_teach.charts.compile"


@pytest.mark.slow
@every_chart
@in_every_language
def test_a_compiled_chart_is_what_its_source_compiles_to(name, language):
    spec = compiling.vega(name, language)
    assert spec == charts.compiled(name, language)
    assert spec["usermeta"]["selfhelp"]["chart"] == name
    assert "warning" not in json.dumps(spec.get("usermeta")).lower()


@every_chart
def test_a_compiled_chart_calls_no_host(name):
    spec = charts.compiled(name)
    spec.pop("$schema")
    assert "http" not in json.dumps(spec)
    assert not any("url" in data for data in spec["data"])


def test_a_changed_source_makes_a_chart_stale_and_the_command_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "COMPILED", tmp_path)
    monkeypatch.setattr(charts, "names", lambda: ("consequences", "contributors"))
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "gone.json").write_text("{}")
    old = charts.FOLDER / "compiled" / "en" / "consequences.json"
    spec = json.loads(old.read_text())
    spec["usermeta"]["selfhelp"]["origin"] = "another"
    (tmp_path / "en" / "consequences.json").write_text(json.dumps(spec))
    (tmp_path / "en" / "contributors.json").write_text(
        (charts.FOLDER / "compiled" / "en" / "contributors.json").read_text()
    )
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "contributors.json").write_text("<<<<<<< a merge left off")
    found = {f"{path.parent.name}/{path.stem}" for path in compiling.stale()}
    assert {"en/gone", "en/consequences", "es/consequences", "es/contributors"} <= found
    assert "en/contributors" not in found
    run = CliRunner()
    assert "en/gone" in run.invoke(compiling.main, ["--check"]).output
    assert run.invoke(compiling.main).exit_code == 0
    assert not (tmp_path / "en" / "gone.json").exists()
    assert "current" in run.invoke(compiling.main, ["--check"]).output
