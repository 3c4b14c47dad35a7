"""A portfolio as a Word document. Drawings are pictures, made of the same SVG as the page's."""

from __future__ import annotations

import io
import re
from typing import Any

from selfhelp_teach.exercises.portfolio import lines
from selfhelp_teach.exercises.portfolio.model import Item, Portfolio
from selfhelp_teach.exercises.portfolio.words import portfolio_labels

# What XML 1.0 has no way to write: control characters and lone surrogates.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INCHES = 5.8
_SCALE = 2.0


def safe(text: str) -> str:
    """Return text that a document can hold."""
    return _NOT_XML.sub("\ufffd", text)


def to_docx(portfolio: Portfolio) -> bytes:
    """Return the portfolio as the bytes of a DOCX file."""
    import docx  # noqa: PLC0415 (only for this export)

    words = portfolio_labels(portfolio.language)
    document = docx.Document()
    document.core_properties.title = words["title"]
    document.core_properties.author = safe(portfolio.name)[:255]
    document.add_heading(words["title"], 0)
    document.add_paragraph(words["subtitle"])
    for name, text in lines.overview(portfolio, words):
        _named(document, name, text)
    for note in lines.notes(portfolio, words):
        document.add_paragraph(note)
    _texts(document, portfolio, words)
    document.add_paragraph(words["hash"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _texts(document: Any, portfolio: Portfolio, words: dict[str, str]) -> None:
    _section(document, words["gaps"], [(text.title, text.text) for text in portfolio.prompts])
    for name in ("predictions", "answers", "challenges"):
        items: tuple[Item, ...] = getattr(portfolio, name)
        if items:
            document.add_heading(words[name], 1)
            for item in items:
                _item(document, item, words)
    _section(document, words["synthesis"], [(text.title, text.text) for text in portfolio.synthesis])
    _section(document, words["rating"], [("", portfolio.rating)] if portfolio.rating else [])
    served = [(f"{one}: {two}", "; ".join(titles)) for one, two, titles in portfolio.competencies]
    _section(document, words["competencies"], served)


def _section(document: Any, title: str, pairs: list[tuple[str, str]]) -> None:
    if pairs:
        document.add_heading(title, 1)
    for name, text in pairs:
        _named(document, name, text)


def _named(document: Any, name: str, text: str) -> None:
    paragraph = document.add_paragraph()
    if name:
        paragraph.add_run(f"{safe(name)}: ").bold = True
    paragraph.add_run(safe(text))


def _item(document: Any, item: Item, words: dict[str, str]) -> None:
    document.add_heading(safe(item.title), 2)
    if not item.known:
        document.add_paragraph(words["unknown"])
    if item.prompt:
        document.add_paragraph(safe(item.prompt))
    _named(document, lines.own(item, words), "\n".join(item.answer))
    if item.chart:
        _picture(document, item)
    for name, text in (*lines.facts(item, words), (words["gap"], item.gap)):
        if text:
            _named(document, name, text)


def _picture(document: Any, item: Item) -> None:
    import vl_convert  # noqa: PLC0415 (only for this export)
    from docx.shared import Inches  # noqa: PLC0415

    picture = vl_convert.svg_to_png(item.chart, scale=_SCALE)
    shape = document.add_picture(io.BytesIO(picture), width=Inches(_INCHES))
    described = "; ".join((*item.answer, *item.result))
    shape._inline.docPr.set("descr", safe(described)[:1000])  # noqa: SLF001 (python-docx has no name for alt text)
