"""Whether pages are sound: numbers and facts, exercises they show, links between them, what was saved along."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.evidence import citation_faults
from selfhelp_teach.exercises import library
from selfhelp_teach.serving.course import PAGES

LINK = re.compile(r"\]\(([^)#\s:]+\.ipynb)")
SHOWING = {"exercise", "exercises", "after", "ExercisePart"}  # calls whose texts name exercises
EXERCISE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def faults(path: Path) -> list[str]:
    """Return one sentence for each fault of a page: where, what, and the mend."""
    try:
        cells = _cells(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"{path}: this is no notebook ({error}). Open it in JupyterLab and save it again."]
    told = []
    for number, cell in enumerate(cells, 1):
        source = "".join(cell["source"])
        found = _of_prose(path, source) if cell["cell_type"] == "markdown" else ()
        found = _of_code(source) if cell["cell_type"] == "code" else found
        told += [f"{path}, cell {number}: {sentence}" for sentence in found]
    ids = [str(cell.get("id", number)) for number, cell in enumerate(cells)]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    return told + [f"{path}: the cell id {each!r} is there twice. Delete one of the cells." for each in twice]


def notices(path: Path) -> list[str]:
    """Return one sentence for what does no harm on a page and does not belong into it."""
    try:
        cells = _cells(path)
    except (OSError, ValueError, KeyError, TypeError):
        return []  # told as a fault
    if not any(cell.get("outputs") for cell in cells):
        return []
    sentence = (
        f"{path}: outputs were saved with the page. They are made anew for each reader; "
        "clear them in JupyterLab (Edit, Clear Outputs of All Cells)."
    )
    return [sentence]


def _cells(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))["cells"]
    return [cell for cell in cells if cell["cell_type"]]


def _of_prose(path: Path, source: str) -> Iterator[str]:
    yield from citation_faults(source)
    own = {page.file for page in PAGES}
    for target in LINK.findall(source):
        if not (path.parent / target).is_file():
            ours = " It is a page of the course that is not in this folder." if target in own else ""
            yield f"the link to {target} leads nowhere.{ours} Mend the link, or put the page there."


def _of_code(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield f"the code cannot be read ({error.msg}, line {error.lineno}). Correct it."
        return
    for call in ast.walk(tree):
        for name in _exercises(call) if isinstance(call, ast.Call) else ():
            try:
                library.exercise(name)
            except ExerciseError as error:
                yield str(error)


def _exercises(call: ast.Call) -> Iterator[str]:
    """Yield the names of exercises that a call gives; only the first argument of most is one."""
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if called not in SHOWING:
        return
    for argument in call.args if called == "exercises" else call.args[:1]:
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and EXERCISE.fullmatch(str(node.value)):
                yield str(node.value)
