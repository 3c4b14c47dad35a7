"""Walks through talks of the course by the keys of their lines."""

from __future__ import annotations

from functools import cache

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.talks import states, walking
from tests.exercises.course import loaded


@cache
def talk_of(name):
    return loaded(library.CONTENT / "06" / f"p06-talk-the-{name}.yaml")


def told(name, path):
    """All that is told after the last line of a path, and the lines that follow."""
    talk = talk_of(name)
    turns = walking.walked(talk, path.split())
    assert len(turns) == len(path.split()), f"{path}: stops after {[turn.choice.key for turn in turns]}"
    state = walking.standing(talk, turns)
    return (
        state,
        walking.heard(talk, state),
        {line.key: walking.said(line, state) for line in walking.offered(talk, state)},
    )


def ends_well(name):
    """Every state in which a talk has ended well."""
    talk = talk_of(name)
    found = [state for state in states.states(talk) if state.node in states.settled(talk)]
    assert found
    return found
