"""The course's map: which pages there are, in which order, under which names, in which languages.

English pages lie at the top of the folder of notebooks, those of another language in a folder named
after it (``es/``), under the same file names. So links between neighbours are the same in every language.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfhelp_teach import locations
from selfhelp_teach.translation import LANGUAGES

FIRST_LANGUAGE = "en"


@dataclass(frozen=True, eq=False)
class Page:
    """One page of the course.

    Parameters
    ----------
    slug
        File name of its notebook, without the ending.
    title, question
        By language.
    """

    slug: str
    title: dict[str, str]
    question: dict[str, str]

    @property
    def file(self) -> str:
        """The notebook's file name."""
        return f"{self.slug}.ipynb"

    @property
    def number(self) -> str:
        """What stands before its title in the map; empty for the first page and the findings."""
        return self.slug[:2].lstrip("0") if self.slug[:2].isdigit() else ""

    @property
    def key(self) -> str:
        """The name that exercises have for it."""
        return self.slug[:2] if self.number else self.slug

    def heading(self, language: str) -> str:
        """Return number and title."""
        return f"{self.number} {self.title[language]}".lstrip()

    def is_called(self, name: str) -> bool:
        """Return whether a person who names a page by its file or by its number means this one."""
        return name in {self.slug, self.key, self.number or self.slug}


def _page(slug: str, **said: tuple[str, str]) -> Page:
    """Return a page by its title and its question in each language."""
    return Page(
        slug,
        {language: title for language, (title, _) in said.items()},
        {language: question for language, (_, question) in said.items()},
    )


# Every page of the course; the map shows those whose notebook is there.
PAGES = (
    _page(
        "index",
        en=("Start here", "Where am I, what have I done, how do I carry my work with me?"),
        es=("Empiece aquí", "¿Dónde estoy, qué he hecho, cómo me llevo mi trabajo?"),
    ),
    _page(
        "01-where-conflict-comes-from",
        en=("Where conflict comes from", "Why is conflict built into care, and not just bad manners?"),
        es=(
            "De dónde viene el conflicto",
            "¿Por qué el conflicto es parte de la atención y no solo mala educación?",
        ),
    ),
    _page(
        "02-what-parents-reported",
        en=("What parents reported", "How common is conflict, of what kind, and who reports it?"),
        es=(
            "Lo que contaron madres y padres",
            "¿Qué tan común es el conflicto, de qué tipo, y quién lo cuenta?",
        ),
    ),
    _page(
        "03-three-ways-to-lead-a-group",
        en=("Three ways to lead a group", "Who runs the group, and what follows?"),
        es=("Tres maneras de dirigir un grupo", "¿Quién dirige el grupo, y qué se sigue de ello?"),
    ),
    _page(
        "04-what-professionals-fear",
        en=("What professionals fear", "What is a danger, and for whom?"),
        es=("Lo que temen los profesionales", "¿Qué es un peligro, y para quién?"),
    ),
    _page(
        "05-the-ward-simulator",
        en=("The ward simulator", "What happens when everything moves at once?"),
        es=("El simulador de la planta", "¿Qué pasa cuando todo se mueve a la vez?"),
    ),
    _page(
        "06-mediating-a-conflict",
        en=("Mediating a conflict", "What do I say next?"),
        es=("Mediar en un conflicto", "¿Qué digo ahora?"),
    ),
    _page("07-portfolio", en=("Portfolio", "What did I learn?"), es=("Portafolio", "¿Qué aprendí?")),
    _page(
        "08-beyond-the-ward",
        en=("Beyond the ward", "Does the argument hold where nobody is ill?"),
        es=("Más allá de la planta", "¿Vale el argumento donde nadie está enfermo?"),
    ),
    _page(
        "evidence",
        en=("All findings", "Who found what, of whom, then and later?"),
        es=("Todos los hallazgos", "¿Quién halló qué, de quién, antes y después?"),
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


def notebooks(folder: Path) -> list[Path]:
    """Return the notebooks below a folder in a fixed order, without what lies in hidden folders."""
    found = sorted(folder.rglob("*.ipynb"))
    return [
        path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def prefix(language: str) -> str:
    """Return the folder of a language's pages below the folder of notebooks."""
    return "" if language == FIRST_LANGUAGE else language


def place(file: str, language: str) -> str:
    """Return the path of a page's file in a language, seen from where those of the first language lie."""
    return f"{prefix(language)}/{file}".lstrip("/")


def first_place() -> str:
    """Return the path of the first page that there is, in the first language that has any."""
    there = (place(shown[0].file, language) for language in LANGUAGES if (shown := pages(language)))
    return next(there, PAGES[0].file)


def cells(page: Page, language: str) -> list[dict[str, Any]]:
    """Return the cells of a page as the course brings it, whatever folder is served."""
    path = locations.notebooks() / place(page.file, language)
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def language_of(nb: Any) -> str:
    """Return the language that a notebook says it is in, as a safe name of a folder."""
    named = str(nb["metadata"].get("selfhelp", {}).get("language", FIRST_LANGUAGE))
    return named if named in LANGUAGES else FIRST_LANGUAGE


def find(slug: str, language: str = FIRST_LANGUAGE) -> Page | None:
    """Return the page whose notebook is named ``slug`` in ``language``, or None."""
    return next((page for page in pages(language) if page.slug == slug), None)


def neighbours(slug: str, language: str = FIRST_LANGUAGE) -> tuple[Page | None, Page | None]:
    """Return the pages before and after ``slug``, None at an end of the course."""
    shown: tuple[Page | None, ...] = (None, *pages(language), None)
    around = zip(shown, shown[1:], shown[2:], strict=False)
    found = ((before, after) for before, page, after in around if page and page.slug == slug)
    return next(found, (None, None))


def twins(slug: str, language: str) -> dict[str, str]:
    """Return where the same page stands in the course's other languages: language -> relative address."""
    up = "../" if prefix(language) else ""
    return {
        other: f"{up}{place(page.file, other)}"
        for other in LANGUAGES
        if other != language and (page := find(slug, other)) is not None
    }
