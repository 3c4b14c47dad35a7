"""What the talks of social work and of groups have to keep to: confidences, safety, and whose word it is."""

from __future__ import annotations

import pytest

from selfhelp_teach.exercises.talks import states, walking
from tests.exercises.talks import talk_of


def after(name, path):
    """Return the state a path leads to; each of its lines must be on offer."""
    talk = talk_of(name)
    turns = walking.walked(talk, path.split())
    assert len(turns) == len(path.split()), f"{path}: stops after {[turn.choice.key for turn in turns]}"
    return walking.standing(talk, turns)


def ends_well(name):
    """Return every state in which a talk has ended well."""
    talk = talk_of(name)
    good = states.settled(talk)
    found = [state for state in states.states(talk) if state.node in good]
    assert found
    return found


NOTEBOOK = "ask name-fear two-words my-wish you-first he-opens both-in shared-page"
DESK = "to-watch three-know spring wrong who-reads both-want no-promise until-friday one-page"

KEY = (
    "what-tell see-end door-shuts you-came may-i of-what both-stay we-wait ask-him as-well in-pairs two-write"
)


@pytest.mark.parametrize(("name", "path"), [("notebook", NOTEBOOK), ("desk", DESK), ("key", KEY)])
def test_a_talk_held_with_care_ends_well(name, path):
    assert after(name, path).node == "end-settled"


def test_what_was_told_in_confidence_costs_the_good_ending_and_comes_back_to_the_table():
    path = "my-word tell-all two-words propose you-first he-opens"
    state = after("notebook", path)
    assert "One of the cleaners" in walking.heard(talk_of("notebook"), state)
    assert not [state for state in ends_well("notebook") if "breach" in state.met]


def test_an_error_that_nobody_answers_for_lets_no_talk_end_well():
    assert all("answered" in state.met for state in ends_well("notebook"))
    hushed = after("notebook", "ask name-fear not-heard empty-chair")
    assert "you-first" not in {line.key for line in walking.offered(talk_of("notebook"), hushed)}


def test_a_child_is_not_back_at_school_well_before_it_is_settled_who_rings_whom():
    assert all("safe" in state.met for state in ends_well("desk"))
    state = after("desk", "what-fear give-back by-leave who-reads both-want no-promise until-friday one-page")
    assert "infections are missing" in walking.heard(talk_of("desk"), state)


def test_nobody_speaks_of_a_list_before_the_girl_has_shown_it():
    assert all("list" in state.met for state in ends_well("desk"))
    assert "before" not in {
        line.key for line in _lines("desk", "what-fear give-back by-leave who-reads both-want")
    }


def test_what_is_arranged_behind_a_bereaved_fathers_back_breaks_the_group_unless_it_is_owned():
    assert not [state for state in ends_well("key") if state.met & {"behind", "named"}]
    path = "all-yours see-to-it both-kinds ask-him {} in-pairs two-write"
    assert after("key", path.format("as-well")).node == "end-split"
    assert after("key", path.format("owed")).node == "end-warm"


def test_nothing_is_decided_for_a_bereaved_father_before_he_has_said_what_he_wants():
    assert all("his" in state.met for state in ends_well("key"))
    told = walking.heard(talk_of("key"), after("key", "my-boy how-speak counsellor what-lost"))
    assert told.startswith("I told you how it is at home")


def _lines(name, path):
    return walking.offered(talk_of(name), after(name, path))
