"""Every reported number has a study, a theme and somebody who was asked; a view is a short text."""

from __future__ import annotations

import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import Status, ledger
from selfhelp_teach.evidence.findings import (
    Selection,
    asked_names,
    findings,
    period_names,
    select_findings,
    selection,
    study_name,
    theme_names,
)
from selfhelp_teach.translation import LANGUAGES, translator


def test_no_reported_number_is_left_out_and_nothing_else_is_in():
    reported = {entry.id for entry in ledger().values() if entry.status == Status.REPORTED}
    assert {finding.fact.id for finding in findings()} == reported


@pytest.mark.parametrize("finding", findings(), ids=lambda finding: finding.fact.id)
def test_a_finding_has_its_place_and_a_number_to_show(finding):
    assert finding.study.period in period_names(str)
    assert finding.study.asked
    assert set(finding.study.asked) <= set(asked_names(str))
    assert finding.theme in theme_names(str)
    assert any(letter.isdigit() for letter in finding.number())


def test_a_year_says_whether_a_study_is_of_then_or_later():
    for finding in findings():
        study = finding.study
        if study.year is not None:
            assert study.period == ("then" if study.year < 1990 else "later"), study.study


def test_a_share_is_of_people_asked_and_its_interval_holds_it():
    shares = [finding for finding in findings() if finding.share is not None]
    assert len(shares) > 50
    for finding in shares:
        entry = finding.fact
        assert 0 <= finding.share <= 100
        assert finding.share == (entry.value if entry.unit == "percent" else 100 * entry.value / finding.of)
        assert entry.denominator in {None, finding.of}
        if finding.interval:
            assert 100 * finding.interval.low <= finding.share <= 100 * finding.interval.high
    of_unknown_size = next(f for f in shares if f.fact.id == "P4.college")
    assert of_unknown_size.interval is None


def test_a_selection_holds_what_all_its_parts_hold_and_comes_back_from_its_text():
    chosen = Selection(period="later", asked="nurses", theme="dangers")
    held = select_findings(chosen)
    assert {finding.fact.source for finding in held} == {"C9"}
    assert selection(chosen.code()) == chosen
    assert selection("") == Selection()


@pytest.mark.parametrize("code", ["theme:weather", "colour:red", "theme", "study:<script>"])
def test_a_text_that_names_nothing_is_refused_with_its_name(code):
    with pytest.raises(InputError, match="among the findings"):
        selection(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_studies_themes_and_those_asked_have_names_of_their_own(language):
    _ = translator(language)
    for names in (period_names(_), asked_names(_), theme_names(_)):
        assert len(set(names.values())) == len(names)
    named = {study_name(finding.study, language) for finding in findings()}
    assert len(named) == len({finding.study.study for finding in findings()})
