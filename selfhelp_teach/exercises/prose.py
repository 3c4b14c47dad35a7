"""Markdown of an exercise to safe HTML: no raw HTML, no pictures of other hosts, facts with their status."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

import mistune

from selfhelp_teach.evidence import render_fact_link

_FACT = "fact:"


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, language: str) -> None:
        super().__init__(escape=True)
        self.language = language

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith(_FACT):
            plain = html.unescape(re.sub(r"<[^>]+>", "", text))
            return render_fact_link(url.removeprefix(_FACT), plain, self.language)
        return super().link(text, url, title).replace("<a ", '<a rel="noopener noreferrer" ', 1)

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 (mistune's)
        return html.escape(text)

    def heading(self, text: str, level: int, **_attrs: Any) -> str:  # noqa: ARG002 (mistune's)
        return f"<p><strong>{text}</strong></p>\n"  # an exercise has one heading: its title


@lru_cache
def _converter(language: str) -> Any:
    return mistune.create_markdown(renderer=_Renderer(language), plugins=["table"])


@lru_cache(maxsize=4096)  # prompts, hints and feedback of the course, in two languages
def to_html(markdown: str, language: str = "en") -> str:
    """Return safe HTML. Markup in the text is shown as text."""
    return str(_converter(language)(markdown))
