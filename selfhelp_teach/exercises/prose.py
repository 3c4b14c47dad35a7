"""Markdown of an exercise to safe HTML: as the course's prose, without pictures of other hosts or headings."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import Any

from selfhelp_teach.evidence import prose


class _ExerciseProse(prose.Prose):
    def link(self, text: str, url: str, title: str | None = None) -> str:
        found = super().link(text, url, title)
        return (
            found if url.startswith(prose.FACT) else found.replace("<a ", '<a rel="noopener noreferrer" ', 1)
        )

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 (mistune's)
        return html.escape(text)

    def heading(self, text: str, level: int, **_attrs: Any) -> str:  # noqa: ARG002 (mistune's)
        return f"<p><strong>{text}</strong></p>\n"  # an exercise has one heading: its title


@lru_cache(maxsize=256)
def _converter(language: str, withheld: frozenset[str]) -> Any:
    return prose.converter(_ExerciseProse(language, withheld))


@lru_cache(maxsize=4096)  # prompts, hints and feedback of the course, in two languages
def to_html(markdown: str, language: str = "en", withheld: frozenset[str] = frozenset()) -> str:
    """Return safe HTML. Markup in the text is shown as text.

    Parameters
    ----------
    withheld
        Facts that are shown by their words alone: a link to one would tell what is asked for.
    """
    return str(_converter(language, withheld)(markdown))
