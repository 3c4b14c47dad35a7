"""Pages of exercises for the browser tests: an instructor's folder with one exercise of each type."""

from __future__ import annotations

import pytest

from selfhelp_teach.exercises.types import TYPES
from tests.browser.exercises.pages import serve_exercises, write_exercises, write_page, write_portfolio

PAGE = [kind for kind in TYPES if kind != "challenge"]
COPIES = {"number": 8, "free-text": 8}  # tests of one type that share a page
FEWER = 4


@pytest.fixture(scope="session")
def exercise_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    types = [*(f"my-{kind}" for kind in PAGE), "my-challenge"]
    copies = [f"my-{kind}-{number}" for kind in PAGE for number in range(COPIES.get(kind, FEWER))]
    write_exercises(folder, *types, *copies)
    write_page(folder, "every-type", *types)
    write_page(folder, "untouched", *copies)
    write_page(folder, "writing", "my-free-text", "my-number")
    write_portfolio(folder)
    return folder


@pytest.fixture(scope="session")
def exercises(exercise_folder):
    """A course of exercises, with a database."""
    with serve_exercises(exercise_folder, exercise_folder / "records.sqlite3") as running:
        yield running


@pytest.fixture(scope="module")
def shelf(open_once, exercises):
    """A page with several exercises of each type, for tests that are done with one."""
    page = open_once(exercises.page("untouched"))
    return page, {kind: iter(range(COPIES.get(kind, FEWER))) for kind in PAGE}


@pytest.fixture
def untouched(shelf):
    """What gives an exercise of a type that no test has touched; nothing was said on its page yet."""
    page, left = shelf
    page.evaluate("document.getElementById('selfhelp-live').replaceChildren()")

    def take(kind):
        number = next(left[kind], None)
        assert number is not None, f"more tests share a page than it has copies of {kind}: see COPIES"
        return page.locator(f".selfhelp-exercise[data-exercise='my-{kind}-{number}']")

    return take
