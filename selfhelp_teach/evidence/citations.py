"""Facts in prose: a page cites one as a link ``[44 of 74](fact:P1.share)``, and we check what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.facts import Fact, fact
from selfhelp_teach.translation import translator

FACT_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\(fact:(?P<id>[\w.-]+)\)")

_PERCENT = r"%|percent\b|per cent\b|por ciento\b"
_NUMBER = re.compile(rf"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)?)(?!\w)\s*(?P<percent>{_PERCENT})?")
_WORDS: dict[str, float | None] = {
    word: number
    for language in (
        "two three four five six seven eight nine ten eleven twelve",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for number, word in enumerate(language.split(), start=2)
}
# fractions in words have no one value; a fact must list them as also_shown
_WORDS |= dict.fromkeys(("half", "third", "quarter", "mitad", "tercio"))
_ANY_WORD = "|".join(_WORDS)
_WORD = re.compile(rf"\b({_ANY_WORD})\b", re.IGNORECASE)
_SPELT_SHARE = re.compile(
    rf"\b(?:{_ANY_WORD})\s+(?:{_PERCENT}|(?:in|out of|de cada)\s+(?:{_ANY_WORD})\b)", re.IGNORECASE
)


def _figures(text: str) -> Iterator[tuple[float | None, bool, str]]:
    """Yield each number of a text: value (None for a fraction in words), whether a percentage, as written."""
    for match in _NUMBER.finditer(text):
        yield float(match["number"].replace(",", ".")), bool(match["percent"]), match[0].strip()
    for match in _WORD.finditer(text):
        yield _WORDS[match[0].lower()], False, match[0]


def check_citation(fact_id: str, shown: str) -> None:
    """Check that every number in ``shown`` is a number of the fact.

    Allowed are the fact's value, low, high, numerator and denominator, numbers in its label, and the
    forms listed as ``also_shown``. A rounding that the ledger does not list is refused. A number with a
    percent sign must be a percentage of the fact.

    Raises
    ------
    DataError
        Where the ledger has no such fact, or a number is not the fact's.
    """
    entry = fact(fact_id)
    rest = shown.replace("\u00a0", " ")  # Spanish writes 60 % with a space that does not break
    for form in sorted(entry.also_shown, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", rest, flags=re.IGNORECASE)
    percentages = {entry.value, entry.low, entry.high} if entry.unit == "percent" else set()
    counts = {entry.value, entry.low, entry.high, entry.numerator, entry.denominator}
    counts |= {value for value, _percent, _text in _figures(entry.label)}
    for value, is_percent, text in _figures(rest):
        if value is None or value not in (percentages if is_percent else counts):
            raise DataError(
                f"“{shown}” shows {text!r}, which is not a number of fact {fact_id} ({_numbers(entry)}). "
                "Show the ledger's number, or cite another fact."
            )


def _numbers(entry: Fact) -> str:
    """Return what a page may show of a fact."""
    named = {
        name: getattr(entry, name)
        for name in ("value", "low", "high", "numerator", "denominator")
        if getattr(entry, name) is not None
    }
    shown = [f"{name} {number:g}" for name, number in named.items()]
    return "; ".join([*shown, *entry.also_shown]) or f"status {entry.status}, no number"


def render_fact_link(fact_id: str, text: str, language: str = "en") -> str:
    """Return the HTML of a fact cited in prose, its status and source in its title and data attributes.

    Parameters
    ----------
    text
        What the page shows, as plain text; it is escaped here.
    """
    _ = translator(language)
    entry = fact(fact_id)
    status = entry.status.label(_)
    where = f"{entry.cited.short(language)}, {entry.place(_)}"
    computed = _("computed here") if entry.computed_from else ""
    title = " · ".join(
        part for part in (status, computed, where, _(entry.note) if entry.note else "") if part
    )
    attributes = {
        "class": "selfhelp-fact",
        "href": f"#fact-{entry.id}",  # its card (see evidence.cards), at the end of the page
        "data-fact": entry.id,
        "data-status": str(entry.status),
        "data-source": where,
        "title": title,
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a {written}>{escape(text)}</a>"


def citations_in(markdown: str) -> tuple[tuple[str, str], ...]:
    """Return the facts that a Markdown text cites, as pairs of id and shown text."""
    return tuple((match["id"], match["text"]) for match in FACT_LINK.finditer(markdown))


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A number in prose that no fact stands behind."""

    line: int
    number: str
    text: str


