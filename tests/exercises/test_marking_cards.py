"""Marking of card sorts: any number of cards and headings, several headings right for one card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.types.matching import Matching
from tests.exercises.examples import example


@st.composite
def card_sorts(draw):
    """A card sort of any size, and an answer to it."""
    targets = [{"key": f"t{n}", "text": "Target"} for n in range(draw(st.integers(2, 5)))]
    names = st.sampled_from([target["key"] for target in targets])
    several = st.lists(names, min_size=1, unique=True)
    cards = [
        {"key": f"c{n}", "text": "Card", "target": draw(names | several)}
        for n in range(draw(st.integers(2, 8)))
    ]
    exercise = example("matching", prediction=False).model_dump() | {"targets": targets, "items": cards}
    return Matching.model_validate(exercise), {card["key"]: draw(names) for card in cards}


@given(card_sorts())
def test_every_card_under_a_right_heading_gets_full_credit(sort):
    exercise, _answer = sort
    for which in (0, -1):  # of several right headings any is right
        assert mark(exercise, {card.key: card.accepted[which] for card in exercise.items}).score == 1


@given(card_sorts())
def test_no_card_under_a_right_heading_gets_none(sort):
    exercise, answer = sort
    targets = [target.key for target in exercise.targets]
    wrong = {
        card.key: next((key for key in targets if key not in card.accepted), None) for card in exercise.items
    }
    given_wrong = answer | {key: target for key, target in wrong.items() if target}
    right = sum(target is None for target in wrong.values())  # a card that fits everywhere is always right
    assert mark(exercise, given_wrong).score == pytest.approx(right / len(exercise.items))


@given(card_sorts(), st.randoms())
def test_the_order_of_placing_does_not_matter(sort, order):
    exercise, answer = sort
    placed = list(answer.items())
    order.shuffle(placed)
    assert mark(exercise, dict(placed)) == mark(exercise, answer)


@given(card_sorts(), st.data())
def test_a_card_put_right_adds_its_share_and_never_lowers_the_score(sort, data):
    exercise, answer = sort
    card = data.draw(st.sampled_from(exercise.items))
    was_right = answer[card.key] in card.accepted
    before = mark(exercise, answer).score
    after = mark(exercise, answer | {card.key: card.accepted[0]}).score
    assert after - before == pytest.approx(0 if was_right else 1 / len(exercise.items))
