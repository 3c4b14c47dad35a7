"""What a notebook of one's own imports by name: it works, it says what is wrong, and it costs a page nothing."""

from __future__ import annotations

import subprocess
import sys

import altair as alt
import pandas as pd
import pytest

import selfhelp_teach
from selfhelp_teach import ExercisePart, Figure, Scenario, Slider, chart, fact, plot, simulate
from selfhelp_teach.charts import names
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import library
from tests.conftest import ROOT

DATA = pd.DataFrame({"month": [1, 2, 3], "families": [4.0, 5.0, None]})
LINE = alt.Chart(DATA).mark_line().encode(x="month:Q", y="families:Q")


def test_every_name_of_the_face_is_there_and_listed():
    for name in selfhelp_teach.__all__:
        assert getattr(selfhelp_teach, name) is not None
    assert set(selfhelp_teach.__all__) <= set(dir(selfhelp_teach))
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = selfhelp_teach.nothing_of_ours


def test_a_notebook_that_imports_by_a_former_name_gets_the_same_class():
    from selfhelp_teach.lessons.roots import Roots as Former

    from selfhelp_teach.pages.roots import Roots

    assert Former is Roots
    assert selfhelp_teach.Latest is selfhelp_teach.LatestWins
    with pytest.raises(ModuleNotFoundError, match=r"selfhelp_teach\.pages\.nowhere"):
        from selfhelp_teach.lessons.nowhere import Page  # noqa: F401


@pytest.mark.served
def test_importing_the_package_loads_nothing_of_weight():
    code = (
        "import sys, selfhelp_teach; from selfhelp_teach import simulate; "
        "print([m for m in ('altair', 'pandas', 'ipywidgets', 'vl_convert', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_altair_chart_becomes_a_live_figure_that_can_be_fed():
    figure = Figure.from_altair(LINE, key="mine", title="How many families?")
    (name,) = figure.datasets
    assert figure.rows()[name][0] == {"month": 1, "families": 4.0}
    assert "<svg" in figure.still()
    figure.feed({name: {"month": [1, 2], "families": [9.0, 8.0]}})
    assert figure.rows()[name][1] == {"month": 2, "families": 8.0}


@pytest.mark.parametrize("made", [LINE, LINE.to_dict(), LINE | LINE, LINE & LINE, LINE + LINE])
def test_every_form_of_a_chart_can_be_drawn(made):
    assert "<svg" in Figure.from_altair(made, key="mine").still()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Figure(spce={}), "Did you mean 'spec'"),
        (lambda: Slider("Power", value=0, min=0, max=1, step=1, lable="x"), "Did you mean 'labels'"),
        (lambda: Figure(spec=LINE.to_dict()), "Write Figure.from_altair"),
        (lambda: Figure.from_altair("a picture"), "is no Altair chart"),
        (
            lambda: Figure.from_altair({"$schema": "https://vega.github.io/schema/vega/v6.json"}),
            "no Altair chart",
        ),
        (lambda: Figure.from_altair(LINE, titel="x"), "Did you mean 'title'"),
        (lambda: Figure.from_altair(alt.Chart("https://example.org/x.csv").mark_point()), "loads its data"),
        (lambda: chart("nothing"), "There is no chart 'nothing'"),
        (lambda: ExercisePart("no-such"), "There is no exercise"),
        (plot, "at least one"),
        (lambda: plot(simulate(Scenario(), replicates=50), measure="nothing"), "There is no measure"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(make, says):
    with pytest.raises(Exception, match=says) as refusal:
        make()
    assert isinstance(refusal.value, InputError | selfhelp_teach.errors.SelfHelpError)


@pytest.mark.parametrize("name", names())
def test_every_chart_of_the_course_is_had_by_name(name):
    figure = chart(name)
    assert figure.title
    assert figure.spec


def test_an_exercise_is_had_by_its_id_from_either_place():
    from selfhelp_teach import exercises

    assert exercises.ExercisePart is ExercisePart
    for path in library.files(library.CONTENT)[:5]:
        assert ExercisePart(path.stem).key == path.stem


def test_an_ensemble_shows_itself_in_a_notebook_and_says_that_it_is_a_model():
    shown = simulate(Scenario(leadership="shared"), replicates=50)._repr_html_()
    assert "50 replicates of 60 months, seed 1" in shown
    assert "no findings" in shown
    assert shown.count("<tr>") > 3


def test_ensembles_are_drawn_beside_each_other_and_the_picture_says_what_they_are():
    ensemble = simulate(Scenario(leadership="shared"), replicates=50)
    spec = plot(ensemble, ensemble.refine(100), names=("fifty", "hundred")).to_dict()
    assert "no findings" in str(spec)
    (rows,) = spec["datasets"].values()
    assert {row["run"] for row in rows} == {"fifty", "hundred"}
    assert len(rows) == 120
    assert "<svg" in Figure.from_altair(plot(ensemble), key="mine").still()


def test_a_fact_is_had_by_its_name():
    assert fact("P1.share").number() > 0
