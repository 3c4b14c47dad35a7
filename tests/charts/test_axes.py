"""No line, band or dot leaves its axes, whatever is fed to a chart."""

from __future__ import annotations

from itertools import product

import pytest

from selfhelp_teach import charts
from selfhelp_teach.charts import groups, three_explanations
from selfhelp_teach.model.spiral import Explanations
from selfhelp_teach.translation import translator
from tests.charts.test_every_chart import NAMES, drawn

LINEAR = {"linear", "log", "sqrt", "pow", "symlog"}
PLACES = {"x": "x", "x2": "x", "xc": "x", "y": "y", "y2": "y", "yc": "y"}


def placed(node, scales=()):
    """Yield (scale, field) of all that a compiled chart puts in its place by a number of its data."""
    scales = {**dict(scales), **{each["name"]: each for each in node.get("scales", ())}}
    for mark in node.get("marks", ()):
        if mark["type"] == "group":
            yield from placed(mark, scales)
        for channel, wanted in mark.get("encode", {}).get("update", {}).items():
            for each in wanted if isinstance(wanted, list) else [wanted]:
                if channel in PLACES and isinstance(each, dict) and isinstance(each.get("field"), str):
                    scale = scales.get(each.get("scale"))
                    if scale is not None and scale["type"] in LINEAR:
                        yield scale, each["field"]


def reach(scale):
    """Return the fields that an axis reaches as far as, or None where its ends are fixed."""
    domain = scale["domain"]
    if isinstance(domain, list):
        return None
    several = domain.get("fields") or [domain["field"]]
    return {each["field"] if isinstance(each, dict) else each for each in several}


@pytest.mark.parametrize("name", NAMES)
def test_an_axis_reaches_as_far_as_all_that_is_drawn_on_it(name):
    found = list(placed(charts.compiled(name)))
    datasets = drawn(name) or charts.module(name).figure()["datasets"]
    for scale, field in found:
        reached = reach(scale)
        if reached is None:
            low, high = scale["domain"]
            values = [row[field] for rows in datasets.values() for row in rows if row.get(field) is not None]
            assert [value for value in values if not low <= value <= high] == []
        else:
            assert field in reached, f"{field} is drawn on {scale['name']}, and the axis does not ask for it"


def test_each_chart_of_simulated_wards_has_its_lines_on_such_an_axis():
    for name in ("ward_runs", "group_months", "conversation_paths"):
        fields = {(scale["name"], field) for scale, field in placed(charts.compiled(name))}
        assert {("y", "low"), ("y", "mid"), ("y", "high")} <= fields


def test_only_a_share_of_wards_sets_the_end_of_an_axis_that_reaches_as_far_as_its_data():
    ends = {
        name: scale["domainMax"]
        for name in NAMES
        for scale, _ in placed(charts.compiled(name))
        if "domainMax" in scale
    }
    assert ends == {"group_months": {"signal": "top"}}
    for measure in groups.measures(translator("en")).values():
        assert measure.high is None or (measure.high, measure.unit) == (100, "of 100 wards")


@pytest.mark.parametrize("held", list(product((0, 0.5, 1), repeat=3)), ids=str)
def test_what_the_three_explanations_draw_stays_within_a_hundred_percent(held):
    for row in three_explanations.figure("en", Explanations(*held))["datasets"]["visits"]:
        assert 0 <= row["mid"] <= 100
