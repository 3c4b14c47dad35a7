"""What the talks of social work and of groups have to keep to: confidences, safety, and whose word it is."""

from __future__ import annotations

import pytest

from tests.exercises.talks import ends_well, told

NOTEBOOK = "ask name-fear two-words my-wish you-first he-opens both-in shared-page"
DESK = "to-watch three-know spring wrong who-reads both-want no-promise until-friday one-page"

KEY = (
    "what-tell see-end door-shuts you-came may-i of-what both-stay we-wait ask-him as-well in-pairs two-write"
)


@pytest.mark.parametrize(("name", "path"), [("notebook", NOTEBOOK), ("desk", DESK), ("key", KEY)])
def test_a_talk_held_with_care_ends_well(name, path):
    assert told(name, path)[0].node == "end-settled"


def test_what_was_told_in_confidence_costs_the_good_ending_and_comes_back_to_the_table():
    assert (
        "One of the cleaners" in told("notebook", "my-word tell-all two-words propose you-first he-opens")[1]
    )
    assert not [state for state in ends_well("notebook") if "breach" in state.met]


def test_an_error_that_nobody_answers_for_lets_no_talk_end_well():
    assert all("answered" in state.met for state in ends_well("notebook"))
    assert "you-first" not in told("notebook", "ask name-fear not-heard empty-chair")[2]


def test_a_child_is_not_back_at_school_well_before_it_is_settled_who_rings_whom():
    assert all("safe" in state.met for state in ends_well("desk"))
    path = "what-fear give-back by-leave who-reads both-want no-promise until-friday one-page"
    assert "infections are missing" in told("desk", path)[1]


def test_nobody_speaks_of_a_list_before_the_girl_has_shown_it():
    assert all("list" in state.met for state in ends_well("desk"))
    assert "before" not in told("desk", "what-fear give-back by-leave who-reads both-want")[2]


def test_what_is_arranged_behind_a_bereaved_fathers_back_breaks_the_group_unless_it_is_owned():
    assert not [state for state in ends_well("key") if state.met & {"behind", "named"}]
    path = "all-yours see-to-it both-kinds ask-him {} in-pairs two-write"
    assert told("key", path.format("as-well"))[0].node == "end-split"
    assert told("key", path.format("owed"))[0].node == "end-warm"


def test_nothing_is_decided_for_a_bereaved_father_before_he_has_said_what_he_wants():
    assert all("his" in state.met for state in ends_well("key"))
    assert told("key", "my-boy how-speak counsellor what-lost")[1].startswith("I told you how it is at home")