# What is plainly not a finding. Each pattern says what it takes for granted.
_NOT_FINDINGS = (
    re.compile(r"```.*?```|`[^`]*`", re.DOTALL),  # code
    re.compile(r"<!--.*?-->", re.DOTALL),  # comments
    FACT_LINK,  # checked by check_citation
    re.compile(r"\]\([^)]*\)|https?://\S+|\bdoi:?\s*\S+", re.IGNORECASE),  # addresses
    re.compile(r"</?[a-zA-Z][^>]*>"),  # tags
    re.compile(r"^\s*(?:\d+[.)]|#+\s*\d+)\s", re.MULTILINE),  # numbers of lists and headings
    re.compile(r"\b(?:1[89]|20)\d\d(?:s\b|[-\u2013]\d\d(?:\d\d)?\b|\b)"),  # years and decades
    re.compile(
        r"\b(?:pages?|páginas?|sections?|sección|table|tabla|figure|figura|chapter|capítulo|step|paso"
        r"|part|parte|level|nivel|version|versión|question|pregunta|no\.|pp?\.)\s*\d+(?:[.,]\d+)?(?:\s*[-\u2013]\s*\d+)?\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b\d+(?:\s*(?:[-\u2013]|to|a)\s*\d+)?\s*(?:minutes?|minutos?|min)\b", re.IGNORECASE
    ),  # a page's length
    re.compile(r"\b[PC]\d{1,2}\b"),  # ids of the ledger
)
# A reference nobody refers to, which Markdown leaves out: the author's word on the block that follows.
_PLAIN = re.compile(r"^\[plain\]: # \([^()\n]*\S[^()\n]*\)\n(?:.+\n?)*", re.MULTILINE)


def unmarked_numbers(markdown: str) -> tuple[Unmarked, ...]:
    """Return the numbers of a Markdown text that sit in no fact link and are not plainly something else.

    Passed over are code, addresses, years, list numbers, page, table and step numbers, and a page's
    length in minutes. A block under a line ``[plain]: # (why)`` is passed over too: its author says that
    its numbers are no findings. Markdown shows nothing of such a line.
    """
    lines = markdown.splitlines()
    kept = markdown
    for pattern in (_PLAIN, *_NOT_FINDINGS):
        kept = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), kept)
    found = []
    for index, line in enumerate(kept.splitlines()):
        figures = [match[0].strip() for match in _NUMBER.finditer(line)]
        figures += [match[0] for match in _SPELT_SHARE.finditer(line)]
        found += [Unmarked(index + 1, figure, lines[index].strip()) for figure in figures]
    return tuple(found)


def citation_faults(markdown: str) -> tuple[str, ...]:
    """Return what is wrong with the numbers of a page's text: nothing, where it may be shown.

    A number that is not its fact's, a fact that is not in the ledger, and a number that sits in no fact
    link are complained of, a sentence each.
    """
    found = []
    for fact_id, text in citations_in(markdown):
        try:
            check_citation(fact_id, text)
        except DataError as error:
            found.append(str(error))
    found += [
        f"Line {entry.line} has {entry.number!r} outside a fact link: “{entry.text}”. Write it as "
        f"[{entry.number}](fact:ID), or say in a line above why it is no finding: [plain]: # (why)"
        for entry in unmarked_numbers(markdown)
    ]
    return tuple(found)
