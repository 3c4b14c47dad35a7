"""Markdown cells to HTML: headings with anchors, and facts that carry their status and source."""

from __future__ import annotations

import html
import logging
import re
from typing import Any
from urllib.parse import unquote

import mistune

from selfhelp_teach.errors import SelfHelpError
from selfhelp_teach.translation import LANGUAGES, translator

LOG = logging.getLogger(__name__)
FACT = "fact:"


class CourseRenderer(mistune.HTMLRenderer):
    """HTML of the course's prose.

    A link whose target is ``fact:ID`` becomes the shown words with the fact's status and source; every
    other link stays a plain link that a person may click.
    """

    def __init__(self, language: str) -> None:
        # The notebooks are ours, but a page needs no raw HTML, so none passes.
        super().__init__(escape=True)
        self.language = language
        self.headings: list[tuple[int, str, str]] = []

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        """Give each heading an anchor made of its words."""
        plain = re.sub(r"<[^>]+>", "", text)
        anchor = re.sub(r"[^\w]+", "-", html.unescape(plain).lower()).strip("-") or "section"
        self.headings.append((level, anchor, plain))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Show a fact with its provenance, or a plain link."""
        if url.startswith(FACT):
            return fact_html(unquote(url.removeprefix(FACT)), text, self.language)
        return super().link(text, url, title)


def scrolling_table(renderer: CourseRenderer, text: str) -> str:
    """Let a wide table scroll by itself, by keyboard too, rather than push the page."""
    _ = translator(renderer.language)
    name = html.escape(_("table"))
    around = f'<div class="selfhelp-scroll" tabindex="0" role="region" aria-label="{name}">'
    return f"{around}<table>\n{text}</table></div>\n"


def fact_html(fact_id: str, text: str, language: str) -> str:
    """Return the words of a page with the provenance of the fact they state."""
    from selfhelp_teach.evidence import render_fact_link  # noqa: PLC0415 (a page without facts needs no ledger)

    return render_fact_link(fact_id, html.unescape(re.sub(r"<[^>]+>", "", text)), language)


def to_html(markdown: str, language: str = "en") -> tuple[str, list[tuple[int, str, str]]]:
    """Return HTML and its headings as (level, anchor, text); an unknown language falls back to English."""
    renderer = CourseRenderer(language if language in LANGUAGES else "en")
    convert = mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough", "footnotes"])
    renderer.register("table", scrolling_table)
    try:
        return str(convert(markdown)), renderer.headings
    except SelfHelpError as error:
        # An instructor's own page may cite a fact that is not there: the rest of the page goes on.
        LOG.warning("A text of this page could not be shown: %s", error)
        return f'<p class="selfhelp-failed">{html.escape(str(error))}</p>', []
