"""Markdown cells of a page to HTML: the course's prose, with an anchor for each heading."""

from __future__ import annotations

import html
import logging
import re
from itertools import count
from typing import Any

from selfhelp_teach.errors import SelfHelpError
from selfhelp_teach.evidence import prose
from selfhelp_teach.translation import LANGUAGES

LOG = logging.getLogger(__name__)


class _PageProse(prose.Prose):
    def __init__(self, language: str, taken: set[str]) -> None:
        super().__init__(language)
        self.taken = taken
        self.headings: list[tuple[int, str, str]] = []

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        """Give each heading an anchor made of its words, and of a number where the page has that already."""
        words = re.sub(r"<[^>]+>", "", text)
        anchor = re.sub(r"[^\w]+", "-", html.unescape(words).lower()).strip("-") or "section"
        if anchor in self.taken:
            anchor = next(each for at in count(2) if (each := f"{anchor}-{at}") not in self.taken)
        self.taken.add(anchor)
        self.headings.append((level, anchor, words))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'


def to_html(
    markdown: str, language: str = "en", taken: set[str] | None = None
) -> tuple[str, list[tuple[int, str, str]]]:
    """Return HTML and its headings as (level, anchor, text); an unknown language falls back to English.

    Parameters
    ----------
    taken
        The anchors that the page has already; those of this text are added.
    """
    renderer = _PageProse(language if language in LANGUAGES else "en", set() if taken is None else taken)
    convert = prose.converter(renderer, "strikethrough", "footnotes")
    try:
        return str(convert(markdown)), renderer.headings
    except SelfHelpError as error:
        # An instructor's own page may cite a fact that is not there: the rest of the page goes on.
        LOG.warning("A text of this page could not be shown: %s", error)
        return f'<p class="selfhelp-failed">{html.escape(str(error))}</p>', []
