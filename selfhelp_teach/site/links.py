"""Links that lead a class to the course: on Binder, on a site of files, on a server, each with its QR code."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote, urlencode

import segno

from selfhelp_teach.errors import InputError
from selfhelp_teach.serving import course
from selfhelp_teach.site.steps import added_step, same_step
from selfhelp_teach.translation import LANGUAGES, translator

BINDER = "https://mybinder.org/v2/gh"
REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
BADGE = "https://mybinder.org/badge_logo.svg"


@dataclass(frozen=True)
class Link:
    """One way to one page.

    Parameters
    ----------
    page
        The page.
    language
        Its language.
    way
        ``"site"``, ``"binder"`` or ``"server"``.
    address
        What a reader opens.
    """

    page: course.Page
    language: str
    way: str
    address: str

    @property
    def name(self) -> str:
        """A name for files of this link."""
        return f"{self.page.slug}-{self.language}-{self.way}"

    def picture(self) -> segno.QRCode:
        """Return the address as a QR code that a camera at the back of a room reads."""
        return segno.make(self.address, error="m", micro=False)


@dataclass(frozen=True)
class Ways:
    """Where the course can be opened.

    Parameters
    ----------
    repository
        ``OWNER/NAME`` on GitHub, for Binder; empty for none.
    ref
        Branch, tag or commit that Binder builds.
    site, server
        Address of a site of files, and of a server; empty for none.
    state
        What a page opens with, as in its address: ``ward``.
    step
        The step a page opens at, by its name in any language, or by its number.
    own
        Whether only pages with exercises of an instructor's folder are meant, opened at these.
    """

    repository: str = ""
    ref: str = "HEAD"
    site: str = ""
    server: str = ""
    state: tuple[tuple[str, str], ...] = ()
    step: str = ""
    own: bool = False

    def __post_init__(self) -> None:
        if self.repository and not REPOSITORY.fullmatch(self.repository):
            raise InputError(
                f"{self.repository!r} is no repository. Write its owner and its name, as in OWNER/NAME."
            )
        for name, address in (("--site", self.site), ("--server", self.server)):
            if address and not re.match(r"https?://[^/\s]+", address):
                raise InputError(
                    f"{name} {address!r} is no address. Write it whole, as in https://example.org/course/."
                )
        if not (self.repository or self.site or self.server):
            raise InputError("Say where the course can be opened: --repository, --site or --server.")

    def to(self, page: course.Page, language: str) -> Iterator[Link]:
        """Yield every way to ``page``."""
        inside = course.place(page.slug, language)
        state = self._state(page, language)
        opened = f"#{urlencode(state)}" if state else ""
        if self.site:
            yield Link(page, language, "site", f"{self.site.rstrip('/')}/{inside}.html{opened}")
        if self.repository:
            # Binder puts what it is given into a path: what a page opens with must be a part of that path too.
            path = (
                f"selfhelp/go/{inside}/{urlencode(state)}"
                if state
                else f"voila/render/notebooks/{inside}.ipynb"
            )
            where = f"{BINDER}/{self.repository}/{quote(self.ref, safe='')}"
            yield Link(page, language, "binder", f"{where}?urlpath={quote(path, safe='')}")
        if self.server:
            yield Link(
                page, language, "server", f"{self.server.rstrip('/')}/voila/render/{inside}.ipynb{opened}"
            )

    def _state(self, page: course.Page, language: str) -> tuple[tuple[str, str], ...]:
        """Return what a page opens with in a language."""
        step = ""
        if self.own:
            step = added_step(page, language)
        elif self.step:
            step = same_step(page, self.step, list(LANGUAGES))[language]
        return (*((("step", step),) if step else ()), *self.state)


def links(ways: Ways, languages: Iterable[str], slug: str = "") -> list[Link]:
    """Return every link, or those of one page.

    Raises
    ------
    InputError
        Where the course has no such page.
    """
    found = [
        link
        for language in languages
        for page in course.pages(language)
        if not slug or page.is_called(slug)
        if not ways.own or added_step(page, language)
        for link in ways.to(page, language)
    ]
    if not found and ways.own:
        raise InputError(
            "No exercise of that folder belongs to such a page. Look at its `page`, and at --page."
        )
    if not found:
        known = ", ".join(page.slug for page in course.pages())
        raise InputError(f"The course has no page {slug!r}. Choose one of: {known}.")
    return found


def ward_of(preset: str) -> str:
    """Return the code of a named ward.

    Raises
    ------
    InputError
        Where there is no ward of that name.
    """
    from selfhelp_teach.pages.ward_presets import named_wards  # noqa: PLC0415 (the model and its page: seconds)

    wards = {ward.key: ward.scenario.to_code() for ward in named_wards()}
    if preset not in wards:
        raise InputError(f"There is no ward {preset!r}. Choose one of: {', '.join(wards)}.")
    return wards[preset]


def _way_names(language: str) -> dict[str, str]:
    _ = translator(language)
    return {"site": _("In your browser"), "binder": _("On Binder"), "server": _("On our server")}


def markdown(found: list[Link]) -> str:
    """Return the links as Markdown, a list a language."""
    lines = []
    for language, in_language in groupby(found, attrgetter("language")):
        words = _way_names(language)
        lines += ["", f"## {LANGUAGES[language]}", ""]
        for page, ways in groupby(in_language, attrgetter("page")):
            told = " · ".join(f"[{words[link.way]}]({link.address})" for link in ways)
            lines.append(f"- {page.heading(language)}: {told}")
    badge = next((link for link in found if link.way == "binder"), None)
    if badge is not None:
        lines += ["", f"[![Binder]({BADGE})]({badge.address})"]
    return "\n".join(lines).strip() + "\n"


def page_of_links(found: list[Link], *, pictures: bool) -> str:
    """Return the links as a page; with ``pictures`` a sheet to print, a QR code each."""
    first = found[0].language
    _ = translator(first)
    parts = []
    for link in found:
        words = _way_names(link.language)
        title = html.escape(link.page.heading(link.language))
        shown = html.escape(link.address)
        picture = (
            link.picture().svg_inline(scale=4, border=2, svgclass=None, lineclass=None) if pictures else ""
        )
        parts.append(
            f'<li lang="{link.language}">{picture}<div><strong>{title}</strong> '
            f'<span>{html.escape(words[link.way])}</span><br><a href="{shown}">{shown}</a></div></li>'
        )
    title = html.escape(_("Links to the course"))
    style = (
        "body{font:16px/1.5 Georgia,serif;margin:2rem auto;max-width:52rem;padding:0 1rem}"
        "ul{list-style:none;padding:0}li{display:flex;gap:1rem;align-items:center;break-inside:avoid;margin:.75rem 0}"
        "a{overflow-wrap:anywhere}svg{flex:none;background:#fff}"
    )
    return (
        f'<!doctype html>\n<html lang="{first}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{style}</style></head><body><h1>{title}</h1><ul>\n"
        + "\n".join(parts)
        + "\n</ul></body></html>\n"
    )


def write(found: list[Link], folder: Path) -> list[Path]:
    """Write Markdown, a page, a sheet to print and the QR codes (SVG and PNG) into ``folder``; return the files."""
    codes = folder / "qr"
    codes.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in (
        ("links.md", markdown(found)),
        ("links.html", page_of_links(found, pictures=False)),
        ("sheet.html", page_of_links(found, pictures=True)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    for link in found:
        for ending, scale in (("svg", 8), ("png", 12)):
            target = codes / f"{link.name}.{ending}"
            link.picture().save(str(target), scale=scale, border=4)
            written.append(target)
    return written
