"""The sources: one CSL JSON file, and the two forms in which a page cites a source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

from selfhelp_teach import locations
from selfhelp_teach.errors import DataError
from selfhelp_teach.translation import translator


@dataclass(frozen=True, slots=True)
class Source:
    """One source, with no more than the records at hand give.

    Parameters
    ----------
    key
        Its key in the ledger, ``"P"`` or ``"C15"``.
    authors
        Family names; empty where the record at hand names none.
    inferred
        Which of ``author`` and ``issued`` are inferred and must be shown as such.
    """

    key: str
    authors: tuple[str, ...] = ()
    year: str = ""
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    pmcid: str = ""
    note: str = ""
    inferred: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """Address of the work, by DOI or PubMed Central; empty where neither is at hand."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/" if self.pmcid else ""

    def short(self, language: str = "en") -> str:
        """Return the citation for running text: "Stevinson, Lydon & Amir 2010".

        What is inferred stands in square brackets, as librarians do it.
        """
        _ = translator(language)
        who = self._who(language) or self.title
        if self.inferred:
            return f"[{who}, {_(self.year)}]"
        return f"{who} {self.year}".strip()

    def full(self, language: str = "en") -> str:
        """Return the citation for a list of sources, as plain text."""
        _ = translator(language)
        who = self._who(language) or _("No authors named in the record at hand")
        when = _(self.year) if self.year else _("no year in the record at hand")
        opening = f"[{who}, {when}]" if self.inferred else f"{who} ({when})"
        parts = [opening, self.title]
        place = ", ".join(
            part
            for part in (
                self.container,
                f"{self.volume}({self.issue})" if self.volume else "",
                self.pages,
                self.publisher,
            )
            if part
        )
        parts += [place, f"doi {self.doi}" if self.doi else "", self.pmcid, _(self.note) if self.note else ""]
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)

    def title_in(self, citation: str) -> str:
        """Return the title where a citation has it: it is English in every language, and pages say so."""
        return self.title if self.title and self.title in citation else ""

    def marked(self, citation: str, language: str = "en") -> str:
        """Return a citation as safe HTML that says of its title that it is English."""
        text, title = escape(citation), escape(self.title_in(citation))
        return (
            text.replace(title, f'<span lang="en">{title}</span>', 1) if title and language != "en" else text
        )

    def html(self, language: str = "en") -> str:
        """Return the full citation as safe HTML, its DOI or PMC number a link."""
        text = self.marked(self.full(language), language)
        shown = escape(f"doi {self.doi}" if self.doi else self.pmcid)
        if not shown:
            return text
        return text.replace(shown, f'<a href="{escape(self.href)}" rel="noreferrer">{shown}</a>')

    def _who(self, language: str) -> str:
        _ = translator(language)
        if not self.authors:
            return ""
        *first, last = self.authors
        if last == "and colleagues":
            return " ".join((", ".join(first), _("and colleagues")))
        return f"{', '.join(first)} & {last}" if first else last


def _source(entry: Mapping[str, Any], path: Path) -> Source:
    if not entry.get("id"):
        raise DataError(f"{path}: an entry has no id ({entry!r}). Give it the key that facts cite.")
    issued = entry.get("issued", {})
    year = issued.get("literal") or "".join(str(part[0]) for part in issued.get("date-parts", [])[:1])
    return Source(
        key=entry["id"],
        authors=tuple(name.get("family") or name["literal"] for name in entry.get("author", ())),
        year=year,
        title=entry.get("title", ""),
        container=entry.get("container-title", ""),
        volume=entry.get("volume", ""),
        issue=entry.get("issue", ""),
        pages=entry.get("page", ""),
        publisher=entry.get("publisher", ""),
        doi=entry.get("DOI", ""),
        pmcid=entry.get("PMCID", ""),
        note=entry.get("note", ""),
        inferred=tuple(entry.get("custom", {}).get("inferred", ())),
    )


def load_bibliography(path: Path) -> Mapping[str, Source]:
    """Return the sources of a CSL JSON file by key, in the file's order.

    Raises
    ------
    DataError
        Where the file is not JSON, or a key is missing or there twice.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path}: the bibliography cannot be read ({error}). Put back the file or mend it."
        ) from error
    found: dict[str, Source] = {}
    for entry in entries:
        source = _source(entry, path)
        if source.key in found:
            raise DataError(f"{path}: the id {source.key!r} is there twice. Give each source its own.")
        found[source.key] = source
    return MappingProxyType(found)


@cache
def bibliography() -> Mapping[str, Source]:
    """Return the course's sources by key."""
    return load_bibliography(locations.datasets() / "bibliography.json")


def source(key: str) -> Source:
    """Return the source ``key``.

    Raises
    ------
    DataError
        Where the bibliography has no such key.
    """
    try:
        return bibliography()[key]
    except KeyError:
        raise DataError(
            f"The bibliography has no source {key!r}. Choose one of: {', '.join(bibliography())}."
        ) from None
