"""What is never marked: inventories, confidence, texts and conversations; and what is told of them instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.answers import checked
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.talks.walking import after, offered, opening, walked
from selfhelp_teach.exercises.types.likert import Likert
from tests.exercises.course import TALKS, loaded
from tests.exercises.examples import example


@st.composite
def inventories(draw):
    """An inventory of any size, and an answer to it."""
    statements = [
        {
            "key": f"s{n}",
            "text": "Statement",
            "reverse": draw(st.booleans()),
            "scale": draw(st.sampled_from([None, "one", "two"])),
        }
        for n in range(draw(st.integers(1, 8)))
    ]
    scale = draw(st.none() | st.integers(3, 7).map(lambda count: [f"level {n}" for n in range(count)]))
    exercise = Likert.model_validate(
        example("likert").model_dump() | {"statements": statements, "scale": scale, "prediction": False}
    )
    return exercise, {line["key"]: draw(st.integers(1, exercise.points)) for line in statements}


class TestLikert:
    @given(inventories())
    def test_it_is_never_marked_and_every_mean_stays_on_its_scale(self, inventory):
        exercise, answer = inventory
        found = mark(exercise, answer)
        assert (found.score, found.closeness, found.verdict) == (None, None, "unmarked")
        named = {line.scale or "all" for line in exercise.statements}
        assert set(found.details["scales"]) == named
        assert all(1 <= mean <= exercise.points for mean in found.details["scales"].values())

    @given(inventories())
    def test_the_strongest_answers_reach_the_end_of_every_scale(self, inventory):
        exercise, _answer = inventory
        for most, reversed_most in ((exercise.points, 1), (1, exercise.points)):
            ends = {line.key: reversed_most if line.reverse else most for line in exercise.statements}
            assert set(mark(exercise, ends).details["scales"].values()) == {most}

    @given(inventories(), st.randoms())
    def test_the_order_of_answering_does_not_matter(self, inventory, order):
        exercise, answer = inventory
        rated = list(answer.items())
        order.shuffle(rated)
        assert mark(exercise, dict(rated)) == mark(exercise, answer)

    @given(inventories())
    def test_answers_turned_round_turn_every_mean_round(self, inventory):
        exercise, answer = inventory
        turned = {key: exercise.points + 1 - level for key, level in answer.items()}
        here, there = (mark(exercise, given).details["scales"] for given in (answer, turned))
        for scale, mean in here.items():
            assert mean + there[scale] == pytest.approx(exercise.points + 1)


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_is_said_to_a_text_does_not_depend_on_the_text(one, other):
    exercise = example("free-text")
    assert mark(exercise, f"a{one}") == mark(exercise, f"b{other}")


@st.composite
def talks(draw):
    """A conversation of the course and a way through it, perhaps not to its end."""
    exercise = loaded(draw(st.sampled_from(TALKS)))
    path, state = [], opening(exercise)
    for _step in range(draw(st.integers(0, 15))):
        lines = offered(exercise, state)
        if not lines:
            break
        choice = draw(st.sampled_from(lines))
        path.append(choice.key)
        state = after(exercise, state, choice)
    return exercise, path


class TestConversation:
    @given(talks())
    def test_no_way_through_it_is_marked(self, talk):
        found = mark(*talk)
        assert (found.score, found.closeness, found.verdict) == (None, None, "unmarked")

    @given(talks())
    def test_what_a_way_shifts_is_the_sum_of_its_lines(self, talk):
        exercise, path = talk
        said = [turn.choice for turn in walked(exercise, path)]
        found = mark(exercise, path).details
        moved = {name for choice in said for name in choice.effects}
        assert set(found["effects"]) == moved
        for name in moved:
            assert found["effects"][name] == pytest.approx(
                sum(choice.effects.get(name, 0) for choice in said)
            )
        assert found["steps"] == sorted({choice.step for choice in said if choice.step})

    @given(talks())
    def test_it_is_over_exactly_where_nothing_is_left_to_say(self, talk):
        exercise, path = talk
        found = mark(exercise, path).details
        node = exercise.nodes[found["node"]]
        assert found["ending"] == node.ending
        assert (node.ending is not None) == (not node.choices)

    @given(talks())
    def test_a_line_nobody_wrote_is_refused(self, talk):
        exercise, path = talk
        with pytest.raises(InputError, match="has no line"):
            mark(exercise, [*path, "never-said"])


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\ufeff", "\u3164\u2800", " \n\u00a0", "\u0301"])
def test_a_text_of_signs_that_cannot_be_seen_is_no_answer(blank):
    with pytest.raises(InputError, match="There is no text yet"):
        checked(example("free-text"), blank)
