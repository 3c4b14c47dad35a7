"""A notebook as a page: sections, prose, and a place for each part. The template only lays it out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby
from typing import Any

from selfhelp_teach.evidence import citations_in
from selfhelp_teach.serving import assets, course, evidence_basis, facts, opened, page_length, prerender
from selfhelp_teach.serving.prose import to_html
from selfhelp_teach.translation import LANGUAGES, Translate, translator

# By the tag of its cell: a panel that stays in view beside what follows; a rail, a picture and charts in one view.
ROLES = ("controls", "workbench", "dashboard")
FEWEST_STEPS = 3
_HEADING = re.compile(r"\s*<h3[^>]*>([^<]*)</h3>")


@dataclass
class Block:
    """Prose, or the place of one code cell's parts."""

    kind: str  # "prose" or "part"
    html: str = ""
    cell: str = ""
    index: int = 0
    doing: str = ""
    after: str = ""  # the prediction whose result this must not give away
    role: str = ""  # one of ROLES
    more: str = ""  # what a text is about that is read by who wants more
    rests: str = ""  # on what (see serving.rests)
    cites: list[tuple[str, str]] = field(default_factory=list)  # facts, and what each waits for
    tells: bool = False  # one's own answers are asked for; nothing is shown


@dataclass
class Section:
    """A heading and what stands under it, until the next heading of the same level."""

    anchor: str = "top"
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    benches: list[list[Block]] = field(default_factory=list)
    drawer: bool = False  # goals, sources: looked up, and no step of the way
    rests: str = ""


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

    def picture(self, page: course.Page) -> str:
        """Return the small picture of a page, as SVG that takes the colours around it."""
        return assets.picture(page.slug)

    @property
    def walk(self) -> bool:
        """Whether the page is walked through step by step; the first page, a dashboard and a short page are not."""
        looked_at = any(block.role == "dashboard" for section in self.steps for block in section.blocks)
        return self.slug != course.PAGES[0].slug and not looked_at and len(self.steps) >= FEWEST_STEPS

    @property
    def minutes(self) -> int:
        """What the page promises; nothing for a page of somebody's own."""
        return page_length.minutes(self.here, self.language) if self.here else 0

    @property
    def steps(self) -> list[Section]:
        """The sections that a reader walks through."""
        return [section for section in self.sections if not section.drawer]

    @property
    def goals(self) -> list[Section]:
        """The drawers that stand before the first step ends."""
        return [section for section in self.drawers if section is not self.drawers[-1]]

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

    def asset(self, base_url: str, name: str) -> str:
        """Return the address of a static file."""
        return assets.url(base_url, name)

    def entry(self, kind: str) -> str:
        """Return the static file with the page's modules (``"js"``) or style sheets (``"css"``)."""
        return assets.entry(kind)

    @property
    def modules(self) -> list[str]:
        """The static modules that this page's parts need, to be fetched side by side while the page is read."""
        parts = {view["module"] for views in self.opening["cells"].values() for view in views}
        return assets.modules(parts)


def course_page(nb: Any, resources: Any) -> PageModel:
    """Return the page of the notebook ``nb``; a Jinja filter."""
    language = prerender.language_of(nb)
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
        ],
        facts=facts.of_page(cited, here, language),
        origin=str(resources.get("selfhelp_origin", "")),
    )


def sections_of(
    nb: Any, views: dict[str, list[dict[str, Any]]], title: str, language: str
) -> tuple[str, list[Section]]:
    """Return the title and the sections of a notebook, whose parts open as ``views`` says."""
    sections = [Section()]
    taken: set[str] = set()
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "markdown":
            html, headings = to_html(cell.source, language, taken)
            for level, anchor, text in headings[:1]:
                if level == 1:
                    title, sections[0].anchor = text, anchor
                elif level == 2:  # noqa: PLR2004 (a section is a heading of the second level)
                    sections.append(Section(anchor, text, drawer="drawer" in cell.metadata.get("tags", [])))
            sections[-1].blocks.append(prose_block(cell, html, index))
        elif cell.cell_type == "code":
            found = views.get(str(cell.get("id", f"cell-{index}")), [])
            sections[-1].blocks.append(part_block(cell, index, found))
    for section in sections:
        section.benches = benches(section.blocks)
        settle(section)
    sections[0].rests = evidence_basis.NOTHING  # a page keeps its title
    return title, sections


def prose_block(cell: Any, html: str, index: int) -> Block:
    """Return a text with what it cites and rests on."""
    after = str(cell.metadata.get("after", ""))
    cites = [(fact_id, after) for fact_id, _shown in citations_in(cell.source)]
    more = ""
    if "more" in cell.metadata.get("tags", []) and (heading := _HEADING.match(html)):
        more, html = unescape(heading[1]), html[heading.end() :]
    return Block(
        "prose",
        html,
        index=index,
        after=after,
        rests=evidence_basis.of_prose(cell.source),
        cites=cites,
        more=more,
    )


def settle(section: Section) -> None:
    """Say what a section rests on as a whole, and that a text about a simulated part goes with it."""
    section.rests = evidence_basis.together(block.rests for block in section.blocks)
    blocks = section.blocks
    for at, block in enumerate(blocks):
        beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
        if block.kind == "prose" and block.rests == evidence_basis.NOTHING:
            about = any(
                other.rests == evidence_basis.OTHER and other.kind == "part" and not other.tells
                for other in beside
            )
            block.rests = evidence_basis.OTHER if about else evidence_basis.NOTHING


def offer(language: str) -> str:
    """Return the sentence that offers the course in ``language``."""
    _ = translator(language)
    return _("Read this course in English")


def part_block(cell: Any, index: int, views: list[dict[str, Any]]) -> Block:
    """Return the place of a code cell's parts."""
    tags = cell.metadata.get("tags", [])
    after = str(cell.metadata.get("after", ""))
    return Block(
        "part",
        cell=str(cell.get("id", f"cell-{index}")),
        index=index,
        doing=str(cell.metadata.get("doing", "")),
        after=after,
        role=next((tag for tag in ROLES if tag in tags), ""),
        rests=evidence_basis.together(view.get("rests", evidence_basis.NOTHING) for view in views),
        cites=[(fact_id, waits or after) for view in views for fact_id, waits in view.get("cites", [])],
        tells=all(view["module"] == "exercise" for view in views),
    )


def benches(blocks: list[Block]) -> list[list[Block]]:
    """Group blocks: a control panel and the parts after it share a bench, everything else stands alone."""
    groups: list[list[Block]] = []
    for block in blocks:
        on_bench = bool(groups) and groups[-1][0].role == "controls" and block.kind == "part"
        if on_bench and block.role != "controls":
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups
