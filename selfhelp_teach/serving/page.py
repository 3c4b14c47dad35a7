"""A notebook as a page: sections, prose, and a place for each part. The template only lays it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selfhelp_teach.serving import assets, course, opening
from selfhelp_teach.serving.prose import to_html
from selfhelp_teach.translation import LANGUAGES, Translate, translator


@dataclass
class Block:
    """Prose, or the place of one code cell's parts."""

    kind: str  # "prose" or "part"
    html: str = ""
    cell: str = ""
    index: int = 0
    doing: str = ""
    after: str = ""  # the prediction whose result this must not give away
    role: str = ""  # "controls" for a panel that stays in view beside what follows


@dataclass
class Section:
    """A heading and what stands under it, until the next heading of the same level."""

    anchor: str = "top"
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    benches: list[list[Block]] = field(default_factory=list)


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

    def asset(self, base_url: str, name: str) -> str:
        """Return the address of a static file."""
        return assets.url(base_url, name)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The style sheets, in order."""
        return assets.SHEETS

    @property
    def modules(self) -> list[str]:
        """The static modules that this page's parts need, to be fetched side by side while the page is read."""
        parts = {view["module"] for views in self.opening["cells"].values() for view in views}
        return assets.with_imports(["host/host.js", *sorted(f"parts/{name}.js" for name in parts)])


def course_page(nb: Any, resources: Any) -> PageModel:
    """Return the page of the notebook ``nb``; a Jinja filter."""
    language = opening.language_of(nb)
    slug = str(resources["metadata"]["name"])
    sections = [Section()]
    title = slug
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "markdown":
            html, headings = to_html(cell.source, language)
            for level, anchor, text in headings[:1]:
                if level == 1:
                    title = text
                elif level == 2:  # noqa: PLR2004 (a section is a heading of the second level)
                    sections.append(Section(anchor, text))
            sections[-1].blocks.append(
                Block("prose", html, index=index, after=str(cell.metadata.get("after", "")))
            )
        elif cell.cell_type == "code":
            sections[-1].blocks.append(part_block(cell, index))
    for section in sections:
        section.benches = benches(section.blocks)
    before, after = course.neighbours(slug, language)
    return PageModel(
        slug=slug,
        title=title,
        language=language,
        sections=sections,
        opening=opening.of_notebook(nb, slug, language),
        pages=course.pages(language),
        here=course.find(slug, language),
        before=before,
        after=after,
        text=translator(language),
        others=[
            Twin(other, LANGUAGES[other], address, offer(other))
            for other, address in course.twins(slug, language).items()
        ],
    )


def offer(language: str) -> str:
    """Return the sentence that offers the course in ``language``."""
    _ = translator(language)
    return _("Read this course in English")


def part_block(cell: Any, index: int) -> Block:
    """Return the place of a code cell's parts."""
    tags = cell.metadata.get("tags", [])
    return Block(
        "part",
        cell=str(cell.get("id", f"cell-{index}")),
        index=index,
        doing=str(cell.metadata.get("doing", "")),
        after=str(cell.metadata.get("after", "")),
        role="controls" if "controls" in tags else "",
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
