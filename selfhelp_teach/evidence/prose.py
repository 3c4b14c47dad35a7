"""Markdown to safe HTML, once for all prose of the course: no raw HTML, facts with their status and source."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any
from urllib.parse import unquote

import mistune

from selfhelp_teach.evidence.bibliography import bibliography
from selfhelp_teach.evidence.citations import render_fact_link
from selfhelp_teach.translation import translator

FACT = "fact:"


class Prose(mistune.HTMLRenderer):
    """What pages and exercises have in common.

    A link whose target is ``fact:ID`` becomes the shown words with the fact's status and source. Raw HTML is shown
    as text, whoever wrote it.

    Parameters
    ----------
    withheld
        Facts that are shown by their words alone: a link to one would tell what is asked for.
    """

    def __init__(self, language: str = "en", withheld: frozenset[str] = frozenset()) -> None:
        super().__init__(escape=True)
        self.language = language
        self.withheld = withheld

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Show a fact with its provenance, or a plain link that a person may click."""
        if not url.startswith(FACT):
            return super().link(text, url, title)
        fact_id = unquote(url.removeprefix(FACT))
        return text if fact_id in self.withheld else render_fact_link(fact_id, plain(text), self.language)

    def emphasis(self, text: str) -> str:
        """Say of the title of a source that it is English, so that it is not read as Spanish."""
        if self.language == "en" or html.unescape(text) not in english_titles():
            return super().emphasis(text)
        return f'<em lang="en">{text}</em>'


def plain(written: str) -> str:
    """Return the words of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", written))


@cache
def english_titles() -> frozenset[str]:
    """Return the titles of the sources, which are all English."""
    return frozenset(source.title for source in bibliography().values())


def scrolling_table(renderer: Prose, text: str) -> str:
    """Let a wide table scroll by itself, by keyboard too, rather than push the page."""
    _ = translator(renderer.language)
    heads = [plain(head).strip() for head in re.findall(r"<th\b[^>]*>(.*?)</th>", text, re.DOTALL)]
    about = ", ".join(head for head in heads if head)
    name = html.escape(_("table: {about}").format(about=about) if about else _("table"))
    around = f'<div class="selfhelp-scroll" tabindex="0" role="region" aria-label="{name}">'
    return f'{around}<table aria-label="{name}">\n{text}</table></div>\n'


def converter(renderer: Prose, *plugins: str) -> Any:
    """Return what turns Markdown into HTML with a renderer; tables are read in all prose."""
    convert = mistune.create_markdown(renderer=renderer, plugins=["table", *plugins])
    renderer.register("table", scrolling_table)
    return convert
