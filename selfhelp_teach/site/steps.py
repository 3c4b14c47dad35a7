"""Steps of pages by their names: what a link may open at."""

from __future__ import annotations

import json
from typing import Any

from selfhelp_teach import locations
from selfhelp_teach.errors import InputError
from selfhelp_teach.serving import course
from selfhelp_teach.serving.instructor_exercises import with_instructor_exercises
from selfhelp_teach.serving.sections import sections_of

ADDED = "added-words"  # the cell that begins an instructor's own section


def steps(page: course.Page, language: str) -> list[str]:
    """Return the names of a page's steps in a language, in their order."""
    return [section.anchor for section in sections_of(notebook(page, language), {}, "", language)[1]]


def same_step(page: course.Page, name: str, languages: list[str]) -> dict[str, str]:
    """Return by language the name of a step that was named in one of them, or by its number.

    Raises
    ------
    InputError
        Where the page has no such step.
    """
    known = {language: steps(page, language) for language in languages}
    for names in known.values():
        at = int(name) - 1 if name.isdigit() else names.index(name) if name in names else -1
        if 0 <= at < len(names):
            return {language: own[min(at, len(own) - 1)] for language, own in known.items()}
    listed = ", ".join(known[languages[0]])
    raise InputError(f"The page {page.slug} has no step {name!r}. Choose one of: {listed}.")


def added_step(page: course.Page, language: str) -> str:
    """Return the step with an instructor's own exercises, or nothing where the page has none."""
    shown = notebook(page, language)
    ids = [cell.get("id") for cell in shown.cells]
    if ADDED not in ids:
        return ""
    del shown.cells[ids.index(ADDED) + 1 :]
    return sections_of(shown, {}, "", language)[1][-1].anchor


class Node(dict[str, Any]):
    """A dictionary of a notebook: its entries are attributes too, as nbformat has them, which takes seconds to load."""

    def __getattr__(self, name: str) -> Any:
        if name in self:
            return self[name]
        raise AttributeError(name)


def notebook(page: course.Page, language: str) -> Any:
    """Return a page of the course as readers get it, an instructor's own exercises among its cells."""
    path = locations.notebooks() / course.place(page.file, language)
    found: Node = json.loads(path.read_text(encoding="utf-8"), object_hook=Node)
    for cell in found.cells:
        cell["source"] = "".join(cell["source"])
    return with_instructor_exercises(found, page.slug)
