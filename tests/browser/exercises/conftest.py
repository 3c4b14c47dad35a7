"""Pages of exercises for the browser tests: an instructor's folder with one exercise of each type."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.exercises.types import TYPES
from tests.browser.exercises.pages import CHALLENGE_PAGE, write_page
from tests.conftest import serve

PAGE = [kind for kind in TYPES if kind != "challenge"]


@pytest.fixture(scope="session")
def exercise_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    (folder / "own").mkdir()
    (folder / "pages").mkdir()
    for kind in TYPES:
        (folder / "own" / f"my-{kind}.yaml").write_text(starter(kind, f"my-{kind}"), encoding="utf-8")
    write_page(
        folder / "pages",
        "every-type",
        "current().record_sync(compact=False)",
        *[f'ExercisePart("my-{kind}")' for kind in PAGE],
        CHALLENGE_PAGE + 'ExercisePart("my-challenge", situation=situation, compare=compare)',
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


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core, from its package."""
    spec = importlib.util.find_spec("axe_playwright_python")
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
