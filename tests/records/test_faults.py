"""Killed, locked, full, damaged, crowded: what was acknowledged is there, the rest is a sentence."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records import sql
from selfhelp_teach.records.sql import SqlStore
from selfhelp_teach.records.stores import new_learner
from tests.conftest import ROOT
from tests.records.examples import entry

pytestmark = pytest.mark.served
CRASH = Path(__file__).with_name("crash.py")
KILLS = os.environ.get("SELFHELP_KILLS", "200")


def run(*command, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        capture_output=True, text=True, timeout=600, env=environment, check=False, **options,
    )  # fmt: skip


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(file):
    done = run(CRASH, f"sqlite:///{file}", KILLS, "fresh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"[1-9]\d* acknowledged, [1-9]\d* found, 0 lost", done.stdout)


def test_nothing_acknowledged_is_lost_when_the_postgresql_server_is_killed(postgres):
    learner, store = new_learner(), SqlStore(postgres.url)
    acknowledged = []
    for _ in range(max(2, int(KILLS) // 25)):
        ready = threading.Event()

        def save(ready=ready):
            while True:
                answer = entry(value="x" * 500)
                try:
                    store.save(learner, [answer])
                except RecordError:
                    return
                acknowledged.append(answer.id)
                if len(acknowledged) % 20 == 0:
                    ready.set()

        saver = threading.Thread(target=save)
        saver.start()
        assert ready.wait(120)
        postgres.kill()
        saver.join(120)
        postgres.start()
    assert set(acknowledged) <= set(store.load(learner).entries)
    store.close()


def test_a_store_outlives_a_restart_of_the_postgresql_server(postgres):
    learner, store = new_learner(), SqlStore(postgres.url)
    store.save(learner, [entry(value="before")])
    postgres.stop()
    with pytest.raises(RecordError, match="still in your browser"):
        store.save(learner, [entry(value="meanwhile")])
    postgres.start()
    store.save(learner, [entry(value="after")])
    assert [kept.value for kept in store.load(learner).in_order()] == ["before", "after"]
    store.close()


def test_sqlite_is_told_to_be_durable(file):
    store = SqlStore(f"sqlite:///{file}")
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    store.close()


def test_a_locked_database_is_told_and_works_again_afterwards(file):
    store, learner = SqlStore(f"sqlite:///{file}", patience=0.2), new_learner()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RecordError, match="busy and did not answer in time. What you wrote is still in your"):
        store.save(learner, [entry()])
    other.execute("ROLLBACK")
    store.save(learner, [entry(value="later")])
    assert [kept.value for kept in store.load(learner).in_order()] == ["later"]
    other.close()
    store.close()


def test_a_full_disk_is_told_and_takes_nothing_that_was_there(file):
    """A limit on the size of files stands for the full disk: the same error reaches SQLite."""
    learner = new_learner()
    script = f"""
import resource, signal, sys
from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.sql import SqlStore
from tests.records.examples import entry
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = SqlStore("sqlite:///{file}")
store.save("{learner}", [entry(value="before")])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
kept = 1
try:
    for number in range(1000):
        store.save("{learner}", [entry(value="x" * 5000)])
        kept += 1
except RecordError as error:
    print(error)
print("KEPT", kept)
"""
    done = run("-c", script, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "disk of the server is full" in done.stdout
    kept = int(re.search(r"KEPT (\d+)", done.stdout)[1])
    store = SqlStore(f"sqlite:///{file}")
    assert len(store.load(learner).entries) == kept > 1
    store.save(learner, [entry(id="afterwards")])  # the other process numbered its own as we do
    assert len(store.load(learner).entries) == kept + 1
    store.close()


def test_a_full_file_system_is_told_too(tmp_path):
    """A real small disk, where the tests may mount one; where not, the limit above stands for it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    store, learner, kept = SqlStore(f"sqlite:///{disk / 'records.sqlite3'}"), new_learner(), 0
    try:
        if mounted.returncode:
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
        with pytest.raises(RecordError, match="disk of the server is full"):  # noqa: PT012 (the loop is the test)
            for _ in range(1000):
                store.save(learner, [entry(value="x" * 5000)])
                kept += 1
        assert len(store.load(learner).entries) == kept > 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        store.close()
        if not mounted.returncode:
            subprocess.run(["umount", str(disk)], check=True)


