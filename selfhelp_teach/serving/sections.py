"""The cells of a notebook as sections: prose, and a place for each part, with what each of them rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from selfhelp_teach.evidence import citations_in
from selfhelp_teach.serving import evidence_basis
from selfhelp_teach.serving.prose import to_html

# By the tag of its cell: a panel that stays in view beside what follows; a rail, a picture and charts in one view.
WIDE = ("workbench", "dashboard")  # they have the page's whole width
ROLES = ("controls", *WIDE)
_HEADING = re.compile(r"\s*<h3[^>]*>([^<]*)</h3>")


@dataclass
class Block:
    """Prose, or the place of one code cell's parts."""

    kind: str  # "prose" or "part"
    html: str = ""
    cell: str = ""
    doing: str = ""
    after: str = ""  # the prediction whose result this must not give away
    role: str = ""  # one of ROLES
    more: str = ""  # what a text is about that is read by who wants more
    rests: str = ""  # on what (see serving.evidence_basis)
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

    @property
    def layout(self) -> str:
        """One of WIDE where such a view stands here, or nothing."""
        return next((block.role for block in self.blocks if block.role in WIDE), "")


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
            sections[-1].blocks.append(prose_block(cell, html))
        elif cell.cell_type == "code":
            name = str(cell.get("id", f"cell-{index}"))
            sections[-1].blocks.append(part_block(cell, name, views.get(name, [])))
    for section in sections:
        section.benches = benches(section.blocks)
        settle(section)
    sections[0].rests = evidence_basis.NOTHING  # a page keeps its title
    return title, sections


def prose_block(cell: Any, html: str) -> Block:
    """Return a text with what it cites and rests on."""
    after = str(cell.metadata.get("after", ""))
    cites = [(fact_id, after) for fact_id, _shown in citations_in(cell.source)]
    more = ""
    if "more" in cell.metadata.get("tags", []) and (heading := _HEADING.match(html)):
        more, html = unescape(heading[1]), html[heading.end() :]
    rests = evidence_basis.of_prose(cell.source)
    return Block("prose", html, after=after, rests=rests, cites=cites, more=more)


def part_block(cell: Any, name: str, views: list[dict[str, Any]]) -> Block:
    """Return the place of a code cell's parts."""
    tags = cell.metadata.get("tags", [])
    after = str(cell.metadata.get("after", ""))
    return Block(
        "part",
        cell=name,
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


def settle(section: Section) -> None:
    """Say what a section rests on as a whole, and that a text about a simulated part goes with it."""
    section.rests = evidence_basis.together(block.rests for block in section.blocks)
    blocks = section.blocks
    for at, block in enumerate(blocks):
        beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
        simulated = any(
            other.rests == evidence_basis.OTHER and other.kind == "part" and not other.tells
            for other in beside
        )
        if block.kind == "prose" and block.rests == evidence_basis.NOTHING and simulated:
            block.rests = evidence_basis.OTHER
