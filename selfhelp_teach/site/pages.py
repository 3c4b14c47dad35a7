"""Pages of the site: each notebook through the course's own template, with its cells beside it for the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import nbformat

from selfhelp_teach.serving import assets, course, prerender
from selfhelp_teach.serving.instructor_exercises import with_instructor_exercises
from selfhelp_teach.serving.page import course_page
from selfhelp_teach.serving.settings import SHARE, TEMPLATE
from selfhelp_teach.site.words import offline_words, platform_words, python_words
from selfhelp_teach.translation import LANGUAGES

NOTEBOOK_LINK = re.compile(r'(href|value)="((?:\.\./)*(?:[a-z]{2}/)?[\w-]+)\.ipynb(?=["#?])')
END = '<script type="application/json" id="selfhelp-complete">true</script>'
OPENING = '<script type="application/json" id="selfhelp-opening">'  # the host waits for it, and for nothing after it
# Vega compiles its expressions, Python is WebAssembly; nothing else than this site's own files is let in.
POLICY = (
    "default-src 'self'{hosts}; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob:{hosts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


class NoKernel:
    """Stands for Voilà's start of a kernel: on a site there is none, the browser has its own."""

    keywords = {"kernel_id": ""}  # noqa: RUF012 (as the template reads it)

    def __call__(self, _notebook: Any) -> str:
        """Start nothing."""
        return ""


@dataclass(frozen=True)
class SitePage:
    """One file of the site.

    Parameters
    ----------
    address
        Its path below the site's folder.
    html
        Its text.
    """

    address: str
    html: str


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


def render(notebooks: Path, languages: list[str], place: Place) -> Iterator[SitePage]:
    """Yield every page in every language.

    Parameters
    ----------
    notebooks
        Folder of the pages.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SHARE / "voila" / "templates" / TEMPLATE),
        autoescape=False,  # noqa: S701 (the template escapes, as it does in nbconvert)
    )
    environment.filters["course_page"] = course_page
    environment.filters["tojson"] = in_script
    template = environment.get_template("index.html.j2")
    for language in languages:
        for page in course.pages(language):
            path = notebooks / course.prefix(language) / page.file
            notebook = with_instructor_exercises(
                nbformat.reads(path.read_text(encoding="utf-8"), as_version=4), page.slug
            )
            up = "../" if course.prefix(language) else ""
            html = template.render(
                nb=notebook,
                resources={"metadata": {"name": page.slug}, "base_url": up or "./", "front_end": "small"},
                kernel_start=NoKernel(),
                page_config={},
                cell_generator=lambda *_: (),
            )
            address = f"{course.prefix(language)}/{page.slug}.html".lstrip("/")
            yield SitePage(address, finished(html, notebook, languages, up, place))


def in_script(value: Any) -> str:
    """Return ``value`` as JSON that can stand inside a script element."""
    return json.dumps(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def finished(html: str, notebook: Any, languages: list[str], up: str, place: Place) -> str:
    """Make a page of the server's a page of the site: links to files, and Python in place of a server."""
    html = NOTEBOOK_LINK.sub(r'\1="\2.html', html)
    for other in set(LANGUAGES) - set(languages):
        html = re.sub(rf'<link rel="alternate" hreflang="{other}"[^>]*>\n?', "", html)
        html = re.sub(rf'<a class="selfhelp-language"[^>]*hreflang="{other}"[^>]*>.*?</a>\n?', "", html)
        html = re.sub(rf'<p class="selfhelp-offer" lang="{other}".*?</p>\n?', "", html)
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
    if form:
        head += f'<meta name="selfhelp-lms" content="{form}">\n'
    language = prerender.language_of(notebook)
    cells = [{"id": cell, "source": source} for cell, source in prerender.code_cells(notebook)]
    data = [
        ("selfhelp-cells", in_script(cells)),
        ("selfhelp-python-words", in_script(python_words(language))),
    ]
    if form:
        data += [
            ("selfhelp-lms-course", counted),
            ("selfhelp-lms-words", in_script(platform_words(language))),
        ]
    scripts = "\n".join(f'<script type="application/json" id="{name}">{text}</script>' for name, text in data)
    html = html.replace("<head>\n", f"<head>\n{head}", 1)
    html = html.replace(
        '<footer class="selfhelp-footer">\n', f'<footer class="selfhelp-footer">\n{line(form, language)}', 1
    )
    html = re.sub(r'<script type="application/json" id="jupyter-config-data">.*?</script>\n?', "", html)
    return html.replace(END, "").replace(OPENING, f"{scripts}\n{OPENING}", 1)


def line(form: str, language: str) -> str:
    """Return the line of the footer that says how things stand: with the platform, or on this device."""
    if form:
        return '<p id="selfhelp-lms" role="status"></p>\n'
    told = "".join(f' data-{name}="{escape(text)}"' for name, text in offline_words(language).items())
    return f'<p id="selfhelp-offline" role="status"{told}></p>\n'
