"""What holds for every conversation of the course, and what the check says of a broken one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.talks import turning, walking
from selfhelp_teach.exercises.talks.script import Conversation, Moved
from selfhelp_teach.model import SHIFTABLE
from tests.exercises.course import TALKS, every_talk, loaded
from tests.exercises.writing import refusal, text_file

FEWEST = 12
OF_A_CHAIR = 5  # decisions of the other chair of a talk


def written(folder: Path, nodes: str, more: str = "") -> Path:
    """Write a conversation with these nodes."""
    head = "id: a-talk\npage: '06'\ntype: conversation\ntitle: A talk\nprompt: Talk.\nplays: nurse\n"
    return text_file(folder, f"{head}start: opening\n{more}nodes:\n{nodes}", "a-talk.yaml")


def node(name: str, *leads: str, ending: str = "") -> str:
    lines = [f"  {name}:", "    speaker: parent", "    text: Well."]
    if ending:
        lines.append(f"    ending: {ending}")
    if leads:
        lines.append("    choices:")
    for index, to in enumerate(leads):
        lines.append(f"      - {{ key: c{index}, text: So., to: {to} }}")
    return "\n".join(lines) + "\n"


def test_twelve_conversations_each_have_their_other_chair_and_roles_and_places_vary():
    talks = [found for found in map(loaded, TALKS) if not found.chair_of]
    chairs = {found.chair_of for found in map(loaded, TALKS)}
    assert len(talks) >= 12
    assert {found.id for found in talks} <= chairs
    assert len({found.plays for found in map(loaded, TALKS)}) >= 7
    assert {found.setting for found in talks} >= {"ward", "clinic", "group", "school"}


@every_talk
def test_a_conversation_has_at_least_twelve_decision_points_the_other_chair_five_and_says_so(path):
    found = loaded(path)
    fewest = OF_A_CHAIR if found.chair_of else FEWEST
    assert len(found.decisions) >= fewest
    assert found.decision_points >= fewest


@every_talk
def test_every_line_has_feedback_and_two_to_four_stand_to_choose(path):
    for name, turn in loaded(path).nodes.items():
        assert len(turn.choices) in {0, 2, 3, 4}, name
        for choice in turn.choices:
            assert choice.feedback, f"{name}.{choice.key}"
            assert len(choice.feedback.split()) >= 10, f"{name}.{choice.key}"


@every_talk
def test_a_conversation_ends_settled_silent_or_open_and_the_lines_take_all_seven_steps(path):
    found = loaded(path)
    endings = [turn.outcome for turn in found.nodes.values() if turn.ending]
    assert set(endings) == {"settled", "silent", "open"}
    if found.chair_of:
        return  # a short talk takes fewer steps
    steps = {choice.step for turn in found.nodes.values() for choice in turn.choices}
    assert steps >= set(range(1, 8))


@every_talk
def test_each_choice_at_a_point_leads_on_differently(path):
    """Two lines may lead to one place, yet then they shift something different: what is said matters."""
    for name, turn in loaded(path).nodes.items():
        consequences = [(choice.to, sorted(choice.effects.items())) for choice in turn.choices]
        assert all(consequences.count(one) == 1 for one in consequences), name


@every_talk
def test_the_other_way_leaves_at_the_turning_point_and_comes_to_an_ending(path):
    found = loaded(path)
    walked: tuple[walking.Turn, ...] = ()
    state = walking.opening(found)
    while lines := walking.offered(found, state):  # the first line that leads to somewhere new
        seen = {turn.node for turn in walked}
        choice = next(line for line in lines if walking.after(found, state, line).node not in seen)
        walked = (*walked, walking.Turn(state, choice))
        state = walking.after(found, state, choice)
    for at in range(len(walked)):
        other = turning.other_way(found, walked, at)
        assert other[:at] == walked[:at]
        assert other[at].node == walked[at].node
        assert other[at].choice.key != walked[at].choice.key
        assert found.nodes[walking.standing(found, other).node].ending
        assert len({turn.node for turn in other[at:]}) == len(other[at:])


def test_a_line_can_move_what_the_model_can_shift_and_nothing_else():
    assert set(get_args(Moved)) == set(SHIFTABLE)


def test_shifts_of_a_path_add_up_and_stay_within_one():
    found = loaded(TALKS[0])
    turn = next(
        walking.Turn(walking.opening(found), choice)
        for each in found.nodes.values()
        for choice in each.choices
        if choice.effects.get("defensiveness")
    )
    change = turn.choice.effects["defensiveness"]
    assert turning.moved([turn, turn])["defensiveness"] == pytest.approx(2 * change)
    assert abs(turning.moved([turn] * 500)["defensiveness"]) == 1


def test_a_path_with_an_unknown_line_is_followed_as_far_as_it_leads():
    found = loaded(TALKS[0])
    first = found.nodes[found.start].choices[0].key
    assert len(walking.walked(found, [first, "never-said"])) == 1


OUT = node("out", ending="Over.")


@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        (node("opening", "wall", "out") + node("wall") + OUT, "'wall' has neither choices nor an ending"),
        (node("opening", "gone", "out") + OUT, "there is no such node"),
        (node("opening", "out") + node("lost", "out") + OUT, "no path leads to: lost"),
        (
            node("opening", "round", "out") + node("round", "about") + node("about", "round") + OUT,
            "'round' goes round without a way out",
        ),
        (node("opening", "about") + node("about", "opening"), "no path comes to an end"),
        (node("opening", "out", ending="Over.") + OUT, "has an ending and choices"),
        (
            node("opening", "out").replace("to: out }", "to: out, effects: { goodwill: 0.1 } }") + OUT,
            "goodwill",  # an effect the model does not know
        ),
    ],
)
def test_a_talk_that_leads_nowhere_is_refused(tmp_path, nodes, says):
    said = refusal(written(tmp_path, nodes))
    assert says in said
    assert re.search(r"a-talk\.yaml, line \d+", said)


def test_fewer_decision_points_than_promised_are_refused(tmp_path):
    nodes = node("opening", "out", "other") + OUT + node("other", ending="Over.")
    said = refusal(written(tmp_path, nodes, more="decision_points: 12\n"))
    assert re.search(r"line \d+, key decision_points: .*promises 12 decision points and has 1", said)


def test_a_loop_with_a_way_out_is_fine(tmp_path):
    nodes = node("opening", "again", "out") + node("again", "opening", "out") + OUT
    assert loaded(written(tmp_path, nodes)).decisions == ("opening", "again")


@every_talk
def test_the_other_chair_is_of_a_talk_of_the_course_and_another_one_is_played(path):
    found = loaded(path)
    if found.chair_of:
        first = library.exercise(found.chair_of)
        assert isinstance(first, Conversation)
        assert first.plays != found.plays
        assert first.page == found.page
