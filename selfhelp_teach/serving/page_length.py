"""How long a page takes: what it promises on the course's map, from its core exercises and its text."""

from __future__ import annotations

import re
from functools import lru_cache

from selfhelp_teach.exercises.folders import CONTENT
from selfhelp_teach.serving import course

WORDS_A_MINUTE = 200  # of text that is new to its reader
_MINUTES = re.compile(r"^minutes:\s*([\d.]+)", re.MULTILINE)
_EXTRA = re.compile(r"^extra:\s*true\b", re.MULTILINE)


@lru_cache
def minutes(page: course.Page, language: str = course.FIRST_LANGUAGE) -> int:
    """Return the minutes of a page's core exercises and of reading its steps, rounded; drawers are not read."""
    core = 0.0
    for path in (CONTENT / page.key).glob("*.yaml"):
        written = path.read_text(encoding="utf-8")
        timed = _MINUTES.search(written)  # a translation has no minutes
        if timed and not _EXTRA.search(written):
            core += float(timed[1])
    words = sum(
        len("".join(cell["source"]).split())
        for cell in course.cells(page, language)
        if cell["cell_type"] == "markdown" and "drawer" not in cell["metadata"].get("tags", [])
    )
    return round(core + words / WORDS_A_MINUTE)
