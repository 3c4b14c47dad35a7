"""Pages of the site: each notebook through the course's own template, with its cells beside it for the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import jinja2

from selfhelp_teach.serving import assets, course, prerender
from selfhelp_teach.serving.page import course_page
from selfhelp_teach.serving.settings import SHARE, TEMPLATE
from selfhelp_teach.site.steps import notebook
from selfhelp_teach.site.words import offline_words, platform_words, python_words

NOTEBOOK_LINK = re.compile(r'(href|value)="((?:\.\./)*(?:[a-z]{2}/)?[\w-]+)\.ipynb(?=["#?])')
# Vega compiles its expressions, Python is WebAssembly; nothing else than this site's own files is let in.
POLICY = (
    "default-src 'self'{hosts}; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob:{hosts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


@dataclass(frozen=True)
class Place:
    """Where a site's parts lie, and where it stands.

    Parameters
    ----------
    python
        Path of the course's own Python below the site's folder.
    pyodide
        Where Pyodide lies: a path below the site's folder, or an address.
    platform
        For a learning platform: the standard's name, and as JSON which exercises count; both empty for none.
    """

    python: str
    pyodide: str
    platform: tuple[str, str] = ("", "")


def render(languages: list[str], place: Place) -> Iterator[tuple[str, str]]:
    """Yield every page in every language: its path below the site's folder, and its text."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SHARE / "voila" / "templates" / TEMPLATE),
        autoescape=False,  # noqa: S701 (the template escapes, as it does in nbconvert)
    )
    environment.filters["course_page"] = course_page
    environment.filters["tojson"] = in_script
    template = environment.get_template("index.html.j2")
    for language in languages:
        for page in course.pages(language):
            shown = notebook(page, language)
            up = "../" if course.prefix(language) else ""
            html = template.render(
                nb=shown,
                resources={
                    "metadata": {"name": page.slug},
                    "base_url": up or "./",
                    "front_end": "small",
                    "languages": languages,
                    "site": pieces(shown, language, up, place),
                },
            )
            yield course.place(f"{page.slug}.html", language), NOTEBOOK_LINK.sub(r'\1="\2.html', html)


def in_script(value: Any) -> str:
    """Return ``value`` as JSON that can stand inside a script element."""
    return json.dumps(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def pieces(nb: Any, language: str, up: str, place: Place) -> dict[str, str]:
    """Return what a page of the site has beside a page of the server's: Python in place of a kernel."""
    away = "//" in place.pyodide
    hosts = f" {'/'.join(place.pyodide.split('/')[:3])}" if away else ""
    form, counted = place.platform
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hosts=hosts)}">\n'
        f'<meta name="selfhelp-python" content="{up}{place.python}/">\n'
        f'<meta name="selfhelp-pyodide" content="{place.pyodide if away else up + place.pyodide + "/"}">\n'
        f'<script type="module" async src="{assets.url(up or "./", "host/early.js")}"></script>\n'
        f'<link rel="manifest" href="{up}manifest.webmanifest">\n'
        f'<link rel="apple-touch-icon" href="{up}icon-192.png">\n'
    )
    cells = [{"id": cell, "source": source} for cell, source in prerender.code_cells(nb)]
    data = {"selfhelp-cells": in_script(cells), "selfhelp-python-words": in_script(python_words(language))}
    if form:
        head += f'<meta name="selfhelp-lms" content="{form}">\n'
        data["selfhelp-lms-course"] = counted
        data["selfhelp-lms-words"] = in_script(platform_words(language))
    scripts = (
        f'<script type="application/json" id="{name}">{text}</script>\n' for name, text in data.items()
    )
    return {"head": head, "data": "".join(scripts), "line": line(form, language)}


def line(form: str, language: str) -> str:
    """Return the line of the footer that says how things stand: with the platform, or on this device."""
    if form:
        return '<p id="selfhelp-lms" role="status"></p>\n'
    told = "".join(f' data-{name}="{escape(text)}"' for name, text in offline_words(language).items())
    return f'<p id="selfhelp-offline" role="status"{told}></p>\n'
