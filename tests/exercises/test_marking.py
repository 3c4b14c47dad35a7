"""Marking: bounds, ends, symmetry; and that a prediction never costs anything."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import curves, library
from selfhelp_teach.exercises.answers import answers
from selfhelp_teach.exercises.goals import level, reached
from selfhelp_teach.exercises.marking import mark, total, unguessed
from selfhelp_teach.exercises.portfolio.model import build
from selfhelp_teach.exercises.schema import Goal
from selfhelp_teach.exercises.types import ALL
from selfhelp_teach.exercises.types.base import Results, nothing_revealed
from selfhelp_teach.exercises.types.number import Number, number_closeness
from selfhelp_teach.exercises.types.ranking import kendall
from selfhelp_teach.records.schema import Record
from tests.exercises.examples import KINDS, answers_to, example
from tests.records.examples import entry

UNMARKED = {each.name for each in ALL if not each.marked}
REVEALED = [each.name for each in ALL if each.reveal is not nothing_revealed]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_whole_answer_gets_a_mark_between_0_and_1_or_none(kind, data):
    exercise = example(kind, prediction=False)
    found = mark(exercise, data.draw(answers_to(exercise)))
    assert found.score == found.closeness
    assert (found.score is None) == (kind in UNMARKED or kind == "challenge")
    assert found.score is None or 0 <= found.score <= 1
    assert (found.verdict == "unmarked") == (found.score is None)
    assert found.verdict in {"correct", "partial", "incorrect", "unmarked"}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_prediction_has_no_score_and_changes_no_total(kind, data):
    exercise = example(kind, prediction=True)
    found = mark(exercise, data.draw(answers_to(exercise)))
    assert found.score is None
    scores = data.draw(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1))))
    assert total([*scores, (exercise.id, found.score)]) == total(scores)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.floats(0, 1)), min_size=1), st.floats(0, 1))
def test_another_try_never_lowers_a_total(scores, another):
    before = total(scores)
    for name in {name for name, score in scores if score is not None}:
        assert total([*scores, (name, another)]) >= before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "nonsense", [None, "", [], {}, "none", 9e9, float("nan"), True, [["x", 1]], {"x": []}]
)
def test_what_is_no_whole_answer_is_refused_in_a_sentence(kind, nonsense):
    whole = {("multiple-choice", "[]"), ("conversation", "[]"), ("free-text", "'none'")}
    if (kind, repr(nonsense)) in whole:
        mark(example(kind), nonsense)
        return
    if kind == "challenge" and isinstance(nonsense, dict):
        nonsense = {"power_asymmetry": 0.1}  # a locked field that was moved
    with pytest.raises(InputError, match=r"\."):
        mark(example(kind), nonsense)


class TestRanking:
    @given(st.permutations("abcdef"))
    def test_tau_is_1_for_the_order_and_minus_1_for_its_reverse(self, order):
        tiers = [[key] for key in order]
        assert kendall(order, tiers) == 1
        assert kendall(order[::-1], tiers) == -1

    @given(st.permutations("abcde"), st.permutations("abcde"))
    def test_tau_agrees_with_the_textbook(self, order, right):
        pairs = list(itertools.combinations("abcde", 2))
        agreeing = sum(
            (order.index(a) - order.index(b)) * (right.index(a) - right.index(b)) > 0 for a, b in pairs
        )
        expected = (agreeing - (len(pairs) - agreeing)) / len(pairs)
        assert kendall(order, [[key] for key in right]) == pytest.approx(expected)

    @given(st.permutations("abcdef"), st.permutations("def"))
    def test_items_without_an_order_between_them_may_be_swapped_freely(self, order, shuffled):
        tiers = [["a"], ["b", "c"], ["d", "e", "f"]]
        swap = dict(zip("def", shuffled, strict=True))
        assert kendall([swap.get(key, key) for key in order], tiers) == kendall(order, tiers)

    def test_without_any_order_there_is_no_mark(self):
        assert kendall(["a", "b"], [["a", "b"]]) is None

    def test_only_the_first_counts_where_the_source_orders_only_the_first(self):
        exercise = example("ranking", prediction=False)
        assert mark(exercise, ["first", "third", "second"]).score == 1
        assert mark(exercise, ["second", "first", "third"]).score == 0.5
        assert mark(exercise, ["second", "third", "first"]).score == 0

    def test_every_place_of_a_ranking_says_what_was_written_for_it_in_the_learner_s_order(self):
        rankings = [each for each in library.exercises().values() if each.type == "ranking"]
        for exercise in rankings:
            order = [item.key for item in reversed(exercise.items)]
            said = "\n".join(mark(exercise, order).feedback)
            lines = [
                f"- **{item.text}** {item.feedback}" for item in reversed(exercise.items) if item.feedback
            ]
            assert "\n".join(lines) in said, exercise.id
            assert len(lines) == len(order), f"{exercise.id}: a place has nothing to say"

    @given(st.data())
    def test_the_right_order_gets_full_credit_and_a_swap_towards_it_never_costs_any(self, data):
        exercise = example("ranking", prediction=False)
        right = [key for tier in exercise.tiers for key in tier]
        assert mark(exercise, right).score == 1
        order = data.draw(answers_to(exercise))
        at = data.draw(st.integers(0, len(order) - 2))
        if right.index(order[at]) > right.index(order[at + 1]):
            nearer = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
            assert mark(exercise, nearer).score >= mark(exercise, order).score


class TestNumber:
    @pytest.mark.parametrize("value", [49.5, 59.5, 69.5])
    def test_both_ends_of_the_tolerance_are_right(self, value):
        assert mark(example("number", prediction=False), value).score == 1

    @pytest.mark.parametrize(("value", "says"), [(20, "is below"), (90, "is above")])
    def test_too_low_and_too_high_are_told_apart(self, value, says):
        found = mark(example("number", prediction=False), value)
        assert found.score == 0
        assert says in found.feedback[0]

    @given(st.floats(0, 100), st.floats(0, 100))
    def test_nearer_is_never_further(self, one, other):
        def away(value):
            return max(40 - value, value - 60, 0)

        near, far = sorted((one, other), key=away)
        assert number_closeness(near, 40, 60, 100) >= number_closeness(far, 40, 60, 100)

    @given(st.floats(0, 100), st.sampled_from([{"value": 59.5, "tolerance": 10}, {"low": 40, "high": 60}]))
    def test_inside_the_interval_is_right_and_outside_is_not(self, value, answer):
        written = example("number", prediction=False).model_dump(exclude={"answer"}) | {"answer": answer}
        exercise = Number.model_validate(written)
        low, high = exercise.answer.interval
        assert mark(exercise, value).score == float(low <= value <= high)


class TestChoice:
    def test_each_option_rightly_chosen_or_left_counts(self):
        exercise = example("multiple-choice")
        assert mark(exercise, ["first", "second"]).score == 1
        assert mark(exercise, ["third"]).score == 0
        assert mark(exercise, ["first"]).score == pytest.approx(2 / 3)

    def test_the_right_option_is_not_given_away_after_a_wrong_try(self):
        assert "correct" not in mark(example("single-choice", prediction=False), "second").details

    @given(st.data())
    def test_of_one_choice_only_the_right_option_is_right(self, data):
        exercise = example("single-choice", prediction=False)
        chosen = data.draw(answers_to(exercise))
        right = {option.key for option in exercise.options if option.correct}
        assert mark(exercise, chosen).score == float(chosen in right)

    @given(st.data())
    def test_the_order_of_ticking_does_not_matter_and_each_option_set_right_adds_the_same(self, data):
        exercise = example("multiple-choice", prediction=False)
        chosen = data.draw(answers_to(exercise))
        shuffled = data.draw(st.permutations(chosen))
        assert mark(exercise, list(shuffled)).score == mark(exercise, chosen).score
        option = data.draw(st.sampled_from(exercise.options))
        without = [key for key in chosen if key != option.key]
        ticked = mark(exercise, [*without, option.key]).score - mark(exercise, without).score
        assert ticked == pytest.approx((1 if option.correct else -1) / len(exercise.options))


heights = st.lists(st.floats(0, 40), min_size=2, max_size=12)


class TestCurve:
    @given(heights, heights)
    def test_distance_is_symmetric_a_share_of_the_height_and_none_from_itself(self, one, other):
        a, b = list(enumerate(one)), list(enumerate(other))
        there, back = curves.distance(a, b, 40), curves.distance(b, a, 40)
        assert there == pytest.approx(back)
        assert 0 <= there <= 1
        assert curves.distance(a, a, 40) == 0

    @given(heights, st.floats(0, 10))
    def test_a_curve_moved_up_is_told_as_more(self, ys, by):
        points = list(enumerate(ys))
        raised = [(x, y + by) for x, y in points]
        assert curves.distance(raised, points, 40) == pytest.approx(by / 40)
        said = curves.words(raised, points, 40, 0.05, str)
        assert any("more than happened" in sentence for sentence in said) == (by / 40 > 0.05)

    @pytest.mark.parametrize(
        ("drawn", "real", "says"),
        [
            ([0, 20, 20, 20], [0, 10, 20, 30], "You expected growth to stop; it went on."),
            ([0, 10, 20, 30], [0, 20, 20, 20], "You expected growth to go on; it levelled off."),
            ([0, 10, 20, 30], [0, 20, 30, 10], "You expected growth to go on; it turned and fell."),
            ([30, 30, 30, 30], [30, 30, 30, 5], "You expected it to hold; it fell towards the end."),
            ([0, 20, 20, 20], [0, 0, 10, 20], "You expected it to rise from the start"),
            ([10, 10, 10, 10], [10, 10.5, 10, 10], "Your curve stays close to the result."),
        ],
    )
    def test_the_shape_is_told_in_words(self, drawn, real, says):
        said = " ".join(curves.words(list(enumerate(drawn)), list(enumerate(real)), 40, 0.03, str))
        assert says in said

    def test_every_pair_of_trends_has_words(self):
        trends = ["rise", "level", "fall"]
        different = set(itertools.permutations(trends, 2))
        assert set(curves._beginnings(str)) == set(curves._endings(str)) == different

    def test_a_curve_whose_result_is_a_run_waits_for_the_page(self):
        exercise = example("curve", prediction=True)
        asked = exercise.model_copy(
            update={"result": exercise.result.model_copy(update={"points": None, "measure": "members"})}
        )
        drawn = [[0, 0], [60, 20]]
        assert mark(asked, drawn).closeness is None
        assert mark(asked, drawn, Results(points=[(0, 0), (60, 20)])).closeness == 1

    @given(st.data())
    def test_the_real_curve_gets_full_credit_and_one_nearer_to_it_never_gets_less(self, data):
        exercise = example("curve", prediction=False)
        real = [list(point) for point in exercise.result.points]
        assert mark(exercise, real).score == 1
        drawn = data.draw(answers_to(exercise))
        nearer = [[x, (y + curves.at(real, x)) / 2] for x, y in drawn]
        # The corners of the result may lie between the places where the curve is drawn.
        further = curves.distance(drawn, real, 60) <= curves.distance(nearer, real, 60)
        assert further or mark(exercise, nearer).score >= mark(exercise, drawn).score


class TestChallenge:
    runs = np.arange(40.0).reshape(4, 10)

    @pytest.mark.parametrize(
        ("month", "statistic", "value"),
        [
            ("last", "mean", 24),
            ("max", "mean", 24),
            ("min", "mean", 15),
            ("mean", "mean", 19.5),
            (0, "median", 15),
        ],
    )
    def test_a_goal_looks_at_its_month_and_statistic(self, month, statistic, value):
        goal = Goal(text="x", measure="members", month=month, statistic=statistic, at_least=0)
        assert level(goal, {"members": self.runs}) == value

    @pytest.mark.parametrize(("low", "high", "holds"), [(24, 24, True), (25, None, False), (None, 23, False)])
    def test_bounds_are_included(self, low, high, holds):
        goal = Goal(text="x", measure="members", statistic="mean", at_least=low, at_most=high)
        assert reached(goal, {"members": self.runs}, None).reached is holds

    def test_a_relative_goal_compares_two_runs(self):
        goal = Goal(text="x", measure="members", statistic="mean", relative=True, at_least=1)
        assert reached(goal, {"members": self.runs + 1}, {"members": self.runs}).reached
        assert not reached(goal, {"members": self.runs}, {"members": self.runs}).reached
        with pytest.raises(InputError, match="compares two runs"):
            reached(goal, {"members": self.runs}, None)

    def test_an_unknown_measure_or_month_is_told(self):
        with pytest.raises(InputError, match="no measure 'members'"):
            level(Goal(text="x", measure="members", at_least=0), {})
        with pytest.raises(InputError, match="ends before month 99"):
            level(Goal(text="x", measure="members", month=99, at_least=0), {"members": self.runs})

    @given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.3))
    def test_a_ward_that_does_better_never_scores_less(self, alive, protest, better):
        def score(alive, protest):
            outcomes = {"alive": np.full((3, 6), alive), "protest_share": np.full((3, 6), protest)}
            exercise = example("challenge", prediction=False)
            return mark(exercise, dict(exercise.start), Results(outcomes=outcomes)).score

        found = score(alive, protest)
        assert found in (0, 0.5, 1)
        assert score(min(1, alive + better), max(0, protest - better)) >= found
        assert score(1, 0) == 1

    def test_the_share_of_goals_reached_is_the_score(self):
        exercise = example("challenge")
        outcomes = {"alive": np.ones((5, 12)), "protest_share": np.full((5, 12), 0.5)}
        found = mark(exercise, dict(exercise.start), Results(outcomes=outcomes))
        assert found.score == 0.5
        assert [goal["reached"] for goal in found.details["goals"]] == [True, False]


class TestNotGuessed:
    """Whoever would rather not guess goes on to the result, and the record says so."""

    @staticmethod
    def entry(exercise, **more):
        return entry(kind="prediction", exercise=exercise.id, exercise_version=exercise.version, **more)

    @pytest.mark.parametrize("kind", REVEALED)
    def test_it_shows_the_result_and_is_neither_near_nor_far(self, kind):
        exercise = example(kind, prediction=True)
        found = unguessed(exercise, Results(points=[[0, 0], [1, 1]]))
        assert set(found.details) & {"result", "tiers", "correct"}
        assert (found.score, found.closeness, found.verdict) == (None, None, "unmarked")

    def test_it_counts_as_handed_in_for_a_prediction_and_for_nothing_else(self):
        asked, checked_here = example("number", prediction=True), example("number", prediction=False)
        passed = {"value": None, "details": {"passed": True}}
        assert answers(self.entry(asked, **passed), asked)
        assert not answers(self.entry(checked_here, **passed), checked_here)
        assert not answers(self.entry(asked, value=None), asked), "nothing at all is no decision"

    def test_the_portfolio_says_not_guessed_and_asks_nothing_about_a_gap(self):
        asked = library.exercise("p02-share-with-a-problem")
        made = build(Record.of([self.entry(asked, details={"passed": True, "result": 59.5})]))
        (item,) = made.predictions
        assert item.answer == ("Not guessed",)
        assert item.result
        assert item.chart == ""
        assert made.prompts == ()
