"""Exercises of an instructor's folder on the course's own pages, in a section of their own; no code needed.

A page as it lies in the folder is never changed: the section is put in on its way to the reader, before
the last one (the sources), and only where the setting ``SELFHELP_EXERCISES`` names a folder with an
exercise for that page.
"""

from __future__ import annotations

from typing import Any

from selfhelp_teach.exercises.folders import instructor_folders
from selfhelp_teach.serving import course
from selfhelp_teach.translation import translator


def preprocess(nb: Any, resources: Any) -> tuple[Any, Any]:
    """Return the notebook with the exercises that an instructor adds to it; a preprocessor of nbconvert."""
    slug = str(resources["metadata"]["name"])
    return with_instructor_exercises(nb, slug), resources


def with_instructor_exercises(nb: Any, slug: str) -> Any:
    """Return ``nb``, as nbformat or as JSON gives it, with its added section; as it is where nothing is added."""
    page = next((page for page in course.PAGES if page.slug == slug), None)
    # A page of somebody's own says itself what it shows.
    ours = page is not None and any("page.exercise" in "".join(cell["source"]) for cell in nb["cells"])
    if page is None or not ours or not instructor_folders():
        return nb
    from selfhelp_teach.exercises import library  # noqa: PLC0415 (only where something is added)

    ids = library.instructor_exercises(page.key)
    if not ids:
        return nb
    node = type(nb)  # nbformat's dictionaries have attributes
    words = _words(course.language_of(nb))
    prose = node(cell_type="markdown", id="added-words", metadata=node(), source=words)
    code = f"page.exercises({', '.join(map(repr, ids))})"
    part = node(
        cell_type="code", id="added-exercises", metadata=node(), source=code, outputs=[], execution_count=None
    )
    sections = [
        index
        for index, cell in enumerate(nb["cells"])
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("## ")
    ]
    at = sections[-1] if sections else len(nb["cells"])
    nb["cells"][at:at] = [prose, part]
    return nb


def _words(language: str) -> str:
    _ = translator(language)
    title = _("From your instructor")
    about = _(
        "Whoever teaches this course with you has added what follows. It is not part of the course itself."
    )
    return f"## {title}\n\n{about}"
