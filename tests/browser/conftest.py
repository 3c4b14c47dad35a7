"""The gallery and a page of faults, served as the course serves its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import nbformat
import pytest

from tests.conftest import ROOT, Course, serve

GALLERY = ROOT / "docs" / "gallery"

CROWD = ["import states\nstates.crowd()", "states.power()"]

FAULTS = [
    "import states\ntwice = states.conflicts(key='twice', link={}); twice",
    "twice",
    "slow = states.power(key='slow', value=0.5)\n"
    "import time\n"
    "late = states.conflicts(key='late', link={})\n"
    "def steps(value):\n"
    "    for _ in range(400):\n"
    "        time.sleep(0.01)\n"
    "        yield value\n"
    "def show(value, final):\n"
    "    late.feed({'conflicts': states.bars(value)}, summary=f'value {value:.2f}' + (' final' if final else ''))\n"
    "latest = states.w.Latest(steps, show, late.fail)\n"
    "slow.observe(lambda change: latest.ask(change['new']), 'value')\n"
    "slow",
    "late",
    "echo = states.w.Switch('Quick'); said = states.w.Switch('Echo')\n"
    "echo.observe(lambda change: setattr(said, 'value', change['new']), 'value')\n"
    "echo",
    "said",
    "import os\n"
    "die = states.w.Switch('Die')\n"
    "die.observe(lambda change: os._exit(1), 'value')\n"
    "die",
    "raising = states.w.Switch('Raise')\n"
    "def fail(request):\n"
    "    raise ZeroDivisionError\n"
    "broken = states.w.Latest(fail, show, late.fail)\n"
    "raising.observe(lambda change: broken.ask(change['new']), 'value')\n"
    "raising",
]


def notebook(cells: list[str]) -> nbformat.NotebookNode:
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    page.cells.insert(0, nbformat.v4.new_markdown_cell("# Faults"))
    for number, cell in enumerate(page.cells):
        cell.id = f"cell-{number}"
    return page


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    folder = tmp_path_factory.mktemp("gallery")
    shutil.copy(GALLERY / "gallery.ipynb", folder)
    nbformat.write(notebook(FAULTS), folder / "faults.ipynb")
    nbformat.write(notebook(CROWD), folder / "crowd.ipynb")
    env = {"PYTHONPATH": f"{ROOT}:{GALLERY}", "XDG_CACHE_HOME": str(folder / "cache")}
    with serve(folder, "--warm", "0", "--notebooks", str(folder), env=env) as running:
        yield running
