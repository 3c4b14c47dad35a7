"""A Word document in plain Python: the few parts of WordprocessingML (ECMA-376) that a portfolio needs.

No template and no library: the same file comes from a server, from the command line and from a browser's Python.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the archive's own times say nothing; the document's say when it was made
_EMU = 36_000  # of a millimetre
_TWIPS = 1440 / 25.4  # of a millimetre
_MARGIN = 25
_TITLE, _INK, _SOFT = 0, "1F2328", "1D5B79"
# Level -> style, its name, half points, twips before, colour.
_HEADINGS = {
    0: ("Title", "Title", 48, 0, _INK),
    1: ("Heading1", "heading 1", 32, 480, _SOFT),
    2: ("Heading2", "heading 2", 26, 320, _INK),
}


class Run(NamedTuple):
    """A stretch of text of one kind.

    Attributes
    ----------
    leftward
        Language of letters that run from right to left, or empty.
    """

    text: str
    bold: bool = False
    leftward: str = ""


@dataclass
class Word:
    """A Word document that is being written.

    Parameters
    ----------
    title, subject, author, language, made
        What it says of itself.
    paper
        Width and height in millimetres.
    comma
        Whether its readers write a decimal comma.
    """

    title: str
    subject: str
    author: str
    language: str
    made: datetime
    paper: tuple[float, float]
    comma: bool = False
    _body: list[str] = field(default_factory=list)
    _pictures: list[bytes] = field(default_factory=list)

    def heading(self, text: str, level: int) -> None:
        """Add a heading: 0 is the title, then 1 and 2."""
        self._body.append(
            f'<w:p><w:pPr><w:pStyle w:val="{_HEADINGS[level][0]}"/></w:pPr>{_run(Run(text))}</w:p>'
        )

    def paragraph(self, *runs: Run, leftward: bool = False, keep: bool = False) -> None:
        """Add a paragraph; ``leftward`` lets it begin on the right, ``keep`` keeps it with the next."""
        marks = f"{'<w:keepNext/>' if keep else ''}{'<w:bidi/>' if leftward else ''}"
        self._body.append(
            f"<w:p>{f'<w:pPr>{marks}</w:pPr>' if marks else ''}{''.join(map(_run, runs))}</w:p>"
        )

    def picture(self, png: bytes, millimetres: float, described: str) -> None:
        """Add a picture of a width, with the words that stand for it."""
        self._pictures.append(png)
        number = len(self._pictures)
        across, down = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
        size = f'cx="{round(millimetres * _EMU)}" cy="{round(millimetres * _EMU * down / across)}"'
        name = f'id="{number}" name="Picture {number}" descr="{escape(described)}"'
        self._body.append(
            f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent {size}/>'
            f'<wp:docPr {name}/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip xmlns:r="{_OFFICE}/relationships" r:embed="picture{number}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    def save(self) -> bytes:
        """Return the document as the bytes of a DOCX file."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in self._parts().items():
                content = text if isinstance(text, bytes) else (_HEAD + text).encode("utf-8", "replace")
                file.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def _parts(self) -> dict[str, str | bytes]:
        pictures = {f"word/media/picture{at}.png": png for at, png in enumerate(self._pictures, 1)}
        inside = [("styles", "styles", "styles.xml"), ("settings", "settings", "settings.xml")]
        inside += [(f"picture{at}", "image", f"media/picture{at}.png") for at in range(1, len(pictures) + 1)]
        return {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(
                ("document", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("app", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            ),
            "docProps/core.xml": self._core(),
            "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties">'
            "<Application>selfhelp-teach</Application></Properties>",
            "word/document.xml": f"<w:document {_W}><w:body>{''.join(self._body)}{self._section()}"
            "</w:body></w:document>",
            "word/styles.xml": self._styles(),
            "word/settings.xml": self._settings(),
            "word/_rels/document.xml.rels": _relations(
                *((name, f"{_OFFICE}/relationships/{kind}", target) for name, kind, target in inside)
            ),
            **pictures,
        }

    def _core(self) -> str:
        when = f'xsi:type="dcterms:W3CDTF">{self.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'
        author = escape(self.author)
        return (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.title)}</dc:title><dc:subject>{escape(self.subject)}</dc:subject>"
            f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
            f"<dcterms:created {when}</dcterms:created><dcterms:modified {when}</dcterms:modified>"
            f"<dc:language>{escape(self.language)}</dc:language></cp:coreProperties>"
        )

    def _section(self) -> str:
        width, height = (round(millimetres * _TWIPS) for millimetres in self.paper)
        margin = round(_MARGIN * _TWIPS)
        sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
        return (
            f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"/>'
            f'<w:pgMar {sides} w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        )

    def _styles(self) -> str:
        plain = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'
            f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{escape(self.language)}"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
            '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "<w:qFormat/></w:style>"
        )
        return f"<w:styles {_W}>{plain}{''.join(_heading_style(level) for level in _HEADINGS)}</w:styles>"

    def _settings(self) -> str:
        return (
            f'<w:settings {_W}><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            f'<w:themeFontLang w:val="{escape(self.language)}"/><w:decimalSymbol w:val="{"," if self.comma else "."}"/>'
            f'<w:listSeparator w:val="{";" if self.comma else ","}"/></w:settings>'
        )


_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="{name}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for name, kind in {
            "/word/document.xml": "officedocument.wordprocessingml.document.main",
            "/word/styles.xml": "officedocument.wordprocessingml.styles",
            "/word/settings.xml": "officedocument.wordprocessingml.settings",
            "/docProps/core.xml": "package.core-properties",
            "/docProps/app.xml": "officedocument.extended-properties",
        }.items()
    )
    + "</Types>"
)


def _relations(*relations: tuple[str, str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _heading_style(level: int) -> str:
    style, name, half_points, before, colour = _HEADINGS[level]
    outline = "" if level == _TITLE else f'<w:outlineLvl w:val="{level - 1}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:spacing w:before="{before}" w:after="120" w:line="240" w:lineRule="auto"/>{outline}</w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{colour}"/><w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def _run(run: Run) -> str:
    marks = "<w:b/><w:bCs/>" if run.bold else ""
    if run.leftward:
        marks += f'<w:rtl/><w:lang w:bidi="{run.leftward}"/>'
    pieces = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    told = "".join(
        pieces.get(piece) or f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>'
        for piece in re.split(r"([\n\t])", run.text)
        if piece
    )
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{told}</w:r>"
