"""What is worked out before kernels are copied: a page that opens has nothing left to refine."""

import pytest

from selfhelp_teach.model import Scenario
from selfhelp_teach.pages.dangers import Dangers
from selfhelp_teach.pages.leadership import Leadership
from selfhelp_teach.pages.roots import Roots
from selfhelp_teach.pages.runs import LARGE, RUNS, SMALL
from selfhelp_teach.pages.simulator import Simulator
from selfhelp_teach.pages.simulator_state import Simulated
from selfhelp_teach.pages.warmup import warm_up


@pytest.fixture(scope="module", autouse=True)
def ready():
    RUNS.forget()
    warm_up()


@pytest.mark.parametrize(
    ("controller", "ensembles"),
    [
        (Dangers, lambda run: run.values()),
        (Leadership, lambda three: three.groups.values()),
        (Simulator, lambda run: run.values()),
    ],
)
def test_a_page_opens_on_the_full_run_at_once(controller, ensembles):
    page = controller()
    (first, *more) = page._steps(page.state.now)
    assert {ensemble.replicates for ensemble in ensembles(first)} == {LARGE}
    assert more == []


def test_page_01_opens_with_the_curve_over_power(monkeypatch):
    monkeypatch.setattr("selfhelp_teach.pages.roots.at", None)  # works out no curve
    assert next(Roots()._steps(Roots().state.now)).ensemble.replicates >= SMALL


def test_a_ward_that_is_not_ready_is_refined_step_by_step_to_the_same_size():
    page = Simulator()
    sizes = [run["now"].replicates for run in page._steps(Simulated(Scenario(power_asymmetry=0.33)))]
    assert sizes == list(range(SMALL, LARGE + 1, SMALL))


def test_what_is_ready_leaves_room_for_what_a_reader_runs():
    assert RUNS.nbytes < RUNS._most / 2
