"""Folders of an instructor's exercises, with pages that show them, for the browser tests."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path

from selfhelp_teach.exercises.starters import starter
from tests.conftest import Course, serve
from tests.serving.pages import page_with

SETUP = """
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.session import current
from selfhelp_teach.exercises.types.base import Results
"""
CHALLENGE = """
import numpy as np
situation = lambda: ({"leadership": "shared", "power_asymmetry": 0.7}, "leadership=shared", 7)
compare = lambda value: Results(outcomes={"alive": np.ones((20, 12)), "protest_share": np.zeros((20, 12))})
ExercisePart("my-challenge", situation=situation, compare=compare)
"""
PORTFOLIO = "from selfhelp_teach.exercises.portfolio.part import PortfolioPart\nPortfolioPart()"


def write_exercises(folder: Path, *names: str) -> None:
    """Write exercises as they begin, each of the type in its name: ``my-number``, ``my-number-1``."""
    (folder / "own").mkdir()
    for name in names:
        kind = re.sub(r"^my-|-\d+$", "", name)
        (folder / "own" / f"{name}.yaml").write_text(starter(kind, name), encoding="utf-8")


def write_page(folder: Path, name: str, *exercises: str) -> None:
    """Write a page with exercises of the folder."""
    parts = [CHALLENGE if each == "my-challenge" else f'ExercisePart("{each}")' for each in exercises]
    _write(folder, name, "current().record_sync(compact=False)", *parts)


def write_portfolio(folder: Path) -> None:
    """Write a page with the portfolio."""
    _write(folder, "portfolio", "current().record_sync()", PORTFOLIO)


def _write(folder: Path, name: str, keeper: str, *parts: str) -> None:
    words = f"# {name}\n\n## Exercises\n\nSome words."
    page_with(folder / "pages", SETUP + keeper, *parts, name=name, words=words)


def serve_exercises(folder: Path, store: Path, *options: str) -> AbstractContextManager[Course]:
    """Serve the pages of a folder with its exercises, and a database."""
    env = {"SELFHELP_EXERCISES": str(folder / "own"), "SELFHELP_STORE": str(store)}
    return serve(folder, "--warm", "0", "--notebooks", str(folder / "pages"), *options, env=env)
