"""What an altered file may hold: any value under any exercise ends in a portfolio, a mark or a sentence."""

from __future__ import annotations

import json
import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfhelp_teach.errors import ExerciseError, InputError
from selfhelp_teach.exercises import library, types
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.exercises.portfolio.answer_text import answer_lines
from selfhelp_teach.exercises.portfolio.charts import draw
from selfhelp_teach.exercises.session import Session
from selfhelp_teach.exercises.types import ALL
from selfhelp_teach.exercises.types.base import nothing_revealed
from selfhelp_teach.records.reading import clean, parse
from selfhelp_teach.records.schema import FORMAT, Record
from selfhelp_teach.records.stores import MemoryStore
from tests.exercises.examples import KINDS, answers_to, example
from tests.records.examples import entry, json_values

HUGE = 10**400
ODD = st.sampled_from([HUGE, -HUGE, 1e308, True, "", "first", [], {}, [[]], [None], [["x", "y"]], {"a": []}])
values = (json_values | ODD).map(clean)

few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def altered(exercise):
    """Something like an answer to ``exercise``, with one part of it replaced."""

    @st.composite
    def made(draw):
        answer = draw(answers_to(exercise))
        if isinstance(answer, dict) and answer:
            return answer | {draw(st.sampled_from(sorted(answer)) | st.text(max_size=3)): draw(values)}
        if isinstance(answer, list) and answer:
            at = draw(st.integers(0, len(answer) - 1))
            return [*answer[:at], draw(values), *answer[at + 1 :]]
        return draw(values)

    return values | made()


@pytest.mark.parametrize("kind", KINDS)
@few
@given(data=st.data())
def test_any_value_is_marked_or_refused_in_a_sentence_and_can_be_told(kind, data):
    exercise = example(kind)
    value = data.draw(altered(exercise))
    with suppress(InputError):
        mark(exercise, value)
    assert all(isinstance(line, str) for line in answer_lines(exercise, value))


names = st.sampled_from(["result", "tiers", "correct", "interval"])


@pytest.mark.parametrize("kind", [each.name for each in ALL if each.reveal is not nothing_revealed])
@few
@given(data=st.data())
def test_any_details_of_a_prediction_can_be_told_and_drawn(kind, data):
    exercise = example(kind, prediction=True)
    value = data.draw(altered(exercise) | answers_to(exercise))
    details = data.draw(st.dictionaries(names, values, max_size=3))
    assert all(isinstance(line, str) for line in types.of(exercise).expect(exercise, details, "en"))
    assert isinstance(draw(exercise, value, details), str)


@few
@given(data=st.data())
def test_a_portfolio_is_made_of_any_entries(data):
    ids = st.sampled_from([*library.exercises(), "reflect", "name", "deal-describe"]) | st.text(
        min_size=1, max_size=9
    )
    kinds = st.sampled_from(
        ["answer", "prediction", "draft", "gap", "challenge", "rating", "synthesis", "state"]
    )
    rows = data.draw(
        st.lists(
            st.builds(
                dict,
                kind=kinds,
                exercise=ids,
                value=values,
                details=st.dictionaries(names, values, max_size=2),
                confidence=st.none() | st.integers(1, 5),
                closeness=st.none() | st.floats(0, 1),
            ),
            max_size=5,
        )
    )
    record = Record.of(entry(**row) for row in rows)
    assert parse(record.to_json()) == record
    portfolio = build(record, private=True)
    for form in FORMATS.keys() - {"docx"}:
        assert export(portfolio, form)


@pytest.mark.parametrize(
    "name", ["none", "/etc/x", "*", "**", "a**", "../p02-limits-of-74", "a\x00b", "[", "x" * 119]
)
def test_the_name_of_an_exercise_in_a_file_opens_no_other_file(name):
    with pytest.raises(ExerciseError, match=re.escape(f"There is no exercise {name!r}")):
        library.exercise(name)
    (item,) = build(Record.of([entry(exercise=name, value="x")])).items
    assert not item.known


def said_to(exercise, **given):
    """What the page is told, in one word a message, of an answer to ``exercise``."""
    part = ExercisePart(exercise, session=Session(MemoryStore()))
    said = []
    part.send = said.append
    made = entry(exercise=exercise.id, **given)
    part._receive(part, {"kind": "answer", "entry": made.as_dict(), "fresh": False}, [])
    return [message["kind"] for message in said]


@pytest.mark.parametrize("kind", KINDS)
@few
@given(data=st.data())
def test_the_page_is_always_answered(kind, data):
    exercise = example(kind)
    assert said_to(exercise, value=data.draw(altered(exercise))) in (["marked"], ["refused"])


def test_an_entry_at_the_end_of_time_is_marked_too():
    assert said_to(example("number"), value=30, updated="9999-12-31T23:59:59.999Z") == ["marked"]


@pytest.mark.parametrize("aside", [5, "text", {"a": 1}, True, [None], ["a\ud83dz"]])
def test_what_stands_aside_is_kept_whatever_it_is(aside):
    record = parse(json.dumps({"format": FORMAT, "version": 1, "entries": [], "aside": aside}))
    assert len(record.aside) == 1
    assert parse(record.to_json().encode()) == record


def test_a_number_beyond_all_numbers_leaves_a_file_that_can_be_read_again():
    row = json.dumps(entry(value=0).as_dict() | {"value": ["huge", 7]}).replace('"huge"', "1e999")
    record = parse(f'{{"format": "{FORMAT}", "version": 1, "entries": [{row}], "aside": [1e999]}}')
    (kept,) = record.entries.values()
    assert kept.value == [None, 7]
    assert parse(record.to_json()) == record
