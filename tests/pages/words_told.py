"""What is asked of every course page: its prose, its cells, its parts."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat

from selfhelp_teach.evidence import check_citation, citations_in, unmarked_numbers
from selfhelp_teach.exercises.parts import ExercisePart
from tests.conftest import ROOT


def notebook(slug: str) -> Any:
    return nbformat.read(ROOT / "notebooks" / f"{slug}.ipynb", as_version=4)


def prose(slug: str) -> list[str]:
    return [cell.source for cell in notebook(slug).cells if cell.cell_type == "markdown"]


def sections(slug: str) -> list[str]:
    return [text.splitlines()[0].removeprefix("## ") for text in prose(slug) if text.startswith("## ")]


def parts(slug: str) -> dict[str, Any]:
    """Run the cells of a page as a kernel would; return what each shows, the second part as ``cell-1``."""
    names: dict[str, Any] = {}
    shown = {}
    for cell in notebook(slug).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop()
        exec(compile(tree, cell.id, "exec"), names)  # noqa: S102 (our own notebook)
        value = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)  # noqa: S307
        several = value if isinstance(value, tuple) else (value,)
        shown |= {cell.id if not index else f"{cell.id}-{index}": part for index, part in enumerate(several)}
    return shown


def check_prose(slug: str) -> None:
    for text in prose(slug):
        for fact, shown in citations_in(text):
            check_citation(fact, shown)
        assert unmarked_numbers(text) == ()


def check_cells(slug: str) -> None:
    page = notebook(slug)
    nbformat.validate(page)
    code = [cell for cell in page.cells if cell.cell_type == "code"]
    assert not any(cell.outputs for cell in code)
    assert all(len(cell.source.splitlines()) <= 4 for cell in code)
    assert page.metadata.selfhelp.language == "en"


def check_exercises(slug: str, page: str, shown: dict[str, Any]) -> None:
    """Every exercise of the page's folder stands on it, once."""
    asked = [part.exercise.id for part in shown.values() if isinstance(part, ExercisePart)]
    written = {path.stem for path in content(page).glob("*.yaml") if "." not in path.stem}
    assert sorted(asked) == sorted(written)
    assert len(asked) >= 9
    for part in shown.values():
        if isinstance(part, ExercisePart):
            assert part.exercise.competencies
            assert part.exercise.source


def content(page: str) -> Path:
    return ROOT / "selfhelp_teach" / "exercises" / "content" / page
