"""Write a folder of pages, each with exercises of an instructor's folder, for the browser tests."""

from __future__ import annotations

from pathlib import Path

import nbformat

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


def write_page(folder: Path, name: str, *cells: str) -> Path:
    """Write one page: a heading and the given code cells, the first after our imports."""
    page = nbformat.v4.new_notebook()
    page.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    page.metadata["language_info"] = {"name": "python"}
    page.metadata["selfhelp"] = {"language": "en"}
    page.cells = [nbformat.v4.new_markdown_cell(f"# {name}\n\n## Exercises\n\nSome words.")]
    first, *rest = cells
    for source in (SETUP + first, *rest):
        page.cells.append(nbformat.v4.new_code_cell(source))
    path = folder / f"{name}.ipynb"
    nbformat.write(page, path)
    return path
