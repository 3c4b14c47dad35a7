"""The facts of a page: their cards, the entries of their sources, and the other pages that use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import citations_in, fact
from selfhelp_teach.evidence.cards import card, source_list
from selfhelp_teach.exercises.folders import CONTENT
from selfhelp_teach.serving import course


@dataclass(frozen=True)
class FactsOfPage:
    """What stands in the list of facts at the end of a page, as HTML."""

    cards: tuple[str, ...] = ()
    sources: str = ""


@lru_cache(maxsize=16)
def uses(language: str = course.FIRST_LANGUAGE) -> dict[str, tuple[course.Page, ...]]:
    """Return the pages that cite each fact, in their prose or in an exercise, in the course's order."""
    found: dict[str, list[course.Page]] = {}
    for page in course.pages(language):
        shown = course.cells(page, language)
        texts = ["".join(cell["source"]) for cell in shown if cell["cell_type"] == "markdown"]
        texts += [path.read_text(encoding="utf-8") for path in sorted((CONTENT / page.key).glob("*.yaml"))]
        for fact_id in {fact_id for text in texts for fact_id, _shown in citations_in(text)}:
            found.setdefault(fact_id, []).append(page)
    return {fact_id: tuple(pages) for fact_id, pages in found.items()}


def of_page(
    cited: Iterable[tuple[str, str]], here: course.Page | None, language: str = course.FIRST_LANGUAGE
) -> FactsOfPage:
    """Return the cards of what a page cites.

    Parameters
    ----------
    cited
        Pairs of a fact's id and the prediction that the citing text waits for, empty where it waits for
        none. A card waits only where every text that cites the fact does.
    here
        The page itself, which its cards do not name.
    """
    waits: dict[str, str] = {}
    for fact_id, after in cited:
        try:
            fact(fact_id)
        except DataError:  # the text that cites it says so where it stands
            continue
        waits[fact_id] = after if waits.get(fact_id, after) and after else ""
    where = uses(language)
    cards = tuple(
        card(
            fact_id,
            language,
            also=[(page.file, page.title[language]) for page in where.get(fact_id, ()) if page != here],
            after=after,
        )
        for fact_id, after in waits.items()
    )
    return FactsOfPage(cards, source_list((fact(fact_id).source for fact_id in waits), language))
