"""The dashboard of findings: whatever is chosen, every view follows, and says where its numbers come from."""

from __future__ import annotations

import pytest

from selfhelp_teach.evidence.findings import Selection, findings, select_findings, theme_names
from selfhelp_teach.pages.evidence import Evidence
from selfhelp_teach.translation import LANGUAGES


@pytest.fixture
def page():
    page = Evidence()
    page.dashboard()
    return page


def listed(page):
    return [item["id"] for group in page.list.groups for item in group["items"]]


def in_table(page, name):
    return len(page.figures[name].table)


def choose(page, name, value):
    page.facets._handle_custom_msg({"kind": "choose", "name": name, "value": value}, [])


def test_everything_is_shown_at_first(page):
    assert sorted(listed(page)) == sorted(finding.fact.id for finding in findings())
    assert in_table(page, "evidence_map") == len(findings())


@pytest.mark.parametrize("theme", theme_names(str))
def test_a_bar_moves_list_map_shares_and_address(page, theme):
    choose(page, "theme", theme)
    held = select_findings(Selection(theme=theme))
    assert listed(page) == [finding.fact.id for finding in held]
    assert in_table(page, "evidence_map") == len(held)
    assert in_table(page, "evidence_shares") == sum(finding.share is not None for finding in held)
    assert page.facets.code == f"theme:{theme}"


def test_the_count_of_a_bar_is_what_choosing_it_leaves(page):
    choose(page, "period", "later")
    for group in page.facets.groups:
        for option in group["options"]:
            choose(page, group["name"], option["value"])
            assert len(listed(page)) == option["count"], option
            choose(page, group["name"], "later" if group["name"] == "period" else "")


def test_a_mark_of_the_map_chooses_study_and_theme_and_lets_go_again(page):
    chart = page.figures["evidence_map"]
    mark = next(row for row in chart.datasets["rows"] if row["cell"] == "study:c9,theme:dangers")
    chart.set_params(picked=mark["cell"])
    assert page.state.now == Selection(study="c9", theme="dangers")
    assert len(listed(page)) == mark["count"]
    chart.set_params(picked=mark["cell"])
    assert page.state.now == Selection()


def test_a_mark_of_the_shares_opens_its_card_each_time(page):
    for times in (1, 2):
        page.figures["evidence_shares"].set_params(picked="C9.help.information")
        assert page.list.opened == ["C9.help.information", times]


def test_an_address_puts_its_view_on_the_page_and_a_broken_one_is_told(page):
    page.facets._handle_custom_msg({"kind": "opened", "code": "asked:leaders,theme:groups"}, [])
    assert page.state.now == Selection(asked="leaders", theme="groups")
    page.facets._handle_custom_msg({"kind": "opened", "code": "asked:martians"}, [])
    assert "martians" in page.facets.said
    assert page.state.now == Selection(asked="leaders", theme="groups")


def test_every_row_that_leaves_the_page_names_its_source_and_no_base_is_left_out(page):
    for name in ("evidence_map", "evidence_shares"):
        for row in page.figures[name].table:
            assert row["source"]
            assert row["place"]
            assert row["status"]
    assert all("95%" not in row["number"] for row in page.figures["evidence_shares"].table)


def test_what_no_source_gives_as_a_share_is_in_the_list_and_the_chart_says_so(page):
    choose(page, "study", "c18")
    choose(page, "theme", "dangers")
    assert listed(page) == ["C18.moved.harm"]
    assert page.figures["evidence_shares"].note
    assert page.figures["evidence_map"].note == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_rests_on_reported_numbers_alone_and_has_a_card_for_each(language):
    page = Evidence(language)
    parts = page.dashboard()
    assert {getattr(part, "rests_on", None) or part.status for part in parts} == {"reported"}
    assert {fact for fact, _waits in page.list.cites} == {finding.fact.id for finding in findings()}
