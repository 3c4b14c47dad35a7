"""What the first version wrote, kept in ``first/`` as it wrote it, is read by every later one.

These files are never written anew. A change of the record's form or of the tables comes with a migration,
and with more such files.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command, config

from selfhelp_teach.exercises.portfolio import build
from selfhelp_teach.records import sql
from selfhelp_teach.records.reading import parse
from selfhelp_teach.records.schema import VERSION
from selfhelp_teach.records.sql import SqlStore
from selfhelp_teach.records.stores import Erased
from tests.records.examples import entry

FIRST = Path(__file__).with_name("first")
LEARNER, DELETED = "0123456789abcdef" * 2, "f" * 32
TABLES = (FIRST / "tables-0001.sql").read_text(encoding="utf-8")
FILE = (FIRST / "record-1.json").read_text(encoding="utf-8")


def sqlite_of_the_first(folder, _postgres):
    path = folder / "records.sqlite3"
    with sqlite3.connect(path) as raw:
        raw.executescript(TABLES)
    raw.close()
    return f"sqlite:///{path}"


def postgresql_of_the_first(_folder, postgres):
    """Made by the first migration and no later one, and filled with the first version's rows."""
    server = sa.create_engine(postgres.url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS first")
        connection.exec_driver_sql("CREATE DATABASE first")
    url = postgres.url.replace("/postgres?", "/first?")
    engine = sa.create_engine(url)
    settings = config.Config()
    settings.set_main_option("script_location", str(Path(sql.__file__).with_name("migrations")))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        for line in TABLES.splitlines():
            if line.startswith(('INSERT INTO "entries"', 'INSERT INTO "erased"')):
                values = line.replace("00:00',0,'{", "00:00',false,'{").replace(
                    "00:00',1,'{", "00:00',true,'{"
                )
                connection.exec_driver_sql(values.replace("%", "%%"))
    engine.dispose()
    server.dispose()
    return url


@pytest.fixture(params=[sqlite_of_the_first, postgresql_of_the_first], ids=["sqlite", "postgresql"])
def database(request, tmp_path):
    postgres = request.getfixturevalue("postgres") if request.param is postgresql_of_the_first else None
    return request.param(tmp_path, postgres)


def test_a_database_of_the_first_version_is_brought_up_to_date_and_loses_nothing(database):
    store = SqlStore(database)
    assert store._version() == sql.HEAD
    assert store.load(LEARNER) == parse(FILE)
    with pytest.raises(Erased):
        store.save(DELETED, [entry()])
    late = entry(value="later")
    store.save(LEARNER, [late])
    assert store.load(LEARNER).entries[late.id] == late
    inspector = sa.inspect(sa.create_engine(database))
    for table in sql._METADATA.tables.values():
        there = {column["name"] for column in inspector.get_columns(table.name)}
        assert there == {column.name for column in table.columns}
    store.close()


def test_a_database_of_the_first_version_is_opened_a_second_time_without_another_migration(tmp_path):
    url = sqlite_of_the_first(tmp_path, None)
    SqlStore(url).close()
    before = (tmp_path / "records.sqlite3").read_bytes()
    store = SqlStore(url)
    assert store.load(LEARNER) == parse(FILE)
    store.close()
    assert (tmp_path / "records.sqlite3").read_bytes() == before


def test_a_file_of_the_first_version_is_read_and_written_in_the_present_one():
    record = parse(FILE)
    assert len(record.entries) == 4
    assert record.aside == ()
    written = json.loads(record.to_json())
    assert written["version"] == VERSION
    assert parse(record.to_json()) == record
    assert {item.exercise for item in build(record).items} == {
        "p02-limits-of-74",
        "p02-share-with-a-problem",
        "p02-why-education-flips",
    }
