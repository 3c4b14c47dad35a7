"""Page 04: worries move the ward, and one ward is told from two chairs."""

from __future__ import annotations

import numpy as np
import pytest

from selfhelp_teach.model import DANGERS, MONOPOLIES
from selfhelp_teach.pages.chairs import staff_side, tell, words
from selfhelp_teach.pages.dangers import CHAIR_WARDS, Dangers
from selfhelp_teach.translation import translator
from tests.records.examples import entry


@pytest.fixture
def page():
    return Dangers()


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
        panel.move({name: 0.0})
    assert page.state.now.scenario.perceived_danger == 0
    panel.move({"misinformation": 0.7})
    assert page.state.now.scenario.perceived_danger == pytest.approx(0.1)


def test_a_monopoly_that_counts_for_nothing_silences_its_worries(page):
    panel = page.dangers()
    panel.move({"misinformation": 1.0, **dict.fromkeys(MONOPOLIES, 0.0)})
    assert page.state.now.scenario.perceived_danger == 0


def test_undo_takes_back_a_thing_to_try(page):
    panel = page.dangers()
    opening = dict(panel.values)
    page._try("turf")
    assert panel.values != opening
    page.state.history.undo()
    assert panel.values == opening


def test_a_move_is_noted_for_undo_only_when_the_hand_rests(page):
    panel = page.dangers()
    panel.move({"misinformation": 0.1}, rests=False)
    assert not page.state.history.can_undo
    panel.move({"misinformation": 0.1})
    assert page.state.history.can_undo


def test_a_chair_tells_only_what_it_could_see_and_on_most_wards_each_side_misses_something(page):
    chairs, each_misses = page.chairs(), 0
    for ward in range(1, CHAIR_WARDS + 1):
        chairs.ward = ward
        seen = {row["seen"] for row in chairs.rows}
        assert {"parents", "both"} <= seen
        each_misses += {"parents", "staff"} <= seen
        for row in chairs.rows:
            assert bool(row["parents"]) == (row["seen"] != "staff")
            assert bool(row["staff"]) == (row["seen"] != "parents")
    assert each_misses > CHAIR_WARDS / 2


def test_the_ward_is_split_into_what_is_lived_and_what_staff_can_see(page):
    log, lived, seen = page.two_chairs()
    silent, elsewhere = 1, 3
    for ward in (1, CHAIR_WARDS):
        log.ward = ward
        families, staff = (np.frombuffer(each.course, dtype=np.uint8) & 7 for each in (lived, seen))
        assert (families == silent).any()
        assert not np.isin(staff, (silent, elsewhere)).any()
        open_to_all = ~np.isin(families, (silent, elsewhere))
        assert (families[open_to_all] == staff[open_to_all]).all()
    assert len({log.link, lived.link, seen.link}) == 1, "they share a month"


def test_both_chairs_are_shown_together_once_it_is_said_what_each_could_not_see(page):
    log, *_wards = page.two_chairs()
    question = page.exercise("p04-what-each-could-not-see")
    assert "Say first" in log.held
    answer = entry(exercise=question.exercise.id, value="The staff could not see who kept silent.")
    question._receive(None, {"kind": "answer", "entry": answer.as_dict(), "fresh": True}, None)
    assert log.held == ""


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
