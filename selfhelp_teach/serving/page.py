"""A notebook as a page: sections, prose, and a place for each part. The template only lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from selfhelp_teach.serving import assets, course, evidence_basis, facts, opened, page_length, prerender
from selfhelp_teach.serving.sections import Block, Section, sections_of
from selfhelp_teach.translation import LANGUAGES, Translate, translator

FEWEST_STEPS = 3


@dataclass(frozen=True)
class Twin:
    """The same page in another language."""

    language: str
    name: str
    address: str
    offer: str  # in that language, for a reader who has chosen it before


@dataclass
class PageModel:
    """Everything the template needs to know of one page."""

    assets = assets  # addresses of static files, and the pictures among them

    slug: str
    title: str
    language: str
    sections: list[Section]
    opening: dict[str, Any]
    pages: tuple[course.Page, ...]
    here: course.Page | None
    before: course.Page | None
    after: course.Page | None
    text: Translate
    others: list[Twin]
    facts: facts.FactsOfPage
    origin: str = ""  # where this page is served: a picture for a link needs a whole address

    @property
    def told(self) -> dict[str, Any]:
        """What the browser is told of the opening state."""
        return opened.told(self.opening)

    def areas(self, cell: str) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return the views of a cell by the area of a workbench that they stand in, in order."""
        views = self.opening["cells"].get(cell, [])
        return [(area, list(of)) for area, of in groupby(views, lambda view: view["state"].get("area", ""))]

    def holds(self, *blocks: Block) -> str:
        """Return which parts stand in these places, by their modules: what the layout of a place follows."""
        views = [view for block in blocks for view in self.opening["cells"].get(block.cell, [])]
        return " ".join(dict.fromkeys(view["module"] for view in views))

    @property
    def layout(self) -> str:
        """What the page has its whole width for, a workbench or a dashboard; or nothing."""
        return next((section.layout for section in self.sections if section.layout), "")

    @property
    def door(self) -> bool:
        """Whether this is the first page, from which the others are begun and gone on with."""
        return self.slug == course.PAGES[0].slug and self.after is not None

    @property
    def about(self) -> str:
        """What a link to the page says of it."""
        return self.here.question[self.language] if self.here else self.title

    def promised(self, page: course.Page) -> int:
        """Return the minutes of a page of the course."""
        return page_length.minutes(page, self.language)

    @property
    def walk(self) -> bool:
        """Whether the page is walked through step by step; the first page, a dashboard and a short page are not."""
        first, looked_at = self.slug == course.PAGES[0].slug, self.layout == "dashboard"
        return not first and not looked_at and len(self.steps) >= FEWEST_STEPS

    @property
    def steps(self) -> list[Section]:
        """The sections that a reader walks through."""
        return [section for section in self.sections if not section.drawer]

    @property
    def goals(self) -> list[Section]:
        """The drawers that stand before the first step ends."""
        return self.drawers[:-1]

    @property
    def drawers(self) -> list[Section]:
        """The sections that are looked up, in their order; the last holds the sources."""
        return [section for section in self.sections if section.drawer]

    @property
    def remains(self) -> str:
        """What of this page a source reports, in a sentence."""
        _ = self.text
        charts = sum(
            view["module"] == "figure" and view.get("rests") == evidence_basis.REPORTED
            for views in self.opening["cells"].values()
            for view in views
        )
        found = len(self.reported_facts)
        if not charts and not found:
            return _(
                "Nothing on this page is reported by a source: it rests on arguments and on our simulation."
            )
        shown = [
            (_("1 chart") if charts == 1 else _("{count} charts").format(count=charts)) if charts else "",
            (_("1 fact") if found == 1 else _("{count} facts").format(count=found)) if found else "",
        ]
        return _("Only what sources report is shown. What remains: {what}.").format(
            what=", ".join(part for part in shown if part)
        )

    @property
    def reported_facts(self) -> set[str]:
        """The facts with a reported number that the text of this page cites."""
        return {
            fact_id
            for section in self.sections
            for block in section.blocks
            if block.kind == "prose"
            for fact_id, _after in block.cites
            if evidence_basis.is_reported(fact_id)
        }

    def reason(self, cell: Any) -> str:
        """Return why a cell failed, as an attribute; in one piece, so that the handler can take it off."""
        told = str(cell["metadata"].get("reason", ""))
        return f' data-reason="{escape(told)}"' if told else ""

    @property
    def modules(self) -> list[str]:
        """The static modules that this page's parts need, to be fetched side by side while the page is read."""
        parts = {view["module"] for views in self.opening["cells"].values() for view in views}
        return assets.modules(parts)


def course_page(nb: Any, resources: Any) -> PageModel:
    """Return the page of the notebook ``nb``; a Jinja filter."""
    language = course.language_of(nb)
    slug = str(resources["metadata"]["name"])
    opening = prerender.EMPTY if resources.get("edit") else prerender.of_notebook(nb, slug, language)
    title, sections = sections_of(nb, opening["cells"], slug, language)
    before, after = course.neighbours(slug, language)
    here = course.find(slug, language)
    cited = [each for section in sections for block in section.blocks for each in block.cites]
    return PageModel(
        slug=slug,
        title=title,
        language=language,
        sections=sections,
        opening=opening,
        pages=course.pages(language),
        here=here,
        before=before,
        after=after,
        text=translator(language),
        others=[
            Twin(other, LANGUAGES[other], address, offer(other))
            for other, address in course.twins(slug, language).items()
            if other in resources.get("languages", LANGUAGES)
        ],
        facts=facts.of_page(cited, here, language),
        origin=str(resources.get("selfhelp_origin", "")),
    )


def offer(language: str) -> str:
    """Return the sentence that offers the course in ``language``."""
    _ = translator(language)
    return _("Read this course in English")
