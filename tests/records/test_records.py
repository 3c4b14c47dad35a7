"""The record: merging, reading what files hold, and what a bad file does."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records import reading
from selfhelp_teach.records.reading import parse
from selfhelp_teach.records.schema import FORMAT, VERSION, Entry, Record
from selfhelp_teach.records.settings import configured_store, database_url
from tests.conftest import ROOT
from tests.records.examples import entry, entry_lists, json_values

records = entry_lists.map(Record.of)


@given(records, records, records)
def test_merging_is_a_union(a, b, c):
    assert a.merged(a) == a
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(c) == a.merged(b.merged(c))
    assert a.merged(Record()) == a


@given(records, records)
def test_nothing_is_lost_by_merging(a, b):
    both = a.merged(b)
    assert set(both.entries) == set(a.entries) | set(b.entries)
    for name, kept in both.entries.items():
        theirs = [record.entries[name] for record in (a, b) if name in record.entries]
        assert kept in theirs
        assert kept.updated == max(entry.updated for entry in theirs)


@given(records, st.lists(json_values, max_size=3))
def test_a_file_gives_back_the_record_it_was_made_of(record, aside):
    record = Record.of(record.entries.values(), aside)
    assert parse(record.to_json()) == record
    assert parse(record.to_json().encode()) == record


def test_times_are_kept_in_utc_to_the_millisecond():
    local = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    kept = entry(time=local)
    assert kept.time == datetime(2026, 1, 1, 10, 0, 0, 123000, tzinfo=UTC)
    assert kept.as_dict()["time"] == "2026-01-01T10:00:00.123Z"


GOOD = Record.of([entry(value="x")]).to_json()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD[: len(GOOD) // 2], "cut off"),
        ("", "cut off"),
        ("not JSON", "not a whole record"),
        (b"\xff\xfe\x00", "not a whole record"),
        (b"PK\x03\x04", "not a whole record"),
        ("[" * 100_000, "not a whole record"),
        (
            json.dumps({"format": FORMAT, "version": VERSION, "entries": []})[:-1] + ', "x": NaN}',
            "not a whole",
        ),
        (GOOD.replace('"x"', "[" * 60 + "]" * 60), "not a whole record"),
        ("{}", "not a record of this course"),
        ("[]", "not a record of this course"),
        ("null", "not a record of this course"),
        (json.dumps({"format": FORMAT, "version": 1, "entries": {}}), "not a record of this course"),
        (json.dumps({"portfolio": "x"}), "not a record of this course"),
        (json.dumps({"format": FORMAT, "version": VERSION + 1, "entries": []}), "newer copy of the course"),
        (json.dumps({"format": FORMAT, "version": True, "entries": []}), "the version True"),
        (json.dumps({"format": FORMAT, "version": -1, "entries": []}), "the version -1"),
        (json.dumps({"format": FORMAT, "version": 0, "entries": []}), "can no longer be read"),
        (json.dumps({"format": FORMAT, "version": 1, "entries": [0] * 50_001}), "more than 50000 entries"),
    ],
)
def test_a_file_that_is_no_record_is_refused_in_a_sentence(text, says):
    with pytest.raises(RecordError, match=says):
        parse(text)


def test_a_file_of_50_mb_is_refused_before_it_is_read():
    with pytest.raises(RecordError, match="50 MB; a record has at most 20 MB"):
        parse(b" " * 50_000_000)


def test_what_is_no_entry_is_put_aside_and_written_out_again():
    strange = [7, None, {"id": "x"}, {**entry().as_dict(), "kind": "telepathy"}, {"id": "y", "time": "never"}]
    good = entry(value="x", exercise="an-exercise-nobody-knows")
    data = {"format": FORMAT, "version": VERSION, "entries": [*strange, good.as_dict()]}
    record = parse(json.dumps(data))
    assert record.entries == {good.id: good}
    assert len(record.aside) == len(strange)
    assert parse(record.to_json()) == record


def test_keys_a_later_version_adds_are_carried_along():
    data = {"format": FORMAT, "version": VERSION, "entries": [{**entry().as_dict(), "mood": "good"}]}
    assert json.loads(parse(json.dumps(data)).to_json())["entries"][0]["mood"] == "good"


def test_half_an_astral_character_is_replaced():
    text = json.dumps({"format": FORMAT, "version": VERSION, "entries": [entry(value="a\ud83dz").as_dict()]})
    (kept,) = parse(text).entries.values()
    assert kept.value == "a\ufffdz"


def test_an_older_version_goes_through_every_migration(monkeypatch):
    def rename(data):
        for row in data["entries"]:
            row["value"] = row.pop("answer")
        return {**data, "version": 1}

    monkeypatch.setattr(reading, "MIGRATIONS", {0: rename})
    old = entry(value="x").as_dict()
    old["answer"] = old.pop("value")
    (kept,) = parse(json.dumps({"format": FORMAT, "version": 0, "entries": [old]})).entries.values()
    assert kept.value == "x"


def test_every_version_but_the_first_has_a_migration_to_it():
    assert set(reading.MIGRATIONS) == set(range(1, VERSION))


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.floats(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_whatever_stands_in_a_file_ends_in_a_record_or_a_sentence(data):
    text = json.dumps({"format": FORMAT, "version": VERSION, "entries": [data]})
    with suppress(RecordError):
        record = parse(text)
        assert len(record.entries) + len(record.aside) == 1


def test_the_published_fields_of_an_entry_are_documented():
    text = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    missing = [name for name in Entry.model_fields if f"`{name}`" not in text]
    assert missing == []


class TestSetting:
    @pytest.mark.parametrize(
        ("setting", "url"),
        [
            (None, None),
            ("none", None),
            ("", None),
            ("postgres://me@host/db", "postgresql+psycopg://me@host/db"),
            ("postgresql://me@host/db", "postgresql+psycopg://me@host/db"),
            ("postgresql+psycopg://me@host/db", "postgresql+psycopg://me@host/db"),
            ("/data/class.sqlite3", "sqlite:////data/class.sqlite3"),
        ],
    )
    def test_it_names_a_database(self, monkeypatch, setting, url):
        monkeypatch.delenv("SELFHELP_STORE", raising=False)
        if setting is not None:
            monkeypatch.setenv("SELFHELP_STORE", setting)
        assert database_url() == url

    def test_sqlite_means_a_file_of_this_person(self, monkeypatch):
        monkeypatch.setenv("SELFHELP_STORE", "sqlite")
        assert database_url().endswith("records.sqlite3")

    def test_without_it_there_is_no_database(self, monkeypatch):
        monkeypatch.delenv("SELFHELP_STORE", raising=False)
        assert configured_store() is None

    @pytest.mark.parametrize(
        "setting", ["mysql://host/db", "nonsense://", "sqlite+nothing:///x", "mongodb://x/y"]
    )
    def test_a_database_that_cannot_be_used_is_told(self, monkeypatch, setting):
        monkeypatch.setenv("SELFHELP_STORE", setting)
        with pytest.raises(RecordError, match="SELFHELP_STORE names no database this course can use"):
            configured_store()
