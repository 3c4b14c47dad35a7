"""What every store keeps to. The browser's store keeps to the same contract, in tests/browser."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.schema import Record
from selfhelp_teach.records.stores import Erased, Store, new_learner
from tests.records.contract import *  # noqa: F403 (the tests of the contract)
from tests.records.examples import entry


@dataclass
class Kept:
    """What one learner keeps in a store."""

    store: Store
    learner: str = field(default_factory=new_learner)

    def save(self, *entries):
        self.store.save(self.learner, entries)

    def load(self):
        return self.store.load(self.learner)

    def erase(self):
        self.store.erase(self.learner)

    def anew(self):
        return Kept(self.store)


@pytest.fixture
def kept(store):
    return Kept(store)


def test_two_learners_do_not_see_each_other(store):
    one, other = new_learner(), new_learner()
    store.save(one, [entry(value="mine")])
    assert store.load(other) == Record()


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