def test_a_damaged_file_is_told(file):
    file.write_bytes(b"this is not a database, but it is long enough to look like a file" * 100)
    with pytest.raises(RecordError, match="damaged"):
        SqlStore(f"sqlite:///{file}")


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RecordError, match="Choose another place"):
        SqlStore(f"sqlite:///{tmp_path}/file/records.sqlite3")


def test_tables_of_a_newer_copy_are_left_alone(file):
    SqlStore(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match="newer copy of the course. Nothing was changed"):
        SqlStore(f"sqlite:///{file}")


def test_the_code_knows_the_newest_migration():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    settings = Config()
    settings.set_main_option("script_location", str(Path(sql.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(settings).get_current_head() == sql.HEAD


def test_the_tables_made_by_migration_are_those_the_code_reads(file, postgres):
    import sqlalchemy as sa

    for url in (f"sqlite:///{file}", postgres.url):
        SqlStore(url).close()
        inspector = sa.inspect(sa.create_engine(url))
        for table in sql._METADATA.tables.values():
            there = {column["name"] for column in inspector.get_columns(table.name)}
            assert there == {column.name for column in table.columns}


def test_many_processes_may_make_the_tables_at_once(file):
    script = f"""
from multiprocessing import get_context
import alembic.command  # before the copies are made, which then begin in the same moment
from selfhelp_teach.records.sql import SqlStore
makers = [get_context("fork").Process(target=SqlStore, args=("sqlite:///{file}",)) for _ in range(6)]
for maker in makers:
    maker.start()
for maker in makers:
    maker.join()
raise SystemExit(any(maker.exitcode for maker in makers))
"""
    done = run("-c", script)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_200_learners_saving_at_once_lose_nothing(kind, file, request):
    url = f"sqlite:///{file}" if kind == "sqlite" else request.getfixturevalue("postgres").url
    store = SqlStore(url, patience=60)
    learners = [new_learner() for _ in range(200)]
    acknowledged: dict[str, list[str]] = {learner: [] for learner in learners}

    def work(learner):
        for number in range(5):
            answer = entry(value=number)
            store.save(learner, [answer])
            acknowledged[learner].append(answer.id)

    with ThreadPoolExecutor(200) as pool:
        list(pool.map(work, learners))
    for learner in learners:
        assert set(store.load(learner).entries) == set(acknowledged[learner])
    assert sum(map(len, acknowledged.values())) == 1000
    store.close()


def test_the_database_does_not_hold_the_learners_key(file):
    learner, store = new_learner(), SqlStore(f"sqlite:///{file}")
    store.save(learner, [entry(value="secret answer")])
    store.close()
    content = file.read_bytes() + b"".join(
        part.read_bytes() for part in file.parent.glob("records.sqlite3-*")
    )
    assert b"secret answer" in content
    assert learner.encode() not in content


def test_what_a_learner_deleted_is_nowhere_on_the_disk(file):
    """Neither in the database's free pages nor in its log, while it is open and after."""
    gone, stays, store = new_learner(), new_learner(), SqlStore(f"sqlite:///{file}")
    for _ in range(20):  # enough for pages that the deletion frees
        store.save(gone, [entry(value="a private thought " * 100)])
        store.save(stays, [entry(value="still here")])

    def on_the_disk(words):
        return any(words in part.read_bytes() for part in file.parent.glob("records.sqlite3*"))

    assert on_the_disk(b"a private thought")
    store.erase(gone)
    assert not on_the_disk(b"a private thought")
    store.close()
    assert not on_the_disk(b"a private thought")
    assert on_the_disk(b"still here")


def test_only_one_module_imports_sqlalchemy():
    importing = [
        path.name
        for path in (ROOT / "selfhelp_teach").rglob("*.py")
        if re.search(r"^\s*(import|from) sqlalchemy", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert importing == ["sql.py"]
