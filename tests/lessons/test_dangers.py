"""Page 04: worries move the ward, and one ward is told from two chairs."""

from __future__ import annotations

import json

import pytest

from selfhelp_teach.evidence.shown import check_shown, cited_in, unmarked_numbers
from selfhelp_teach.lessons.chairs import staff_side, tell, words
from selfhelp_teach.lessons.dangers import CHAIR_WARDS, Dangers
from selfhelp_teach.model import DANGERS, MONOPOLIES
from selfhelp_teach.translation import translator
from tests.conftest import ROOT

PAGES = ("04-what-professionals-fear", "05-the-ward-simulator")


@pytest.fixture
def page():
    return Dangers()


def markdown(slug):
    cells = json.loads((ROOT / "notebooks" / f"{slug}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]).replace("\n", " ") for cell in cells if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("slug", PAGES)
def test_every_number_of_the_prose_is_the_ledgers(slug):
    for text in markdown(slug):
        for fact, shown in cited_in(text):
            check_shown(fact, shown)
        assert unmarked_numbers(text) == ()


def test_all_worries_gone_make_the_group_larger(page):
    page.dangers()
    members = page.runs("members")
    before = [row["mid"] for row in members.table if row["month"] == 60]
    assert before[0] == before[1]
    page._try("ease-all")
    pinned, now = (row["mid"] for row in members.table if row["month"] == 60)
    assert pinned == before[0]
    assert now > pinned


def test_each_worry_moves_the_perceived_danger_by_its_share(page):
    panel = page.dangers()
    for name in DANGERS:
        panel.values = {**panel.values, name: 0.0}
    assert page.scenario.perceived_danger == 0
    panel.values = {**panel.values, "misinformation": 0.7}
    assert page.scenario.perceived_danger == pytest.approx(0.1)


def test_a_monopoly_that_counts_for_nothing_silences_its_worries(page):
    panel = page.dangers()
    panel.values = {**panel.values, "misinformation": 1.0, **dict.fromkeys(MONOPOLIES, 0.0)}
    assert page.scenario.perceived_danger == 0


def test_undo_takes_back_a_thing_to_try(page):
    panel = page.dangers()
    opening = dict(panel.values)
    page._try("turf")
    assert panel.values != opening
    page.undo.undo()
    assert panel.values == opening


def test_a_move_is_noted_for_undo_only_when_the_hand_rests(page):
    panel = page.dangers()
    panel.values = {**panel.values, "misinformation": 0.1}
    assert not page.undo.can_undo
    panel.rested = dict(panel.values)
    assert page.undo.can_undo


def test_a_chair_tells_only_what_it_could_see(page):
    chairs = page.chairs()
    for ward in range(1, CHAIR_WARDS + 1):
        chairs.ward = ward
        seen = {row["seen"] for row in chairs.rows}
        assert {"parents", "both"} <= seen
        for row in chairs.rows:
            assert bool(row["parents"]) == (row["seen"] != "staff")
            assert bool(row["staff"]) == (row["seen"] != "parents")


def test_on_most_of_the_wards_told_each_side_misses_something(page):
    chairs, both = page.chairs(), 0
    for ward in range(1, CHAIR_WARDS + 1):
        chairs.ward = ward
        both += {"parents", "staff"} <= {row["seen"] for row in chairs.rows}
    assert both > CHAIR_WARDS / 2


def test_the_months_of_a_story_do_not_go_back(page):
    months = [row["month"] for row in page.chairs().rows]
    assert months == sorted(months)


def test_a_chair_never_blames_in_the_same_words_twice_running(page):
    spoken = words(translator("en"))
    assert len(set(spoken["issue"]["staff"])) >= 3
    events = [event for event in page._story(0) if event.kind == "issue"]
    told = {tell(event, "staff", translator("en")) for event in events}
    assert len(told) > 1


def test_staff_alone_notice_how_they_bear_up():
    worse = {
        "burnout": [0.3 + 0.01 * month for month in range(60)],
        "perceived_danger": [0.5] * 60,
        "alive": [1] * 60,
    }
    found = staff_side(worse, translator("en"))
    assert {event.kind for event in found} == {"strain"}
    assert {event.seen_by for event in found} == {"staff"}


def test_an_unknown_ward_of_the_two_chairs_is_brought_back_into_range(page):
    chairs = page.chairs()
    chairs.ward = 500
    assert chairs.ward == CHAIR_WARDS


def test_the_page_needs_neither_altair_nor_pandas():
    import subprocess
    import sys

    code = (
        "import sys; from selfhelp_teach.lessons.dangers import Dangers; p = Dangers(); p.dangers(); "
        "p.runs('members'); p.chairs(); print([m for m in ('altair', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
