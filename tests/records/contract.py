"""What every store keeps to of one learner: memory, SQLite, PostgreSQL here; the browser's in tests/browser.

Each suite gives the fixture ``kept``: what one learner keeps, with ``save(*entries)``, ``load()``,
``erase()`` and ``anew()``, which gives an empty one of the same kind.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfhelp_teach.records.schema import Record
from tests.records.examples import entry, entry_lists

STRANGE = {
    "right to left": "\u202bמה אמרו ההורים\u202c مرحبا",
    "astral characters": "👩‍👧 𝔣𝔞𝔪𝔦𝔩𝔶 𠜎",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "zero byte": "before\u0000after",
    "quotes and breaks": "'\"; DROP TABLE entries; --\r\n\t\\",
    "long": "long " * 3000,
}


def test_a_learner_nobody_knows_has_an_empty_record(kept):
    assert kept.load() == Record()


def test_what_was_saved_is_loaded_again(kept):
    answer = entry(value={"a": [1, 2.5, None]}, confidence=4, seed=7)
    kept.save(answer)
    assert kept.load().entries == {answer.id: answer}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_text_of_every_kind_comes_back_as_it_was(kept, text):
    answer = entry(value=text)
    kept.save(answer)
    assert kept.load().entries[answer.id].value == text


def test_retries_are_kept_as_history(kept):
    first, second = entry(value="no"), entry(value="yes")
    kept.save(first)
    kept.save(second)
    assert [one.value for one in kept.load().history(first.exercise)] == ["no", "yes"]


@pytest.mark.parametrize("late", [False, True], ids=["in its turn", "late"])
def test_a_draft_is_revised_in_its_place_and_an_older_revision_that_comes_late_changes_nothing(kept, late):
    draft = entry(kind="draft", value="On")
    longer = draft.model_copy(update={"value": "Once", "updated": draft.updated + timedelta(seconds=1)})
    for revision in (longer, draft) if late else (draft, longer):
        kept.save(revision)
    assert [one.value for one in kept.load().in_order()] == ["Once"]


def test_deleting_everything_leaves_nothing(kept):
    kept.save(entry(value="private"), entry(value="also"))
    kept.erase()
    assert kept.load() == Record()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(entry_lists, max_size=4), order=st.randoms())
def test_saving_in_any_order_and_twice_ends_in_the_same_record(kept, parts, order):
    shuffled = [*parts, *parts]
    order.shuffle(shuffled)
    kept = kept.anew()
    for part in shuffled:
        kept.save(*part)
    assert kept.load() == Record.of([one for part in parts for one in part])
