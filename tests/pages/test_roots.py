"""Page 01: its maps, and what moves when a lever moves."""

from itertools import product

import numpy as np
import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import BASELINE, simulate
from selfhelp_teach.pages import roots_controls
from selfhelp_teach.pages.roots import Roots, curve
from selfhelp_teach.widgets import CausalMap
from selfhelp_teach.widgets.static_render import decode


@pytest.fixture
def page():
    return Roots()


def drawn(figure, name="now"):
    return decode(figure.frame, figure.frame_layout)[name]


def test_the_map_has_the_four_roots_and_six_wider_ones_at_four_levels(page):
    found = page.roots()
    assert [level["key"] for level in found.levels][:4] == ["society", "organisation", "role", "interaction"]
    assert sum(node["key"].startswith("P.roots.") for node in found.nodes) == 4
    assert sum(node["key"].startswith("P.macro.") for node in found.nodes) == 6


def test_each_of_the_eight_reasons_leads_somewhere(page):
    found = page.reasons()
    reasons = {node["key"] for node in found.nodes if node["level"] == "reason"}
    assert len(reasons) == 8
    assert {edge["from"] for edge in found.edges} == reasons


def test_a_box_of_the_source_carries_its_status_and_its_section(page):
    for found in (page.roots(), page.reasons()):
        for node in found.nodes:
            if node["key"].startswith("P."):
                assert node["status"] in {"mechanism", "listed"}
                assert node["source"]
                assert node["locator"]


def test_an_arrow_to_a_box_that_is_not_there_is_refused():
    box = {"key": "a", "level": "one", "label": "A", "text": "A box.", "status": "assumption"}
    with pytest.raises(InputError, match="'b', which is no box of the map"):
        CausalMap("Why?", levels=[{"key": "one", "label": "One"}], nodes=[box],
                  edges=[{"from": "a", "to": "b", "status": "assumption"}])  # fmt: skip


def test_the_lever_moves_the_point_and_leaves_the_curve(page):
    lever, figure = page.power(), page.curves()
    before = drawn(figure, "curve")
    lever.move({"power_asymmetry": 0.2})
    assert {row["power"] for row in drawn(figure)} == {0.2}
    assert drawn(figure, "curve") == before
    assert "At power 0.2" in figure.summary


def test_the_levers_of_both_panels_stay_together(page):
    lever, (_tries, _history, levers) = page.power(), page.levers()
    lever.move({"power_asymmetry": 0.9})
    assert levers.values["power_asymmetry"] == 0.9
    page._try("no-power")
    assert lever.values["power_asymmetry"] == 0.0


def test_another_house_bends_the_curve_and_keeps_the_dashed_line(page):
    figure = page.curves()
    first, before = drawn(figure, "curve"), drawn(figure, "before")
    page._try("house")
    assert drawn(figure, "curve") != first
    assert drawn(figure, "before") == before


PRESETS = list(roots_controls.presets("en"))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_thing_to_try_sets_the_levers_and_is_undone(page, preset):
    _tries, history, levers = page.levers()
    start = dict(levers.values)
    page._try(preset)
    assert levers.values != start
    history.undo()
    assert levers.values == start
    assert not history.can_undo


CORNERS = [dict(zip(roots_controls.LEVERS, ends, strict=True)) for ends in product((0.0, 1.0), repeat=5)]
EXTREMES = [
    roots_controls.moved(BASELINE, {**ends, "fear": fear}) for ends in CORNERS for fear in (True, False)
]


@pytest.mark.parametrize(
    "scenario", [*map(roots_controls.tried, PRESETS), *EXTREMES[::5]], ids=lambda scenario: scenario.to_code()
)
def test_no_line_or_band_leaves_its_axis(page, scenario):
    figure = page.curves()
    page.state.change(scenario, "a corner")
    for name in ("curve", "before", "now"):
        for row in drawn(figure, name):
            assert 0 <= row["mid"] <= row["most"]
            assert row.get("low", 0) >= 0
            assert row.get("high", 0) <= row["most"]


def test_the_ward_is_drawn_anew_when_power_moves(page):
    lever, ward = page.power(), page.ward()
    before = ward.course
    lever.move({"power_asymmetry": 0.0})
    assert ward.course != before
    assert (ward.months, ward.first) == (60, 1)


# what the page says of its simulation must be what it does


def means(**inputs):
    run = simulate(BASELINE.replace(**inputs), replicates=100)
    return {name: float(run.values(name).mean()) for name in ("any_problem", "silent_share", "open_conflict")}


def test_problems_and_silence_rise_with_power_all_the_way_and_open_conflict_turns():
    problems, silence, conflict = curve(BASELINE)[:, :, 1]
    assert (np.diff(problems) > -0.5).all()
    assert problems[-1] > problems[0]
    assert (np.diff(silence) > -0.5).all()
    assert silence[-1] > silence[0]
    assert 0 < conflict.argmax() < len(conflict) - 1


def test_where_staff_hold_all_power_and_take_challenges_badly_conflict_is_lower_and_silence_higher():
    half, full = means(power_asymmetry=0.5, defensiveness=0.9), means(power_asymmetry=1.0, defensiveness=0.9)
    assert full["open_conflict"] < half["open_conflict"]
    assert full["silent_share"] > half["silent_share"]


def test_without_fear_open_conflict_keeps_rising_with_power():
    low, high = (means(power_asymmetry=p, defensiveness=0.9, mechanisms_off=("M3",)) for p in (0.5, 1.0))
    assert high["open_conflict"] > low["open_conflict"]
