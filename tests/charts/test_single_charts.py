import re
from dataclasses import replace
from html import escape

import numpy as np
import pytest

from selfhelp_teach import charts
from selfhelp_teach.charts import power
from selfhelp_teach.charts.sample_interval import draws
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import fact, interval_for, ledger
from selfhelp_teach.pages.roots import Roots
from tests.evidence.test_table_one import COUNTS, written


def rows(name, **choices):
    return charts.figure(name, **choices)["datasets"]["rows"]


def test_without_numbers_the_kinds_of_problem_have_a_rank_and_no_length(monkeypatch):
    monkeypatch.delenv("SELFHELP_TABLE_1", raising=False)
    traits = charts.figure("problem_kinds")
    assert [row["rank"] for row in traits["datasets"]["rows"]] == [1, 2, 3, 4, 5, 6, 7]
    assert all(row["value"] is None for row in traits["datasets"]["rows"])
    assert traits["status"] == "listed"
    assert "missing" in traits["summary"]
    assert not any(column["unit"] for column in traits["columns"])


def test_with_an_instructor_s_numbers_the_kinds_become_bars_and_say_whose_numbers_they_are(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("SELFHELP_TABLE_1", str(written(tmp_path)))
    traits = charts.figure("problem_kinds")
    assert [row["value"] for row in traits["datasets"]["rows"]] == list(COUNTS.values())
    assert traits["status"] == "instructor-supplied"
    assert "from your instructor" in traits["summary"]
    assert "22 parents, 50%" in charts.svg("problem_kinds", datasets=traits["datasets"])


def test_a_refused_table_leaves_the_chart_by_rank_and_shows_the_sentence(tmp_path, monkeypatch):
    path = written(tmp_path, conflict="Conflict resolution,45,100")
    monkeypatch.setenv("SELFHELP_TABLE_1", str(path))
    traits = charts.figure("problem_kinds")
    assert traits["status"] == "listed"
    assert "row 2: parents is 45" in traits["summary"]


def test_there_is_one_dot_for_each_of_the_74_parents():
    assert len(charts.figure("number_of_problems")["datasets"]["parents"]) == 74


def test_the_middle_education_group_is_a_gap_and_not_a_zero_and_none_shows_an_interval():
    middle = rows("education_then")[1]
    assert middle["value"] is None
    assert middle["text"] == "not in the surviving text"
    assert "neither percentage can be given an interval" in charts.figure("education_then")["summary"]
    assert not any("low" in row for row in rows("education_then"))


def test_the_parts_of_who_notices_lie_end_to_end_and_make_up_all_relationships():
    parts = {row["side"]: row for row in rows("who_notices") if row.get("side")}
    at = 0.0
    for side in ("parent-only", "both", "clinician-only", "neither"):
        assert parts[side]["start"] == pytest.approx(at)
        at += parts[side]["value"]
    assert at == pytest.approx(100)


def test_computed_shares_say_so_in_the_table():
    table = {row["label"]: row["status"] for row in charts.figure("who_notices")["table"]}
    assert table["The parent alone"] == "reported, computed here"
    assert table["Both do"] == "reported"


def test_small_groups_carry_their_counts_and_wide_intervals():
    found = {row["fact"]: row for row in rows("decision_roles") if row.get("fact")}
    small, large = found["C14.actual.parent-led.black"], found["C14.actual.parent-led.white"]
    assert small["text"] == "37%, 9 of 24"
    assert small["high"] - small["low"] > 3 * (large["high"] - large["low"])


def test_the_consequences_of_today_are_sorted_and_those_of_the_paper_have_no_numbers():
    found = rows("consequences")
    counted = [row["value"] for row in found if row.get("value") is not None]
    assert counted == sorted(counted, reverse=True)
    assert len([row for row in found if row.get("listed")]) == 15


def test_the_paper_and_the_study_it_rests_on_are_drawn_as_one_body_of_evidence():
    cited = [row["fact"] for row in rows("leadership_life") if row.get("fact")]
    assert [id for id in cited if id.startswith(("P11.", "C3."))] == ["C3.shared.longevity"]


def test_misinformation_lights_up_on_both_lists():
    assert sum(row.get("danger") == "misinformation" for row in rows("dangers_then_now")) == 2


def test_every_number_drawn_is_its_fact_s_number():
    for name in charts.names():
        if name == "leadership_life":  # directions, not numbers: tested below
            continue
        for row in charts.figure(name)["datasets"].get("rows", ()):
            if ledger().get(row.get("fact")) and ledger()[row["fact"]].status == "ordinal":
                assert row.get("value") in {None, -1, 0, 1}, "a direction has no size"
            elif row.get("fact") and isinstance(row.get("value"), float | int):
                entry = ledger()[row["fact"]]
                assert row["value"] in {entry.value, entry.numerator}, (name, row)


def test_the_same_seed_draws_the_same_samples_and_another_does_not():
    assert draws(74, 20, 7, 0.6) == draws(74, 20, 7, 0.6)
    assert draws(74, 20, 7, 0.6) != draws(74, 20, 8, 0.6)


def test_the_sample_explorer_shows_the_interval_of_44_of_74_and_calls_itself_no_finding():
    traits = charts.figure("sample_interval")
    (band,) = traits["datasets"]["interval"]
    interval = interval_for(fact("P1.share"))
    assert band["low"] == pytest.approx(100 * interval.low, abs=0.01)
    assert band["interval_text"].endswith("48% to 70%")
    assert traits["status"] == "assumption"
    assert "only the observed share is a finding" in traits["summary"]


def test_larger_samples_lie_closer_together():
    def spread(n):
        shares = [dot["share"] for dot in charts.figure("sample_interval", n=n)["datasets"]["samples"]]
        return max(shares) - min(shares)

    assert spread(1000) < spread(74) < spread(10)


def test_about_95_of_100_samples_lie_in_an_interval_round_the_truth():
    dots = charts.figure("sample_interval", samples=200)["datasets"]["samples"]
    assert 0.88 < sum(dot["inside"] for dot in dots) / 200 <= 1


@pytest.mark.parametrize("n", [5, 74, 1000])
@pytest.mark.parametrize("samples", [1, 200])
def test_the_dots_stay_below_the_words(n, samples):
    dots = charts.figure("sample_interval", n=n, samples=samples)["datasets"]["samples"]
    assert len(dots) == samples
    assert min(dot["y"] for dot in dots) >= 44


@pytest.mark.parametrize("of", ["P4.college", "P4.high-school"])
def test_an_education_group_is_refused_an_interval_with_a_sentence_in_place_of_the_chart(of):
    traits = charts.figure("sample_interval", of=of)
    assert "does not say how many people" in traits["note"]
    assert traits["datasets"] == {"samples": [], "interval": []}


@pytest.mark.parametrize("choices", [{"n": 4}, {"n": 1001}, {"samples": 0}, {"samples": 201}])
def test_a_sample_out_of_range_is_refused(choices):
    with pytest.raises(InputError, match="cannot be drawn. Choose"):
        charts.figure("sample_interval", **choices)


def test_an_unknown_chart_language_or_theme_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="no chart 'pie'. Choose one of: ") as refused:
        charts.figure("pie")
    assert str(refused.value).endswith(f": {', '.join(charts.names())}.")
    with pytest.raises(InputError, match="not compiled in 'xx'"):
        charts.compiled("consequences", "xx")
    with pytest.raises(InputError, match="no theme 'sepia'"):
        charts.svg("consequences", theme="sepia")


