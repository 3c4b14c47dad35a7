"""What every store keeps to. The browser's store keeps to the same, in tests/browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.schema import Record
from selfhelp_teach.records.stores import Erased, new_learner
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


def test_a_learner_nobody_knows_has_an_empty_record(store):
    assert store.load(new_learner()) == Record()


def test_what_was_saved_is_loaded_again(store):
    learner, answer = new_learner(), entry(value={"a": [1, 2.5, None]}, confidence=4, seed=7)
    store.save(learner, [answer])
    assert store.load(learner).entries == {answer.id: answer}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_text_of_every_kind_comes_back_as_it_was(store, text):
    learner, answer = new_learner(), entry(value=text)
    store.save(learner, [answer])
    assert store.load(learner).entries[answer.id].value == text


def test_two_learners_do_not_see_each_other(store):
    one, other = new_learner(), new_learner()
    store.save(one, [entry(value="mine")])
    assert store.load(other) == Record()


def test_retries_are_kept_as_history(store):
    learner, first, second = new_learner(), entry(value="no"), entry(value="yes")
    store.save(learner, [first])
    store.save(learner, [second])
    assert [kept.value for kept in store.load(learner).history(first.exercise)] == ["no", "yes"]


def test_a_draft_is_revised_in_its_place(store):
    learner, draft = new_learner(), entry(kind="draft", value="On")
    longer = draft.model_copy(update={"value": "Once", "updated": draft.updated + timedelta(seconds=1)})
    store.save(learner, [draft])
    store.save(learner, [longer])
    assert [kept.value for kept in store.load(learner).in_order()] == ["Once"]


def test_an_older_revision_that_comes_late_changes_nothing(store):
    learner, draft = new_learner(), entry(kind="draft", value="On")
    longer = draft.model_copy(update={"value": "Once", "updated": draft.updated + timedelta(seconds=1)})
    store.save(learner, [longer])
    store.save(learner, [draft])
    assert [kept.value for kept in store.load(learner).in_order()] == ["Once"]


def test_deleting_everything_leaves_nothing_and_refuses_latecomers(store):
    learner, answer = new_learner(), entry(value="private")
    store.save(learner, [answer])
    store.erase(learner)
    assert store.load(learner) == Record()
    with pytest.raises(Erased):
        store.save(learner, [answer])
    assert store.load(learner) == Record()


def test_deleting_one_learner_leaves_the_others(store):
    gone, stays, answer = new_learner(), new_learner(), entry(value="here")
    store.save(gone, [entry()])
    store.save(stays, [answer])
    store.erase(gone)
    assert store.load(stays).entries == {answer.id: answer}


@pytest.mark.parametrize("key", ["", "x" * 32, "../../etc/passwd", "A" * 32, None, 7])
def test_a_damaged_key_is_refused_in_a_sentence(store, key):
    with pytest.raises(RecordError, match="key of this record is damaged"):
        store.save(key, [entry()])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(entry_lists, max_size=4), order=st.randoms())
def test_saving_in_any_order_and_twice_ends_in_the_same_record(store, parts, order):
    one, other = new_learner(), new_learner()
    for part in parts:
        store.save(one, part)
    shuffled = [*parts, *parts]
    order.shuffle(shuffled)
    for part in shuffled:
        store.save(other, part)
    expected = Record.of([kept for part in parts for kept in part])
    assert store.load(one) == store.load(other) == expected
