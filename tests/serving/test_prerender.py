"""The opening states of pages: made once, from all they depend on."""

import json
import threading
import time

import pytest

from selfhelp_teach import locations
from selfhelp_teach.evidence.table_one import SETTING as TABLE_1
from selfhelp_teach.records.file_lock import FileLock
from selfhelp_teach.serving import prerender

CELL = "import selfhelp_teach.widgets as w\nw.Switch('On', key='on')"
PAGE = {"metadata": {}, "cells": [{"cell_type": "code", "id": "a", "source": CELL}]}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(locations, "cache", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache"


@pytest.fixture
def pages(tmp_path, cache):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.ipynb").write_text(json.dumps(PAGE), encoding="utf-8")
    return folder


def states(cache):
    return sorted(cache.glob("opening/en/*"))


def test_a_page_whose_numbers_an_instructor_supplies_has_an_opening_state_of_its_own(tmp_path, monkeypatch):
    table = tmp_path / "table.csv"
    hashes = []
    for text in (None, "a", "ab"):
        if text is not None:
            table.write_text(text, encoding="utf-8")
            monkeypatch.setenv(TABLE_1, str(table))
        prerender.source_hash.cache_clear()
        hashes.append(prerender.source_hash())
    prerender.source_hash.cache_clear()
    assert len(set(hashes)) == 3


def test_of_two_servers_that_start_at_once_one_makes_a_page_and_the_other_waits_for_it(
    pages, cache, monkeypatch
):
    asked, made, go_on = [], [], threading.Event()
    acquire = FileLock.acquire

    def noted(lock, until):
        asked.append(lock)
        return acquire(lock, until)

    def make(_cells):
        made.append(_cells)
        assert go_on.wait(60)
        return {"cells": {}}

    monkeypatch.setattr(FileLock, "acquire", noted)
    monkeypatch.setattr(prerender, "make", make)
    servers = [threading.Thread(target=prerender.main, args=(pages,)) for _ in range(2)]
    for server in servers:
        server.start()
    while len(asked) < 2 and len(made) < 2:
        assert any(server.is_alive() for server in servers)
        time.sleep(0.001)
    go_on.set()
    for server in servers:
        server.join()
    assert len(made) == 1
    assert [path.suffix for path in states(cache)] == [".json"], "no lock is left"


def test_what_a_page_opens_with_is_made_from_its_cells(pages, cache):
    assert prerender.main(pages) == 0
    [state] = states(cache)
    [view] = json.loads(state.read_text(encoding="utf-8"))["cells"]["a"]
    assert view["key"] == "on"
