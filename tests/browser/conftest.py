"""The gallery and a page of faults, served as the course serves its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import nbformat
import pytest

from tests.conftest import ROOT, Course, serve

GALLERY = ROOT / "docs" / "gallery"

CROWD = ["import states\nstates.crowd()", "states.power()"]

LATE = """
slow = states.power(key="slow", value=0.5)
import time
late = states.conflicts(key="late", link={})
def steps(value):
    for _ in range(400):
        time.sleep(0.01)
        yield value
def show(value, final):
    late.feed({"conflicts": states.bars(value)}, summary=f"value {value:.2f}" + (" final" if final else ""))
latest = states.w.LatestWins(steps, show, late.fail)
slow.observe(lambda change: latest.ask(change["new"]), "value")
slow
"""
ECHO = """
quick, echo = states.w.Switch("Quick"), states.w.Switch("Echo")
quick.observe(lambda change: setattr(echo, "value", change["new"]), "value")
quick
"""
DIE = """
import os
die = states.w.Switch("Die")
die.observe(lambda change: os._exit(1), "value")
die
"""
RAISE = """
raising = states.w.Switch("Raise")
def fail(request):
    raise ZeroDivisionError
broken = states.w.LatestWins(fail, show, late.fail)
raising.observe(lambda change: broken.ask(change["new"]), "value")
raising
"""
TWICE = "import states\ntwice = states.conflicts(key='twice', link={}); twice"
FAULTS = [TWICE, "twice", LATE, "late", ECHO, "echo", DIE, RAISE]


def notebook(cells: list[str]) -> nbformat.NotebookNode:
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    page.cells.insert(0, nbformat.v4.new_markdown_cell("# Faults"))
    for number, cell in enumerate(page.cells):
        cell.id = f"cell-{number}"
    return page


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    folder = tmp_path_factory.mktemp("gallery")
    shutil.copy(GALLERY / "gallery.ipynb", folder)
    nbformat.write(notebook(FAULTS), folder / "faults.ipynb")
    nbformat.write(notebook(CROWD), folder / "crowd.ipynb")
    env = {"PYTHONPATH": f"{ROOT}:{GALLERY}", "XDG_CACHE_HOME": str(folder / "cache")}
    with serve(folder, "--warm", "0", "--notebooks", str(folder), env=env) as running:
        yield running
