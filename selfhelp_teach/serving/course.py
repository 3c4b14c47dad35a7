"""The course's map: which pages there are, in which order, under which names, in which languages.

English pages lie at the top of the folder of notebooks, those of another language in a folder named
after it (``es/``), under the same file names. So links between neighbours are the same in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from selfhelp_teach import locations
from selfhelp_teach.translation import LANGUAGES

FIRST_LANGUAGE = "en"


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


# Every page of the course; the map shows those whose notebook is there.
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
        "01-where-conflict-comes-from",
        "1",
        {"en": "Where conflict comes from", "es": "De dónde viene el conflicto"},
        {
            "en": "Why is conflict built into care, and not just bad manners?",
            "es": "¿Por qué el conflicto es parte de la atención y no solo mala educación?",
        },
    ),
    Page(
        "02-what-parents-reported",
        "2",
        {"en": "What parents reported", "es": "Lo que contaron madres y padres"},
        {
            "en": "How common is conflict, of what kind, and who reports it?",
            "es": "¿Qué tan común es el conflicto, de qué tipo, y quién lo cuenta?",
        },
    ),
    Page(
        "03-three-ways-to-lead-a-group",
        "3",
        {"en": "Three ways to lead a group", "es": "Tres maneras de dirigir un grupo"},
        {
            "en": "Who runs the group, and what follows?",
            "es": "¿Quién dirige el grupo, y qué se sigue de ello?",
        },
    ),
    Page(
        "04-what-professionals-fear",
        "4",
        {"en": "What professionals fear", "es": "Lo que temen los profesionales"},
        {"en": "What is a danger, and for whom?", "es": "¿Qué es un peligro, y para quién?"},
    ),
    Page(
        "05-the-ward-simulator",
        "5",
        {"en": "The ward simulator", "es": "El simulador de la planta"},
        {
            "en": "What happens when everything moves at once?",
            "es": "¿Qué pasa cuando todo se mueve a la vez?",
        },
    ),
    Page(
        "06-mediating-a-conflict",
        "6",
        {"en": "Mediating a conflict", "es": "Mediar en un conflicto"},
        {"en": "What do I say next?", "es": "¿Qué digo ahora?"},
    ),
    Page(
        "07-portfolio",
        "7",
        {"en": "Portfolio", "es": "Portafolio"},
        {"en": "What did I learn?", "es": "¿Qué aprendí?"},
    ),
    Page(
        "08-beyond-the-ward",
        "8",
        {"en": "Beyond the ward", "es": "Más allá de la planta"},
        {
            "en": "Does the argument hold where nobody is ill?",
            "es": "¿Vale el argumento donde nadie está enfermo?",
        },
    ),
    Page(
        "evidence",
        "",
        {"en": "All findings", "es": "Todos los hallazgos"},
        {
            "en": "Who found what, of whom, then and later?",
            "es": "¿Quién halló qué, de quién, antes y después?",
        },
    ),
)


_SERVED: list[Path] = []


def serve_from(folder: Path) -> None:
    """Show on the map the pages of another folder than the course's own, from now on."""
    _SERVED[:] = [folder]


def pages(language: str = FIRST_LANGUAGE) -> tuple[Page, ...]:
    """Return the pages whose notebook is there in ``language``, in order."""
    folder = (_SERVED or [locations.notebooks()])[0] / prefix(language)
    return tuple(page for page in PAGES if (folder / page.file).is_file())


def first_pages() -> list[tuple[str, Page]]:
    """Return the first page in each language that has any, with the folder it lies in."""
    return [
        (f"{prefix(language)}/" if prefix(language) else "", pages(language)[0])
        for language in LANGUAGES
        if pages(language)
    ]


def prefix(language: str) -> str:
    """Return the folder of a language's pages below the folder of notebooks."""
    return "" if language == FIRST_LANGUAGE else language


def find(slug: str, language: str = FIRST_LANGUAGE) -> Page | None:
    """Return the page whose notebook is named ``slug`` in ``language``, or None."""
    return next((page for page in pages(language) if page.slug == slug), None)


def neighbours(slug: str, language: str = FIRST_LANGUAGE) -> tuple[Page | None, Page | None]:
    """Return the pages before and after ``slug``, None at an end of the course."""
    shown = pages(language)
    slugs = [page.slug for page in shown]
    if slug not in slugs:
        return None, None
    at = slugs.index(slug)
    return (shown[at - 1] if at else None), (shown[at + 1] if at + 1 < len(shown) else None)


def twins(slug: str, language: str) -> dict[str, str]:
    """Return where the same page stands in the course's other languages: language -> relative address."""
    up = "../" if prefix(language) else ""
    found = {}
    for other in LANGUAGES:
        page = find(slug, other)
        if other != language and page is not None:
            down = f"{prefix(other)}/" if prefix(other) else ""
            found[other] = f"{up}{down}{page.file}"
    return found