@pytest.mark.parametrize("name", ["consequences", "dangers_then_now"])
def test_what_no_source_counted_stands_in_layers_a_page_can_put_away(name):
    listed = [row for row in rows(name) if row.get("listed")]
    assert listed
    assert all(row["unreported"] for row in listed)
    assert not any(row.get("unreported") and row.get("value") is not None for row in rows(name))
    drawn = charts.svg(name)
    put_away = re.findall(r'<g class="[^"]*unreported_\d_marks[^"]*".*?</g>', drawn, re.DOTALL)
    assert len(put_away) == 3
    for row in rows(name):
        if row.get("unreported"):
            assert any(escape(row["label"], quote=False) in group for group in put_away), row["label"]


def test_the_lines_of_power_are_named_once_they_differ_and_the_names_never_touch():
    page = Roots("es")
    chart = page.curves()
    assert not any(row["apart"] for row in chart.rows()["now"])
    opened = page.state.open()
    was = opened.before
    top, bottom = np.full_like(was, 100), np.zeros_like(was)
    apart = [(curve, was) for curve in (was * 0.5, was + 0.001, was + 3, was * 2)]
    for curve, before in (
        *apart,
        (top, top - 3),
        (top - 3, top),
        (bottom, bottom + 0.2),
        (bottom + 0.2, bottom),
    ):
        chart.feed(power.shown("es", replace(opened, curve=curve, before=before))["datasets"])
        for row, now, first in zip(chart.rows()["now"], curve[:, -1, 1], before[:, -1, 1], strict=True):
            higher, lower = sorted((row["curve_name"], row["before_name"]))
            assert lower - higher > 14.9
            assert (higher == row["curve_name"]) == (now > first)
            assert higher >= 0, "clear of the number above the panel"
            assert lower <= power._TALL, "clear of the axis and of the panel below"
    chart.feed(power.shown("es", replace(opened, curve=was * 0.5))["datasets"])
    drawn = charts.svg("power", "es", chart.rows(), width=330)
    assert drawn.count(">al principio<") == 3


def test_directions_stand_at_three_places_and_are_no_numbers_in_the_table():
    traits = charts.figure("leadership_life")
    drawn = [row["value"] for row in traits["datasets"]["rows"] if not row.get("header")]
    assert set(drawn) == {-1, 0, 1}
    assert all(isinstance(cell, str) for row in traits["table"] for cell in row.values())
    assert traits["status"] == "ordinal"
