"""A portfolio as a Word document. Drawings are pictures, made of the same SVG as the page's."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

from selfhelp_teach.exercises.portfolio import lines, sheet
from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import Portfolio
from selfhelp_teach.exercises.portfolio.word import Run, Word
from selfhelp_teach.exercises.portfolio.words import portfolio_labels

#: From an SVG to the PNG of it, or to nothing where it cannot be drawn.
Draw = Callable[[str], bytes | None]
_MILLIMETRES = 150
_SCALE = 2.0


def to_docx(portfolio: Portfolio, draw: Draw | None = None) -> bytes:
    """Return the portfolio as the bytes of a DOCX file."""
    words = portfolio_labels(portfolio.language)
    document = sheet.begun(portfolio)
    document.heading(words["title"], 0)
    document.paragraph(Run(words["subtitle"]))
    for name, text in lines.overview(portfolio, words):
        sheet.write(document, name, text)
    for note in lines.notes(portfolio, words):
        document.paragraph(Run(note))
    _texts(document, portfolio, words, draw or _drawn)
    document.paragraph(Run(words["hash"]))
    return document.save()


def undrawn(portfolio: Portfolio) -> list[str]:
    """Return the drawings that a page has to make into pictures, since nothing here can."""
    if importlib.util.find_spec("vl_convert") is not None:
        return []
    return [item.chart for item in portfolio.items if item.chart]


def _drawn(svg: str) -> bytes:
    import vl_convert  # noqa: PLC0415 (native code of some size: only for this export)

    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))


def _texts(document: Word, portfolio: Portfolio, words: dict[str, str], draw: Draw) -> None:
    _section(document, words["gaps"], [(text.title, text.text) for text in portfolio.prompts])
    for name in ("predictions", "answers", "challenges"):
        items: tuple[Item, ...] = getattr(portfolio, name)
        if items:
            document.heading(words[name], 1)
            for item in items:
                _item(document, item, portfolio, words, draw)
    _section(document, words["synthesis"], [(text.title, text.text) for text in portfolio.synthesis])
    _section(document, words["rating"], [("", portfolio.rating)] if portfolio.rating else [])
    served = [(f"{one}: {two}", "; ".join(titles)) for one, two, titles in portfolio.competencies]
    _section(document, words["competencies"], served)


def _section(document: Word, title: str, pairs: list[tuple[str, str]]) -> None:
    if pairs:
        document.heading(title, 1)
    for name, text in pairs:
        sheet.write(document, name, text)


def _item(document: Word, item: Item, portfolio: Portfolio, words: dict[str, str], draw: Draw) -> None:
    document.heading(item.title, 2)
    document.paragraph(Run(lines.when(item, portfolio, words)))
    if not item.known:
        document.paragraph(Run(words["unknown"]))
    if item.prompt:
        document.paragraph(Run(item.prompt))
    sheet.write(document, lines.own(item, words), "\n".join(item.answer))
    if item.chart and (picture := draw(item.chart)):
        described = "; ".join((*item.answer, *item.result))
        document.picture(picture, _MILLIMETRES, described[:1000])
    for name, text in (*lines.facts(item, portfolio, words), (words["gap"], item.gap)):
        if text:
            sheet.write(document, name, text)
