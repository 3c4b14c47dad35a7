"""Runs of the model for pages: progressive, shared, bounded in bytes; and the walk of a move."""

from __future__ import annotations

from operator import length_hint

import numpy as np
import pytest

from selfhelp_teach import charts
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.model import BASELINE, Parameters, Scenario, simulate
from selfhelp_teach.pages.conversation import DRAWN, Conversations
from selfhelp_teach.pages.leadership import Leadership
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.runs import LARGE, SMALL, Runs, Ward
from selfhelp_teach.pages.simulator import Simulator
from selfhelp_teach.widgets import Figure
from tests.conftest import ROOT


def test_a_run_grown_step_by_step_is_the_run_done_in_one_go():
    *_smaller, last = Runs().grow({"now": Ward(BASELINE)})
    once = simulate(BASELINE, replicates=LARGE)
    assert last["now"].replicates == LARGE
    assert (last["now"].values("silent_share") == once.values("silent_share")).all()


def test_several_wards_are_answered_at_once_and_grow_in_turn():
    wards = {"A": Ward(BASELINE), "now": Ward(Scenario())}
    sizes = [[run.replicates for run in found.values()] for found in Runs().grow(wards)]
    assert sizes[0] == [SMALL, SMALL]
    assert sizes[-1] == [LARGE, LARGE]
    assert sizes == sorted(sizes)


def test_a_ward_that_was_run_is_there_at_once_at_its_full_size():
    runs = Runs()
    runs.full(Ward(BASELINE))
    grown = runs.grow({"now": Ward(BASELINE)})
    assert [next(grown)["now"].replicates, length_hint(grown)] == [LARGE, 0], "so it is drawn once"
    assert not list(grown)


def test_other_luck_or_another_number_of_the_model_is_another_run():
    runs = Runs()
    first = runs.first(Ward(BASELINE))
    assert runs.first(Ward(BASELINE, seed=2)) is not first
    assert runs.first(Ward(BASELINE, Parameters(strength_fear=0))) is not first
    assert runs.first(Ward(BASELINE)) is first


def test_what_is_kept_stays_within_its_bytes_and_the_least_recently_used_goes_first():
    one = simulate(BASELINE, replicates=SMALL).nbytes
    runs = Runs(most=int(3.5 * one))
    wards = [Ward(BASELINE, seed=seed) for seed in range(5)]
    for ward in wards[:3]:
        runs.first(ward)
    runs.first(wards[0])
    for ward in wards[3:]:
        runs.first(ward)
        assert runs.nbytes <= 3.5 * one
    assert runs.find(wards[0]) is not None
    assert runs.find(wards[1]) is None


def test_the_bytes_of_what_is_read_off_a_run_count_too():
    runs = Runs()
    ensemble = runs.first(Ward(BASELINE))
    before = runs.nbytes
    ensemble.values("silent_share")
    assert runs.nbytes > before


def test_numbers_read_off_many_runs_are_kept_under_their_key():
    runs, made = Runs(), []
    for _time in range(2):
        runs.of("curve", lambda: made.append(1) or np.zeros(3))
    assert made == [1]


@pytest.mark.parametrize(
    ("controller", "name", "most"),
    [
        (Leadership, "p03-draw-membership", 74),
        (Simulator, "p05-draw-the-members", 30),
        (Conversations, DRAWN, 100),
    ],
)
def test_a_drawn_curve_is_compared_with_a_run_of_the_model(controller, name, most):
    part = controller().exercise(name)
    real = [list(point) for point in part._compare(None).points]
    assert [month for month, _at in real] == list(range(1, 61))
    assert all(0 <= at <= most for _month, at in real)
    assert max(at for _month, at in real) > 1, "families or percent, and no shares"
    found = mark(part.exercise, real, part._compare(real))
    assert (found.closeness, found.score) == (1, None)


@pytest.mark.parametrize("name", [*charts.names(), "groups", "power_runs", "months"])
def test_no_chart_runs_the_model(name):
    text = (ROOT / "selfhelp_teach/charts" / f"{name}.py").read_text(encoding="utf-8")
    assert "simulate" not in text.replace("simulated", "")


class Page:
    """A page whose state is a number, whose runs are lists, and whose one figure shows their length."""

    def __init__(self, waits=lambda _state: ""):
        self.asked = []
        self.state = PageState(1, self.steps, waits=waits, key="k", language="en")
        self.figure = self.state.figure(Figure(key="f"), self.view)

    def steps(self, state):
        self.asked.append(state)
        yield [state]
        yield [state, state]

    def view(self, state, run):
        return {
            "datasets": {"rows": {"value": np.array(run, float)}},
            "summary": f"{state}: {len(run)}",
            "table": [],
        }


def test_a_change_becomes_state_runs_and_view_in_that_order_and_nothing_else():
    page = Page()
    page.state.change(7, "seven")
    assert page.asked == [1, 7]
    assert page.figure.summary == "7: 2"
    assert page.state.history.can_undo


def test_a_change_to_what_is_there_already_runs_nothing_and_is_no_step_back():
    page = Page()
    page.state.change(1, "the same")
    assert page.asked == [1]
    assert not page.state.history.can_undo


def test_a_hand_that_has_not_come_to_rest_leaves_no_step_of_undo():
    page = Page()
    for value in (2, 3, 4):
        page.state.change(value, "moving", rests=False)
    page.state.change(4, "at rest")
    page.state.history.undo()
    assert page.state.now == 1
    assert page.figure.summary == "1: 2"


def test_a_view_that_waits_holds_no_number_and_opens_with_what_was_run():
    held = {2}
    page = Page(lambda state: "Guess first." if state in held else "")
    page.state.change(2, "two")
    assert (page.figure.note, page.figure.summary, page.figure.frame) == ("Guess first.", "", b"")
    held.clear()
    page.state.look_again()
    assert (page.figure.note, page.figure.summary) == ("", "2: 2")


def test_a_run_that_cannot_be_done_leaves_a_sentence_in_every_figure():
    page = Page()

    def fail(_state):
        raise ZeroDivisionError
        yield

    page.state._latest._steps = fail
    page.state.change(5, "five")
    assert page.figure.note.endswith(".")
