"""What is worked out before kernels are copied: a page that opens has nothing left to refine."""

import pytest

from selfhelp_teach.charts import groups
from selfhelp_teach.charts.groups import Setting
from selfhelp_teach.lessons import bench
from selfhelp_teach.lessons.leadership import Leadership
from selfhelp_teach.lessons.simulator import Simulator
from selfhelp_teach.model import Scenario


@pytest.fixture
def ready(monkeypatch):
    monkeypatch.setattr(groups, "_READY", {})
    monkeypatch.setattr(bench, "_READY", {})
    groups.make_ready()
    bench.make_ready(Scenario())


def test_page_03_opens_on_the_full_run_at_once(ready):
    steps = list(Leadership()._steps(Setting()))
    assert [step.wards for step in steps] == [groups.FULL]


def test_page_05_opens_on_the_full_run_at_once(ready):
    page = Simulator()
    assert page.bench.ensemble.replicates == bench.LARGE
    assert [each.replicates for each in page.bench._steps(Scenario())] == [bench.LARGE]


def test_a_ward_that_is_not_ready_is_refined_step_by_step_to_the_same_size(ready):
    other = Scenario().replace(power_asymmetry=0.3)
    sizes = [each.replicates for each in Simulator().bench._steps(other)]
    assert sizes == list(range(bench.SMALL, bench.LARGE + 1, bench.STEP))
