"""Columns of numbers in few bytes, read back as they were to every digit a reader could see."""

from __future__ import annotations

import numpy as np
import pytest

from selfhelp_teach.widgets import packing

RANDOM = np.random.default_rng(5)
COLUMNS = {
    "members": RANDOM.uniform(0, 60, 180),
    "shares": RANDOM.uniform(0, 1, 180),
    "below zero": RANDOM.normal(-3, 2, 180),
    "far from zero": 1e6 + RANDOM.uniform(0, 5, 180),
    "millions": RANDOM.uniform(0, 4e8, 180),
    "tiny": RANDOM.uniform(0, 1e-5, 180),
    "constant": np.full(180, 36.5),
    "zeros": np.zeros(180),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_long_column_takes_two_bytes_a_row_and_comes_back_to_a_part_in_ten_thousand_of_its_range(name):
    values = COLUMNS[name]
    kind, data = packing.pack(values)
    assert kind == packing.DECIMAL
    assert len(data) == 8 + 2 * values.size
    numbers, size = packing.unpack(data, 0, values.size)
    assert size == len(data)
    step = max(np.ptp(values) / 6_500, np.abs(values).max() * 1e-8)
    assert np.abs(np.array(numbers) - values).max() <= step


def test_a_gap_stays_a_gap_and_no_number_becomes_one():
    values = np.linspace(-1, 1, 40)
    values[[3, 39]] = np.nan, np.inf
    _, data = packing.pack(values)
    numbers, _ = packing.unpack(data, 0, 40)
    assert [at for at, number in enumerate(numbers) if number is None] == [3, 39]


def test_numbers_come_back_as_short_decimals():
    _, data = packing.pack(np.linspace(0, 60, 181).astype(np.float32))
    numbers, _ = packing.unpack(data, 0, 181)
    assert numbers[1] == 0.333
    assert max(len(str(number)) for number in numbers) <= len("59.333")


@pytest.mark.parametrize("values", [np.array([1.0, 2.0]), np.full(40, 1e30), np.linspace(0, 1e-20, 40)])
def test_short_columns_and_numbers_beyond_all_places_travel_as_floats(values):
    kind, data = packing.pack(values)
    assert kind == "float32"
    assert len(data) == 4 * values.size
