"""The bridge of page 06: from lines said to the ward's long run."""

from __future__ import annotations

import numpy as np
import pytest

from selfhelp_teach.charts import conversation_paths
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import session
from selfhelp_teach.exercises.talks.turning import moved
from selfhelp_teach.exercises.talks.walking import standing
from selfhelp_teach.model import BASELINE
from selfhelp_teach.pages.conversation import CONVERSATIONS, TRIES, Conversations
from selfhelp_teach.pages.conversation_scenarios import ConversationState, conversation, ensembles, shifted
from selfhelp_teach.pages.runs import LARGE
from tests.exercises.course import TALKS, loaded, shortest

WARM = ConversationState("p06-talk-the-line", ("ask-why", "reflect", "ask-want", "my-wish", "agree", "dates"))
COLD = ConversationState("p06-talk-the-line", ("sharp", "press", "complaint"))


@pytest.fixture
def page() -> Conversations:
    page = Conversations()
    page.offered, page.lever = page.turning(), page.habit()
    page.path("silent")
    page.path("open")
    return page


def silent(page: Conversations, path: str) -> np.ndarray:
    rows = page.figures["silent"].rows()["paths"]
    return np.array([row["mid"] for row in rows if row["path"] == path])


def test_before_anybody_has_spoken_the_ward_runs_as_it_was(page):
    assert set(ConversationState(CONVERSATIONS[0]).scenarios()) == {"before"}
    assert {row["path"] for row in page.figures["silent"].rows()["paths"]} == {"before"}
    assert "when you have said something" in page.figures["silent"].summary


def test_every_conversation_and_every_turn_of_a_try_has_a_ward_for_both_paths():
    for talk in (*TRIES.values(), WARM, COLD):
        for at in range(len(talk.path)):
            scenarios = ConversationState(talk.exercise, talk.path, at).scenarios()
            assert set(scenarios) == {"before", "said", "unsaid"}
            assert scenarios["said"] != scenarios["unsaid"]


@pytest.mark.slow
@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_every_talk_and_every_other_chair_draws_both_paths_from_each_ending(path):
    for turns in shortest(path).values():
        said = ConversationState(path.stem, tuple(turn.choice.key for turn in turns))
        scenarios = said.scenarios()
        assert set(scenarios) == {"before", "said", "unsaid"}
        assert scenarios["said"] != scenarios["unsaid"]
        assert conversation(path.stem).nodes[standing(conversation(path.stem), said.unsaid()).node].ending


def test_the_bridge_knows_every_talk_of_the_page():
    assert set(CONVERSATIONS) == {path.stem for path in TALKS if not loaded(path).chair_of}


@pytest.mark.parametrize("name", TRIES)
def test_a_try_lays_out_a_whole_talk_to_its_ending(name):
    talk = TRIES[name]
    turns = talk.said()
    assert len(turns) == len(talk.path)
    found = conversation(talk.exercise)
    assert found.nodes[standing(found, turns).node].ending


def test_a_line_said_on_the_page_draws_its_path_beside_the_one_not_taken(page):
    part = page.exercise(WARM.exercise)
    part.path = list(WARM.path[:1])
    assert {row["path"] for row in page.figures["silent"].rows()["paths"]} == {"before", "said", "unsaid"}
    said = conversation(WARM.exercise).nodes["tray"].choices[0].text
    assert said in page.figures["silent"].summary
    assert page.figures["silent"].status == "assumption"


def test_a_warm_talk_as_a_habit_leaves_fewer_silent_than_a_cold_one(page):
    part = page.exercise(WARM.exercise)
    part.path = list(WARM.path)
    warm = silent(page, "said")[-1]
    part.path = list(COLD.path)
    assert warm < silent(page, "before")[-1] < silent(page, "said")[-1]


