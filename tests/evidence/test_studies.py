from html import escape

import pytest

from selfhelp_teach.charts import describe
from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import bibliography, fact, ledger, studies, study_of
from selfhelp_teach.evidence.cards import card
from selfhelp_teach.translation import LANGUAGES, translator


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", studies(), ids=lambda study: study.study)
def test_a_study_says_who_when_how_chosen_and_what_it_cannot_say_in_each_language(study, language):
    _ = translator(language)
    line = study.line(language)
    for part in (study.who, study.when, study.chosen, study.limit):
        assert part
        assert _(part) in line
        assert language == "en" or _(part) != part, part
    assert len(line.split()) <= 70, "one line"


def test_every_fact_has_a_study_of_its_own_source():
    for entry in ledger().values():
        assert study_of(entry.id).source == entry.source, entry.id


def test_every_study_answers_for_a_fact_and_is_of_a_source_of_the_bibliography():
    asked = {study_of(id) for id in ledger()}
    assert asked == set(studies())
    assert {study.source for study in studies()} <= set(bibliography())


def test_the_closest_study_answers():
    assert study_of("P1.share").study == "parents-then"
    assert study_of("P10.groups").study == "next-study"
    assert study_of("P.roots.power").study == "argument"
    assert study_of("P.voice.elsewhere").study == "parents-then"
    assert study_of("C10.professional").study == "c10"


def test_the_line_of_a_companion_study_says_that_bereaved_parents_are_missing():
    assert "surviving" in study_of("C2.passive").line()


def test_a_fact_that_is_not_in_the_ledger_has_no_study():
    with pytest.raises(DataError, match="No study answers for the fact 'P1.shore'"):
        study_of("P1.shore")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_every_fact_has_the_design_and_limits_of_its_study(language):
    for id in ledger():
        assert escape(study_of(id).line(language)) in card(id, language), id


def test_a_chart_says_design_and_limits_once_for_each_study_it_rests_on():
    cited = [fact(id) for id in ("P1.share", "P5.heard", "P6.dangers.power", "C9.sample", "C9.response")]
    told = [line["design"] for line in describe.sources("en", *cited)]
    assert [line for line in told if line] == list(
        dict.fromkeys(study_of(entry.id).line() for entry in cited)
    )
