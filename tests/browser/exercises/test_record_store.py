"""The browser's store keeps to the same contract as the others, and survives what browsers do."""

from __future__ import annotations

import json

import pytest

from selfhelp_teach.records.reading import entry_or_none, parse
from selfhelp_teach.records.schema import FORMAT, VERSION, Entry, Record, canonical_json
from tests.conftest import ROOT
from tests.records.contract import *  # noqa: F403 (the tests of the contract)
from tests.records.examples import entry

pytestmark = pytest.mark.browser

IMPORT = "const { RecordStore, openStore } = await import('/selfhelp/static/record/store.js');"


@pytest.fixture(scope="module")
def blank(browser, exercises):
    """A page of the server's that runs none of our parts."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{exercises.url}selfhelp/static/record/record.js")
    yield page
    context.close()


@pytest.fixture
def tab(blank):
    blank.evaluate("localStorage.clear(); delete globalThis.__selfhelpStore")
    return blank


class Kept:
    """What the learner of this browser keeps."""

    def __init__(self, tab):
        self.tab = tab

    def save(self, *entries):
        assert put(self.tab, *entries)

    def load(self):
        return load(self.tab)

    def erase(self):
        self.tab.evaluate(f"async () => {{ {IMPORT} openStore().erase() }}")

    def anew(self):
        self.tab.evaluate("localStorage.clear(); delete globalThis.__selfhelpStore")
        return self


@pytest.fixture
def kept(tab):
    return Kept(tab)


def put(tab, *entries):
    rows = [one.as_dict() for one in entries]
    return tab.evaluate(f"async (rows) => {{ {IMPORT} return openStore().put(rows) }}", rows)


def load(tab):
    """Read as a page does that is opened now."""
    text = tab.evaluate(f"async () => {{ {IMPORT} return new RecordStore(localStorage).file() }}")
    return parse(text)


def test_deleting_everything_leaves_nothing_and_begins_a_new_key(tab):
    put(tab, entry(value="private"))
    old = tab.evaluate("localStorage.getItem('selfhelp:/:learner')")
    tab.evaluate(f"async () => {{ {IMPORT} openStore().erase() }}")
    assert load(tab) == Record()
    kept = json.loads(tab.evaluate("JSON.stringify({ ...localStorage })"))
    assert not any(key.startswith("selfhelp:/:entry:") for key in kept)
    assert kept["selfhelp:/:learner"] != old
    assert kept["selfhelp:/:erasing"] == json.dumps([old]), "the request to the server must be remembered"


def test_an_item_that_cannot_be_read_is_left_where_it_is(tab):
    tab.evaluate("localStorage.setItem('selfhelp:/:entry:bad', '{cut o')")
    answer = entry(value="x")
    put(tab, answer)
    assert set(load(tab).entries) == {answer.id}
    assert tab.evaluate("localStorage.getItem('selfhelp:/:entry:bad')") == "{cut o"


@pytest.mark.parametrize("damaged", ["{cut o", "5", "null", '{"a": 1}', '"x"'])
def test_damaged_lists_leave_the_storage_in_use(tab, damaged):
    for key in ("aside", "erasing"):
        tab.evaluate("([key, text]) => localStorage.setItem(`selfhelp:/:${key}`, text)", [key, damaged])
    answer = entry(value="x")
    put(tab, answer)
    assert tab.evaluate("__selfhelpStore.problem") is None
    assert set(load(tab).entries) == {answer.id}


def test_answers_of_a_newer_copy_are_never_touched(tab):
    tab.evaluate(
        "localStorage.setItem('selfhelp:/:version', '2'); localStorage.setItem('selfhelp:/:entry:x', 'new form')"
    )
    before = tab.evaluate("JSON.stringify({ ...localStorage })")
    assert put(tab, entry()) is False
    assert tab.evaluate("JSON.stringify({ ...localStorage })") == before
    assert tab.evaluate("__selfhelpStore.problem") == "newer"


def test_a_full_browser_keeps_what_was_there_and_catches_up_when_there_is_space(tab):
    first = entry(value="first")
    put(tab, first)
    tab.evaluate(
        "let number = 0; for (let size = 2 ** 21; size >= 1; size /= 2)"
        " for (;;) try { localStorage.setItem('other' + number, 'x'.repeat(size)); number += 1 }"
        " catch { break }"
    )
    late = entry(value="late" * 100)
    assert put(tab, late) is False
    assert tab.evaluate("__selfhelpStore.problem") == "quota"
    assert set(load(tab).entries) == {first.id}
    assert tab.evaluate("__selfhelpStore.entries().length") == 2, "the page still has both"
    tab.evaluate(
        "for (const key of Object.keys(localStorage))"
        " if (key.startsWith('other')) localStorage.removeItem(key)"
    )
    last = entry(value="last")
    assert put(tab, last) is True
    assert set(load(tab).entries) == {first.id, late.id, last.id}


def test_a_browser_without_storage_keeps_the_answers_until_the_page_closes(tab):
    found = tab.evaluate(
        f"""async (row) => {{ {IMPORT}
        const store = new RecordStore(null);
        const kept = store.put([row]);
        return [kept, store.problem, store.entries().length, store.learner.length] }}""",
        entry().as_dict(),
    )
    assert found == [False, "session", 1, 32]


BAD_FILES = [
    ("", "not_whole"),
    ("{cut o", "not_whole"),
    ("[" * 100_000, "not_whole"),
    ('{"format": "selfhelp-record", "version": 1, "entries": [' + "[" * 60 + "]" * 60 + "]}", "not_whole"),
    ("{}", "not_record"),
    ("null", "not_record"),
    (json.dumps({"format": FORMAT, "version": VERSION + 1, "entries": []}), "file_newer"),
    (json.dumps({"format": FORMAT, "version": "1", "entries": []}), "not_record"),
]


@pytest.mark.parametrize(("text", "code"), BAD_FILES, ids=range(len(BAD_FILES)))
def test_a_bad_file_changes_nothing(tab, text, code):
    put(tab, entry(value="here"))
    before = tab.evaluate("JSON.stringify({ ...localStorage })")
    found = tab.evaluate(
        f"async (text) => {{ {IMPORT} try {{ openStore().restore(text) }}"
        " catch (error) { return error.code } }",
        text,
    )
    assert found == code
    assert tab.evaluate("JSON.stringify({ ...localStorage })") == before


def test_what_the_page_calls_an_entry_is_one_for_the_server_too(tab):
    """Else it would be called kept on the server, and the server would have passed it over."""
    sound = entry(value="x", confidence=3, score=0.5, seed=7, scenario="s", private=True).as_dict()
    odd = [
        None,
        True,
        0,
        -1,
        1.5,
        6,
        2**53 - 1,
        "",
        "x",
        "x" * 5000,
        "\U0001f600" * 4000,
        [],
        {},
        {"a": 1},
        "7",
    ]
    odd += ["2026-01-01", "9999-12-31T23:59:59.999Z", "+010000-01-01T00:00:00.000Z", "0000-01-01T00:00:00Z"]
    odd += ["0001-01-01T00:00:00+14:00", "March 7, 2026", "2026-01-01T00:00:00+01:00"]
    rows = [sound, *(sound | {key: value} for key in Entry.model_fields for value in odd)]
    taken = tab.evaluate(
        "async (rows) => { const { asEntry } = await import('/selfhelp/static/record/record.js');"
        " return rows.map(asEntry) }",
        rows,
    )
    assert taken[0] == sound
    assert [row for row in taken if row is not None and entry_or_none(row) is None] == []
    written = [read.canonical() for row in rows if (read := entry_or_none(row))]
    whole = [row for row in rows if canonical_json(row) in written]
    assert [row for row in whole if row not in taken] == [], "what Python writes the page reads"


def test_what_the_page_does_not_know_is_put_aside_and_written_out_again(tab):
    good = entry(value="x")
    data = {
        "format": FORMAT,
        "version": VERSION,
        "entries": [7, {"id": "x", "kind": "telepathy"}, good.as_dict()],
    }
    found = tab.evaluate(f"async (text) => {{ {IMPORT} return openStore().restore(text) }}", json.dumps(data))
    assert found == {"count": 1, "aside": 2}
    assert load(tab) == parse(json.dumps(data))


def test_a_file_of_the_first_version_is_read_as_python_reads_it(tab):
    text = (ROOT / "tests" / "records" / "first" / "record-1.json").read_text(encoding="utf-8")
    tab.evaluate(f"async (text) => {{ {IMPORT} openStore().restore(text) }}", text)
    assert load(tab) == parse(text)


def test_a_restored_file_takes_away_nothing(tab):
    here, there = entry(value="here"), entry(value="there")
    put(tab, here)
    tab.evaluate(f"async (text) => {{ {IMPORT} openStore().restore(text) }}", Record.of([there]).to_json())
    assert set(load(tab).entries) == {here.id, there.id}