def test_the_paths_are_one_until_the_talks_change(page):
    page.exercise(WARM.exercise).path = list(WARM.path)
    said, unsaid = silent(page, "said"), silent(page, "unsaid")
    before_change = conversation_paths.FROM_MONTH - 1
    assert (said[:before_change] == unsaid[:before_change]).all()
    assert (said != unsaid).any()


def test_a_talk_that_stays_the_only_one_moves_nothing(page):
    page.exercise(WARM.exercise).path = list(WARM.path)
    page.lever.value = 0
    assert page.talk.habit == 0
    assert (silent(page, "said") == silent(page, "before")).all()
    assert (silent(page, "unsaid") == silent(page, "before")).all()


def test_half_a_habit_shifts_half_as_much():
    changes = moved(WARM.said())
    whole, half = (shifted(BASELINE, changes, habit).shifts for habit in (1.0, 0.5))
    assert [shift.change for shift in half] == pytest.approx([shift.change / 2 for shift in whole])


def test_before_anything_is_said_there_is_no_turning_point_to_choose(page):
    assert page.offered.options["options"] == []
    assert page.offered.value is None
    assert page.offered.options["description"] == "Say something in a conversation first."


def test_the_turning_points_are_the_lines_said_and_one_of_them_is_chosen(page):
    page.exercise(COLD.exercise).path = list(COLD.path)
    options = page.offered.options["options"]
    assert [option["value"] for option in options] == [0, 1, 2]
    assert page.offered.value == COLD.turn()


def test_another_turning_point_takes_another_way(page):
    page.exercise(COLD.exercise).path = list(COLD.path)
    page.offered.value = 0
    first = page.talk.unsaid()
    page.offered.value = 2
    assert page.talk.at == 2
    assert page.talk.unsaid() != first


def test_undo_brings_back_the_talk_before(page):
    part = page.exercise(WARM.exercise)
    part.path = list(WARM.path[:1])
    part.path = list(WARM.path[:2])
    page.history().undo()
    assert page.talk.path == WARM.path[:1]
    page.history().redo()
    assert page.talk.path == WARM.path[:2]


def test_a_line_that_was_taken_back_is_drawn_when_it_is_said_again(page):
    part, other = page.exercise(WARM.exercise), page.exercise(CONVERSATIONS[1])
    part.path = list(WARM.path[:1])
    page.history().undo()
    part.path = list(WARM.path[:1])
    assert page.talk.path == WARM.path[:1]
    talk = conversation(CONVERSATIONS[1])
    other.path = [talk.nodes[talk.start].choices[0].key]
    assert page.talk.exercise == CONVERSATIONS[1]
    part.path = list(WARM.path[:1])
    assert (page.talk.exercise, page.talk.path) == (WARM.exercise, WARM.path[:1])


def test_what_was_said_is_off_the_bridge_and_its_undo_when_the_learner_deletes_everything(page):
    page.exercise(WARM.exercise).path = list(WARM.path)
    said = page.figures["silent"].summary
    session.current()._forget()
    assert page.talk.path == ()
    assert not page.history().can_undo
    assert page.figures["silent"].summary != said
    assert page.exercise(WARM.exercise).path == []


def test_a_try_is_one_click_and_can_be_undone(page):
    page.tries()._pressed(None, {"kind": "preset", "value": "once"}, [])
    assert page.talk == TRIES["once"]
    assert page.lever.value == 0
    page.history().undo()
    assert page.talk.path == ()
    assert page.lever.value == 100


def test_larger_ensembles_follow_the_first_answer():
    sizes = [next(iter(runs.values())).replicates for runs in ensembles(WARM)]
    assert sizes == sorted(sizes)
    assert sizes[-1] == LARGE


def test_a_bridge_over_something_that_is_no_conversation_is_refused():
    with pytest.raises(InputError, match="no conversation"):
        conversation("p06-order-the-steps")


def test_an_unknown_measure_is_refused():
    with pytest.raises(InputError, match="silent, open"):
        conversation_paths.figure(measure="laughter")
