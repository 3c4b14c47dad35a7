"""Which answer stands: decided by what was known where it was made, never by a clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.records.schema import MOST_ORDER, Record, count_tries, first_ones, last_ones
from tests.records.examples import START, entry

A_DAY = timedelta(days=1)
TEXT = "p02-why-education-flips"


def values(entries):
    return [each.value for each in entries]


def test_an_answer_made_with_knowledge_of_another_comes_after_it_whatever_the_clocks_say():
    ahead = entry(value="A", order=1, time=START + A_DAY)
    later = entry(value="B", order=2, follows=[ahead.id], time=START)
    record = Record.of([ahead, later])
    assert values(record.history(ahead.exercise)) == ["A", "B"]
    assert values(last_ones(record.history(ahead.exercise))) == ["B"]


def test_of_answers_that_did_not_know_of_each_other_both_stand_until_one_follows_both():
    one, other = entry(value="A", order=3, time=START + A_DAY), entry(value="B", order=2, time=START)
    assert set(values(last_ones([one, other]))) == {"A", "B"}
    third = entry(value="C", order=4, follows=[one.id, other.id])
    assert values(last_ones([one, other, third])) == ["C"]
    assert values(first_ones([one, other, third])) == ["B", "A"]


def test_entries_of_early_versions_come_first_and_by_their_time():
    old, older = entry(value="old", time=START + A_DAY), entry(value="older", time=START)
    new = entry(value="new", order=1, follows=[old.id], time=START - A_DAY)
    assert values(Record.of([new, old, older]).history(new.exercise)) == ["older", "old", "new"]
    assert values(last_ones([new, old, older])) == ["new"]
    assert values(last_ones([old, older])) == ["old"]
    assert values(first_ones([old, older])) == ["older"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 3)), min_size=1, max_size=12))
def test_however_the_clocks_run_one_chain_has_one_end_and_one_beginning(steps):
    chain = []
    for at, (value, hours) in enumerate(steps, start=1):
        follows = [chain[-1].id] if chain else None
        moment = START + timedelta(hours=hours)
        chain.append(entry(value=value, order=at, follows=follows, time=moment, updated=moment))
    assert last_ones(reversed(chain)) == chain[-1:]
    assert first_ones(reversed(chain)) == chain[:1]


def test_an_unchanged_repeat_is_no_new_try():
    given_values = ["a", "a", {"x": 1}, {"x": 1}, {"x": 1}, "a"]
    tries = [entry(value=value, order=at) for at, value in enumerate(given_values, start=1)]
    assert count_tries(tries) == 3
    assert count_tries([]) == 0


@pytest.mark.parametrize("order", [-1, MOST_ORDER + 1, 1.5, "x"])
def test_an_order_that_is_none_makes_no_entry(order):
    with pytest.raises(ValueError, match="order"):
        entry(order=order)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_portfolio_tells_both_of_two_answers_that_did_not_know_of_each_other(form):
    one = entry(exercise=TEXT, value="Words of the laptop", order=1, time=START + A_DAY)
    other = entry(exercise=TEXT, value="Words of the library", order=1, time=START)
    told = build(Record.of([one, other]))
    (item,) = told.items
    assert (item.answer, [lines for _time, lines in item.others]) == (
        ("Words of the laptop",),
        [("Words of the library",)],
    )
    written = export(told, form)
    if form not in ("docx", "xlsx"):
        assert b"Words of the laptop" in written
        assert b"Words of the library" in written


@pytest.mark.parametrize("kind", ["gap", "synthesis", "draft"])
def test_texts_that_grew_in_two_places_are_both_told(kind):
    about = "deal-describe" if kind == "synthesis" else TEXT
    texts = [
        entry(kind=kind, exercise=about, value=f"{kind} here", order=2),
        entry(kind=kind, exercise=about, value=f"{kind} there", order=5),
    ]
    answer = [entry(exercise=TEXT, value="an answer", order=1)] if kind == "gap" else []
    page = export(build(Record.of([*answer, *texts])), "html").decode()
    assert f"{kind} here" in page
    assert f"{kind} there" in page


def test_a_prediction_made_twice_unawares_keeps_the_first_and_tells_the_other():
    exercise = library.exercise("p02-share-with-a-problem")
    made = [
        entry(kind="prediction", exercise=exercise.id, value=20.0, order=4, time=START - A_DAY),
        entry(kind="prediction", exercise=exercise.id, value=70.0, order=1, time=START),
    ]
    (item,) = build(Record.of(made)).predictions
    assert item.answer == ("70%",)
    assert [lines for _time, lines in item.others] == [("20%",)]
