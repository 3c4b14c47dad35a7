"""Entries for tests, and strategies that make them."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from selfhelp_teach.records.schema import Entry

START = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = itertools.count()


def entry(**given):
    moment = START + timedelta(seconds=next(_numbers))
    values = {"id": f"entry-{next(_numbers):06}", "kind": "answer", "time": moment, "updated": moment}
    return Entry(**(values | {"exercise": "p02-limits-of-74", "page": "02"} | given))


moments = st.integers(0, 50).map(lambda second: START + timedelta(seconds=second))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
# Few ids and few moments, so that revisions of one entry meet, also at the same moment.
entries = st.builds(
    Entry,
    id=st.sampled_from(["a", "b", "c", "d"]),
    kind=st.sampled_from(["answer", "draft", "prediction"]),
    time=moments,
    updated=moments,
    exercise=st.sampled_from(["p02-one", "p02-two"]),
    value=json_values,
    private=st.booleans(),
)
entry_lists = st.lists(entries, max_size=8)
