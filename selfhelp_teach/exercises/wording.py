"""Texts as plain words: what a learner wrote, Markdown without its marks, a number with its unit."""

from __future__ import annotations

import re

from selfhelp_teach.translation import number, with_unit

# Breaks of lines and pages that programs write in their own ways; what no document can hold, and nobody sees.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_FACT_LINK = re.compile(r"\[([^\[\]]+)\]\(fact:[^)]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^)]*\)")
_ASIDE = re.compile(r"^\[plain\]: # \(.*\)\n", re.MULTILINE)


def printable(text: str) -> str:
    """Return what a learner wrote as every file can hold it: line feeds for breaks, no control characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", _BREAKS.sub("\n", whole))


def without_facts(markdown: str) -> str:
    """Return Markdown whose facts are plain words."""
    return _ASIDE.sub("", _FACT_LINK.sub(r"\1", markdown))


def plain(markdown: str) -> str:
    """Return Markdown as plain text: emphasis and links without their marks, paragraphs kept."""
    text = re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", _LINK.sub(r"\1", without_facts(markdown)))
    paragraphs = [re.sub(r"\s*\n\s*", " ", part).strip() for part in re.split(r"\n\s*\n", text)]
    return "\n\n".join(part for part in paragraphs if part)


def measured(value: float, unit: str | None, language: str) -> str:
    """Return a number with its unit, as readers of the language write it."""
    return with_unit(number(value, language), unit, language)
