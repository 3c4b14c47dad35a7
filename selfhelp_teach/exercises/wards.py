"""What an exercise says of the simulated ward: whether the model knows its fields, values and measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.exercises.loading import near
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.types.challenge import Challenge
from selfhelp_teach.exercises.types.curve import Curve
from selfhelp_teach.exercises.yaml_source import KeyPath
from selfhelp_teach.model import FIELDS, MEASURES, Scenario

#: The page with a ward that a challenge can set, and how many months its runs have.
WARD_PAGE = "05"
MONTHS = 60
#: What a challenge can keep fixed.
LOCKABLE = (*FIELDS, "mechanisms_off")


def scenario_of(fields: Mapping[str, Any]) -> Scenario:
    """Return the scenario of an exercise's fields: a file writes all numbers alike, counts must be whole."""
    counts = {name for name, field in FIELDS.items() if field.kind == "count"}
    whole = {
        name: int(value)
        for name, value in fields.items()
        if name in counts and isinstance(value, float) and value.is_integer()
    }
    return Scenario.from_dict({**fields, **whole})


def faults(exercise: Exercise) -> Iterator[tuple[KeyPath, str]]:
    """Yield what the model does not know or cannot do, as places and sentences with the mend."""
    if isinstance(exercise, Challenge):
        if exercise.page != WARD_PAGE:
            yield ("page",), f'a challenge needs the ward of page 05. Write `page: "{WARD_PAGE}"`.'
        yield from _fields(("start",), exercise.start)
        yield from _fields(("compared_with",), exercise.compared_with or {})
        for index, name in enumerate(exercise.locked):
            yield from _known(("locked", index), "field of a ward", name, LOCKABLE)
        for index, goal in enumerate(exercise.goals):
            yield from _known(("goals", index, "measure"), "measure of the model", goal.measure, MEASURES)
            if isinstance(goal.month, int) and goal.month >= MONTHS:
                yield ("goals", index, "month"), f"runs end at month {MONTHS - 1}. Choose an earlier one."
    if isinstance(exercise, Curve) and exercise.result.measure is not None:
        place = ("result", "measure")
        yield from _known(place, "measure of the model", exercise.result.measure, MEASURES)
        yield from _fields(("result", "scenario"), exercise.result.scenario)
    if isinstance(exercise, Conversation):
        yield from _fields(("scenario",), exercise.scenario)


def _known(place: KeyPath, what: str, name: str, known: Iterable[str]) -> Iterator[tuple[KeyPath, str]]:
    if name not in known:
        yield place, f"there is no {what} {name!r}.{near(name, known)} There are: {', '.join(known)}."


def _fields(place: KeyPath, fields: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    told = False
    for name, value in fields.items():
        for fault in _known((*place, name), "field of a ward", name, FIELDS):
            told = True
            yield fault
        if name in FIELDS and (sentence := _refused({name: value})):
            told = True
            yield (*place, name), sentence
    if not told and (sentence := _refused(fields)):  # two fields that do not go together
        yield place, sentence


def _refused(fields: Mapping[str, Any]) -> str:
    try:
        scenario_of(fields)
    except ScenarioError as error:
        return str(error)
    return ""
