"""Group commit before SQLite: who writes for whom, and what happens to those who never come back."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records import group_commit, sql
from selfhelp_teach.records.file_lock import FileLock
from selfhelp_teach.records.group_commit import GroupCommit
from selfhelp_teach.records.sql import SqlStore
from selfhelp_teach.records.stores import Erased, new_learner
from tests.records.examples import entry


@pytest.fixture
def room(file):
    """Return the folder where requests for the database wait."""
    return GroupCommit(file, sql.HEAD, 1)._room


def laid(room, learner, answer):
    """Lay an entry where it waits for whoever writes next, as a process does that is killed then."""
    group_commit._Request([sql._row(sql._digest(learner), answer)], room)


def rows(learner="a", body="x"):
    return [{"learner": learner, "body": body}]


def until(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.002)


class Held:
    """A lock that somebody holds, as long as the test wants."""

    def __init__(self, file):
        self.lock = FileLock(file.with_name(f"{file.name}-turn"))
        assert self.lock.try_acquire()


def test_the_one_who_holds_the_lock_writes_for_all_who_wait(file):
    held, written, first = Held(file), [], GroupCommit(file, "1", 30)
    writers = [GroupCommit(file, "1", 30) for _ in range(6)]  # each as in a process of its own

    def write(given):
        written.append([row["learner"] for row in given])
        return set()

    with ThreadPoolExecutor(6) as pool:
        done = [
            pool.submit(waiting.write, rows(f"learner {number}"), write)
            for number, waiting in enumerate(writers)
        ]
        until(lambda: len(list(first._room.glob("*.rows"))) == 6)
        held.lock.release()
        assert [one.result(30) for one in done] == [set()] * 6
    assert len(written) == 1, "one transaction for all"
    assert sorted(written[0]) == [f"learner {number}" for number in range(6)]
    assert list(first._room.iterdir()) == []


def test_those_who_have_deleted_everything_are_told_by_whoever_writes_for_them(file):
    held, store = Held(file), SqlStore(f"sqlite:///{file}")
    held.lock.release()
    gone, here, answer = new_learner(), new_learner(), entry(value="here")
    store.erase(gone)
    assert held.lock.try_acquire()
    stores = [SqlStore(f"sqlite:///{file}") for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        late = pool.submit(stores[0].save, gone, [entry()])
        fine = pool.submit(stores[1].save, here, [answer])
        until(lambda: len(list(store._commits._room.glob("*.rows"))) == 2)
        held.lock.release()
        fine.result(30)
        with pytest.raises(Erased):
            late.result(30)
    assert store.load(here).entries == {answer.id: answer}
    assert store.load(gone).entries == {}


def test_a_writer_hears_nothing_of_another_learner_s_deletion(file, room):
    store, gone, here, answer = SqlStore(f"sqlite:///{file}"), new_learner(), new_learner(), entry()
    store.erase(gone)
    laid(room, gone, entry(value="late"))
    store.save(here, [answer])
    assert store.load(here).entries == {answer.id: answer}
    assert store.load(gone).entries == {}


def test_a_request_that_somebody_cleared_away_is_written_by_its_own_writer(file):
    held, waiting, written = Held(file), GroupCommit(file, "1", 30), []

    def write(given):
        written.extend(given)
        return set()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(waiting.write, rows("mine"), write)
        until(lambda: list(waiting._room.glob("*.rows")))
        for path in waiting._room.iterdir():
            path.unlink()
        held.lock.release()
        assert done.result(30) == set()
    assert written == rows("mine")


def test_where_nothing_can_be_laid_each_writes_its_own(file, monkeypatch):
    monkeypatch.setattr(group_commit.tempfile, "mkstemp", lambda **_: (_ for _ in ()).throw(OSError("full")))
    held, waiting, written = Held(file), GroupCommit(file, "1", 30), []
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(waiting.write, rows(), lambda given: written.extend(given) or set())
        held.lock.release()
        assert done.result(30) == set()
    assert written == rows()


def test_what_a_killed_process_left_is_written_with_the_next_save(file, room):
    store, left, learner = SqlStore(f"sqlite:///{file}"), entry(value="left"), new_learner()
    laid(room, learner, left)
    store.save(new_learner(), [entry()])
    assert store.load(learner).entries == {left.id: left}
    assert list(room.iterdir()) == []


def test_deleting_everything_takes_what_a_killed_process_left_too(file, room):
    store, learner = SqlStore(f"sqlite:///{file}"), new_learner()
    laid(room, learner, entry(value="left"))
    store.erase(learner)
    assert list(room.iterdir()) == []
    assert store.load(learner).entries == {}


def test_rows_that_cannot_be_written_do_not_keep_others_from_saving(file, room):
    store, learner, answer = SqlStore(f"sqlite:///{file}"), new_learner(), entry(value="fine")
    group_commit._Request([{"learner": "x", "of": "another version"}], room)
    (room / "half.rows").write_text('[{"learner"')
    old = time.time() - 3600
    os.utime(next(path for path in room.iterdir() if path.name != "half.rows"), (old, old))
    store.save(learner, [answer])
    assert [path.name for path in room.iterdir()] == ["half.rows"], "what nobody waits for any more is gone"
    assert store.load(learner).entries == {answer.id: answer}


def test_requests_wait_where_only_their_user_may_look(room):
    assert room.stat().st_uid == os.getuid()
    assert room.stat().st_mode & 0o077 == 0


def test_a_folder_that_others_may_open_is_not_used(room, file):
    room.chmod(0o755)
    assert GroupCommit(file, sql.HEAD, 1)._room is None


def test_nobody_waits_without_end_for_a_turn_whose_holder_has_stopped(file):
    store, learner = SqlStore(f"sqlite:///{file}", patience=0.3), new_learner()
    held = Held(file)
    with pytest.raises(RecordError, match="busy and did not answer in time"):
        store.save(learner, [entry(value="too early")])
    assert store.load(learner).entries == {}
    held.lock.release()
    until(held.lock.try_acquire)  # the one that gave up lets the lock go when it comes
    held.lock.release()
    SqlStore(f"sqlite:///{file}").save(learner, [entry(value="later")])
    assert [kept.value for kept in store.load(learner).in_order()] == ["later"]
