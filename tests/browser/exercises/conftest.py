"""Pages of exercises for the browser tests: an instructor's folder with one exercise of each type."""

from __future__ import annotations

import re

import pytest

from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.exercises.types import TYPES
from tests.browser.exercises.pages import CHALLENGE_PAGE, write_page
from tests.conftest import serve

PAGE = [kind for kind in TYPES if kind != "challenge"]
COPIES = {"number": 8, "free-text": 8}  # tests of one type that share a page
FEWER = 4


@pytest.fixture(scope="session")
def exercise_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    (folder / "own").mkdir()
    (folder / "pages").mkdir()
    copies = [f"my-{kind}-{number}" for kind in PAGE for number in range(COPIES.get(kind, FEWER))]
    for name in (*(f"my-{kind}" for kind in TYPES), *copies):
        kind = re.sub(r"^my-|-\d+$", "", name)
        (folder / "own" / f"{name}.yaml").write_text(starter(kind, name), encoding="utf-8")
    write_page(
        folder / "pages",
        "every-type",
        "current().record_sync(compact=False)",
        *[f'ExercisePart("my-{kind}")' for kind in PAGE],
        CHALLENGE_PAGE + 'ExercisePart("my-challenge", situation=situation, compare=compare)',
    )
    write_page(
        folder / "pages",
        "untouched",
        "current().record_sync(compact=False)",
        *[f'ExercisePart("{name}")' for name in copies],
    )
    write_page(
        folder / "pages",
        "writing",
        "current().record_sync(compact=False)",
        'ExercisePart("my-free-text")',
        'ExercisePart("my-number")',
    )
    write_page(
        folder / "pages",
        "portfolio",
        "current().record_sync()",
        "from selfhelp_teach.exercises.portfolio.part import PortfolioPart\nPortfolioPart()",
    )
    return folder


@pytest.fixture(scope="session")
def exercises(exercise_folder):
    """A course of exercises, with a database."""
    settings = {
        "SELFHELP_EXERCISES": str(exercise_folder / "own"),
        "SELFHELP_STORE": str(exercise_folder / "records.sqlite3"),
    }
    pages = str(exercise_folder / "pages")
    with serve(exercise_folder, "--warm", "0", "--notebooks", pages, env=settings) as running:
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
