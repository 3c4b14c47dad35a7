"""The course's map: which pages there are, in which order, under which names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page of the course.

    Parameters
    ----------
    slug
        File name of its notebook, without the ending.
    number
        What stands before its title in the map; empty for the first page.
    title, question
        By language.
    """

    slug: str
    number: str
    title: dict[str, str]
    question: dict[str, str]

    @property
    def file(self) -> str:
        """The notebook's file name."""
        return f"{self.slug}.ipynb"


PAGES = (
    Page(
        "index",
        "",
        {"en": "Start here", "es": "Empiece aquí"},
        {
            "en": "Where am I, what have I done, how do I carry my work with me?",
            "es": "¿Dónde estoy, qué he hecho, cómo me llevo mi trabajo?",
        },
    ),
    Page(
        "02-what-parents-reported",
        "2",
        {"en": "What parents reported", "es": "Lo que contaron los padres"},
        {
            "en": "How common is conflict, of what kind, and who reports it?",
            "es": "¿Qué tan común es el conflicto, de qué tipo, y quién lo cuenta?",
        },
    ),
)


def find(slug: str) -> Page | None:
    """Return the page whose notebook is named ``slug``, or None."""
    return next((page for page in PAGES if page.slug == slug), None)


def neighbours(slug: str) -> tuple[Page | None, Page | None]:
    """Return the pages before and after ``slug``, None at an end of the course."""
    slugs = [page.slug for page in PAGES]
    if slug not in slugs:
        return None, None
    at = slugs.index(slug)
    return (PAGES[at - 1] if at else None), (PAGES[at + 1] if at + 1 < len(PAGES) else None)
