"""Every number in every text of every exercise, in each language, comes from somewhere.

Prompts, hints, options, cards, feedback, samples and the lines of conversations: a number in any of them is
cited in place, or is a number of the facts the exercise names as its source, or of its own goals and its
ward, or stands below with the reason why it is no finding.
"""

from __future__ import annotations

import pytest

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import check_citation, citations_in, select, unmarked_numbers
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.translations import texts
from selfhelp_teach.translation import LANGUAGES

# Numbers of our own, each with its reason.
OURS = {
    ("p02-education-interval", "15"): "a base made up to show why a base is needed",
    ("p02-education-interval", "45"): "another one, three times as large",
    ("p05-quiet-and-content", "100"): "the unit of the measure",
    ("p05-the-quiet-ward", "100"): "the unit of the measure",
    ("p06-what-carries-it", "12"): "the month from which the bridge moves the ward, an assumption told as one",
    ("p06-what-carries-it", "74"): "the families of the ward, as many as were asked",
    **{("p06-match-lines", str(step)): "a step, by its place among the seven" for step in range(1, 8)},
}  # fmt: skip


def words_of(exercise):
    return texts(type(exercise), exercise.model_dump(mode="json"))


def value_of(written):
    return float(written.replace(",", ".").rstrip(" %\u00a0\u202f"))


def facts_of(exercise):
    """The facts an exercise names as its source or cites in one of its texts."""
    named = {fact.id for pattern in exercise.source for fact in select(pattern)}
    return named | {fact for text in words_of(exercise).values() for fact, _shown in citations_in(text)}


def is_a_number_of(facts, written):
    for fact in facts:
        try:
            check_citation(fact, written)
        except DataError:
            continue
        return True
    return False


def own_numbers(exercise):
    """The numbers a challenge sets as its goals, as shares and as percentages."""
    goals = [end for goal in getattr(exercise, "goals", ()) for end in (goal.at_least, goal.at_most)]
    return {round(abs(end) * by, 6) for end in goals if end is not None for by in (1, 100)}


def untraced(exercise):
    """Yield each number that comes from nowhere, and where it stands."""
    facts = facts_of(exercise)
    for place, text in words_of(exercise).items():
        for fact, shown in citations_in(text):
            check_citation(fact, shown)
        for found in unmarked_numbers(text):
            if (exercise.id, found.number) in OURS or is_a_number_of(facts, found.number):
                continue
            if found.number[0].isdigit() and value_of(found.number) in own_numbers(exercise):
                continue
            yield place, found.number, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", library.exercises())
def test_every_number_of_an_exercise_comes_from_somewhere(name, language):
    assert list(untraced(library.exercise(name, language))) == []


def test_a_number_from_nowhere_is_found():
    exercise = library.exercise("p04-heard-or-believed")
    wrong = exercise.model_copy(update={"hints": ("As 83% of them said.",)})
    assert [number for _place, number, _text in untraced(wrong)] == ["83%"]


def test_no_number_of_our_own_is_left_behind():
    written = {
        (exercise.id, found.number)
        for exercise in library.exercises().values()
        for text in words_of(exercise).values()
        for found in unmarked_numbers(text)
    }
    assert set(OURS) <= written
