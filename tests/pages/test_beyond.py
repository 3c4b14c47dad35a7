"""Page 08: the ward's levers under a school's names."""

import pytest

from selfhelp_teach.model import Scenario
from selfhelp_teach.pages import school
from selfhelp_teach.pages.beyond import Beyond
from selfhelp_teach.translation import LANGUAGES, translator


@pytest.fixture
def page():
    return Beyond()


def test_each_lever_of_the_school_says_what_it_is_on_the_ward():
    for language in LANGUAGES:
        _ = translator(language)
        assert set(school.labels(_)) == {"leadership", *school.LEVERS}
        for item in school.groups(_)[0]["items"][1:]:
            assert item["description"] == school.on_the_ward(_)[item["name"]]
            assert item["status"] == "assumption"


def test_a_named_school_sets_the_levers_and_is_taken_back(page):
    panel = page.levers()
    opening = dict(panel.values)
    page.tries()._pressed(None, {"kind": "preset", "value": "guarded-school"}, [])
    assert panel.values["power_asymmetry"] == 0.9
    assert page.state.now == school.schools()[1].scenario
    page.state.history.undo()
    assert panel.values == opening


def test_a_lever_moves_the_school_and_the_ward_stays_beside_it(page):
    panel = page.levers()
    silent = page.runs("silent_share")
    before = [row["mid"] for row in silent.table if row["month"] == 60]
    panel.move({"power_asymmetry": 0.1})
    assert page.state.now.power_asymmetry == 0.1
    ward, now = (row["mid"] for row in silent.table if row["month"] == 60)
    assert ward == before[0]
    assert now < before[1]
    assert page.state.run["ward"].scenario == Scenario()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_asks_in_a_school_s_words(language):
    _ = translator(language)
    for measure in school.MEASURES:
        assert Beyond(language).runs(measure).title == school.question(measure, _)
