"""Write a folder of pages, each with exercises of an instructor's folder, for the browser tests."""

from __future__ import annotations

from pathlib import Path

from tests.serving.pages import page_with

SETUP = """
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.session import current
from selfhelp_teach.exercises.types.base import Results
"""
CHALLENGE_PAGE = """
import numpy as np
situation = lambda: ({"leadership": "shared", "power_asymmetry": 0.7}, "leadership=shared", 7)
compare = lambda value: Results(outcomes={"alive": np.ones((20, 12)), "protest_share": np.zeros((20, 12))})
"""


def write_page(folder: Path, name: str, first: str, *rest: str) -> None:
    """Write one page: a heading and the given code cells, the first after our imports."""
    page_with(folder, SETUP + first, *rest, name=name, words=f"# {name}\n\n## Exercises\n\nSome words.")
