"""What a figure sends to its page, and what it refuses."""

from __future__ import annotations

import contextvars
import json

import numpy as np
import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets import Figure, static_render

QUANTILES = ("q05", "q25", "q50", "q75", "q95")


def columns(level):
    rows = 60 * 3
    fixed = {
        "month": list(range(60)) * 3,
        "leadership": ["none"] * 60 + ["shared"] * 60 + ["independent"] * 60,
    }
    return fixed | {name: np.full(rows, level + i / 2) for i, name in enumerate(QUANTILES)}


@pytest.fixture
def fed(wire):
    figure = Figure(key="f")
    figure.feed({"members": columns(1)}, summary="one")
    return figure, wire(figure)


def test_a_move_sends_the_changed_numbers_only_and_stays_below_five_kilobytes(fed):
    figure, seen = fed
    figure.feed({"members": columns(2)}, summary="two")
    [(state, buffers)] = seen.take()
    assert set(state) == {"summary"}, "months and labels did not change"
    assert sum(map(len, buffers)) == 5 * (8 + 60 * 3 * 2)
    assert len(json.dumps(state)) + sum(map(len, buffers)) < 5_000


def test_an_unchanged_answer_sends_nothing(fed):
    figure, seen = fed
    figure.feed({"members": columns(1)}, summary="one")
    assert seen.take() == []


def test_a_fixed_column_that_differs_is_sent_again_with_the_numbers_in_one_message(fed):
    figure, seen = fed
    figure.feed({"members": columns(2) | {"leadership": ["shared"] * 180}})
    [(state, _)] = seen.take()
    assert set(state) == {"frame_layout"}


def test_rows_read_back_from_bytes_are_those_that_were_fed():
    figure = Figure(datasets={"bars": [{"kind": "a", "share": 0.5}]})
    figure.feed(
        {"members": {"month": [1, 2], "q50": np.array([1.5, np.nan]), "beds": np.array([3, 4], np.uint8)}}
    )
    assert figure.rows()["members"] == [
        {"month": 1, "q50": 1.5, "beds": 3},
        {"month": 2, "q50": None, "beds": 4},
    ]
    assert figure.rows()["bars"] == [{"kind": "a", "share": 0.5}]


def test_the_order_of_keys_means_nothing_to_the_bytes():
    figure = Figure()
    figure.feed({"z": {"v": np.array([1.0])}, "a": {"v": np.array([2.0, 3.0])}})
    sorted_layout = json.loads(json.dumps(figure.frame_layout, sort_keys=True))
    again = Figure(frame=figure.frame, frame_layout=sorted_layout)
    assert again.rows() == {"z": [{"v": 1.0}], "a": [{"v": 2.0}, {"v": 3.0}]}


def test_whole_numbers_travel_as_such_however_wide_they_were():
    figure = Figure()
    figure.feed({"d": {"few": np.array([1, 2]), "many": np.array([1, 2**40])}})
    assert [column["type"] for column in figure.frame_layout[0]["columns"]] == ["int32", "float64"]
    assert figure.rows()["d"] == [{"few": 1, "many": 1}, {"few": 2, "many": 2**40}]


def test_columns_of_different_length_are_refused_with_their_lengths():
    with pytest.raises(InputError, match=r"'members' differ in length.*'a': 2.*'b': 3"):
        Figure().feed({"members": {"a": [1, 2], "b": np.zeros(3)}})


def test_an_unknown_status_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match="'proven' is no provenance status.*reported"):
        Figure(status="proven")


def test_numbers_that_json_cannot_carry_become_gaps():
    figure = Figure(datasets={"d": [{"x": float("nan"), "y": np.float64(2)}]}, table=[{"x": float("inf")}])
    assert figure.datasets == {"d": [{"x": None, "y": 2.0}]}
    assert figure.table == [{"x": None}]
    json.dumps(figure.get_state(["datasets", "table"]), allow_nan=False)


def test_a_measured_column_without_any_number_is_said_in_place_of_a_blank_chart():
    figure = Figure(columns=[{"field": "share", "label": "share", "unit": "%"}])
    figure.datasets = {"d": [{"month": 1, "share": float("nan")}]}
    assert figure.note == "These settings gave no numbers to draw."
    figure.datasets = {"d": [{"month": 1, "share": 3.0}]}
    assert figure.note == ""


def test_a_failure_is_shown_until_the_next_numbers_come():
    figure = Figure()
    figure.fail("The model could not run this.")
    assert figure.note == "The model could not run this."
    figure.feed({"members": columns(1)})
    assert figure.note == ""


def test_setting_one_signal_leaves_the_others():
    figure = Figure(params={"month": 60, "show": True})
    figure.set_params(month=12)
    assert figure.params == {"month": 12, "show": True}


def test_what_the_page_selects_is_read_in_python_and_set_from_it_in_one_message(wire):
    figure = Figure(key="f", selection={"pick": {}}, params={"month": 60})
    seen, heard = wire(figure), []
    figure.observe(lambda change: heard.append(change["new"]), "selection")
    figure.set_state({"selection": {"pick": {"leadership": ["shared"]}}, "params": {"month": 12}})
    assert heard == [figure.selection] == [{"pick": {"leadership": ["shared"]}}]
    assert figure.params == {"month": 12}
    seen.take()  # what the page is told back
    figure.selection = {"pick": {"leadership": ["none"]}}
    assert [state for state, _ in seen.take()] == [{"selection": {"pick": {"leadership": ["none"]}}}]


def test_the_still_picture_of_a_broken_spec_is_a_sentence_and_escapes_its_words():
    figure = Figure(spec={"marks": [{"type": "nonsense"}]}, title="<b>Why?</b>")
    text = figure.still()
    assert figure.labels["broken"] in text
    assert "<b>" not in text


@pytest.fixture
def bar():
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": 50,
        "height": 20,
        "data": [{"name": "bars"}],
        "signals": [{"name": "accent", "value": "#000000"}],
        "scales": [{"name": "x", "domain": {"data": "bars", "field": "v"}, "range": "width", "zero": True}],
        "marks": [
            {
                "type": "rect",
                "from": {"data": "bars"},
                "encode": {
                    "update": {
                        "x": {"value": 0},
                        "x2": {"scale": "x", "field": "v"},
                        "height": {"value": 9},
                        "fill": {"signal": "accent"},
                    }
                },
            }
        ],
    }
    figure = Figure(spec=spec)
    figure.feed({"bars": {"v": np.array([3.0])}})
    return figure


def test_the_still_picture_takes_its_colours_from_the_page(bar):
    assert 'fill="var(--selfhelp-accent)"' in bar.still()


def test_a_picture_that_was_drawn_before_is_taken_from_where_it_is_kept_and_another_is_drawn(bar, tmp_path):
    drawn_anew = bar.still()
    within = contextvars.copy_context()
    within.run(static_render.KEPT.set, tmp_path / "pictures")
    assert within.run(bar.still) == drawn_anew
    [kept] = (tmp_path / "pictures").iterdir()
    kept.write_text("<svg>kept</svg>", encoding="utf-8")
    assert "<svg>kept</svg>" in within.run(bar.still)
    bar.feed({"bars": {"v": np.array([4.0])}})
    assert "kept" not in within.run(bar.still)
