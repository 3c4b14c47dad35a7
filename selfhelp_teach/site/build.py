"""Builds the course as a folder of files that any host serves, under any path."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from selfhelp_teach import __version__, locations
from selfhelp_teach.errors import InputError, ServingError
from selfhelp_teach.serving import assets, course, prerender
from selfhelp_teach.site import runtime
from selfhelp_teach.site.icons import PAPER, write_icons
from selfhelp_teach.site.pages import Place, render
from selfhelp_teach.translation import LANGUAGES, translator

PYTHON = "python"  # the course's own Python
PYODIDE = "pyodide"  # Pyodide's files, where the site brings them
# What a reader's device does not keep: pictures for who shows a link, icons that a system fetches when it installs.
NOT_KEPT = (".nojekyll", "cover*", "icon-*512.png")


@dataclass
class Site:
    """What was built.

    Attributes
    ----------
    folder
        Where it lies.
    files
        Size in bytes of each file, by its path below the folder.
    """

    folder: Path
    files: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """All bytes together."""
        return sum(self.files.values())


def build_site(
    out: Path,
    *,
    pyodide: str,
    languages: Iterable[str] = tuple(LANGUAGES),
    platform: tuple[str, str] = ("", ""),
) -> Site:
    """Build the site into ``out``.

    Parameters
    ----------
    out
        A folder that is not there yet, or is empty.
    pyodide
        A folder with Pyodide and NumPy, or the address of Pyodide's own distribution.
    languages
        Languages of the pages.
    platform
        For a learning platform, see :class:`selfhelp_teach.site.pages.Place`.

    Raises
    ------
    InputError
        Where the folder is not empty, or a language is not one of the course.
    ServingError
        Where Pyodide cannot be used, or a page cannot be made.
    """
    languages = list(languages)
    for language in languages:
        translator(language)  # one that the course has not is refused
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out} is not an empty folder, and nothing in it was changed. Name a new one.")
    if any(assets.entry(kind) not in {assets.MODULE, assets.SHEET} for kind in ("js", "css")):
        raise ServingError("The browser code was edited and not joined since. Run `make compile` first.")
    found = runtime.look_at(pyodide)
    if prerender.main(locations.notebooks()):
        raise ServingError(
            "A page could not be made; the lines above say which and why. Nothing was written."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".building-") as made:
        site = Path(made) / "site"
        _write(site, languages, found, platform)
        if out.exists():
            out.rmdir()
        site.replace(out)
    return Site(
        out, {p.relative_to(out).as_posix(): p.stat().st_size for p in sorted(out.rglob("*")) if p.is_file()}
    )


def _write(site: Path, languages: list[str], found: runtime.Pyodide, platform: tuple[str, str]) -> None:
    from selfhelp_teach.site.archive import archive, later  # noqa: PLC0415 (model and pages: once nothing is refused)

    static = site / "selfhelp" / "static" / f"v-{assets.version()}"
    for path in sorted(assets.STATIC.rglob("*")):
        name = path.relative_to(assets.STATIC).as_posix()
        if path.is_file() and assets.needed(name):
            (static / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, static / name)
    (site / PYTHON).mkdir()
    if found.folder:
        found.copy_to(site / PYODIDE)
    described = {
        "version": __version__,
        "course": _put(site, "course-{}.zip", archive(languages, found.python)),
        "later": {name: _put(site, f"{name}-{{}}.zip.bz2", content) for name, content in later().items()},
        "pyodide": found.files,
        "first": found.first,
        "stdlib": found.stdlib,
        "wheels": found.wheels,
    }
    (site / PYTHON / "files.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    place = Place(PYTHON, PYODIDE if found.folder else found.address, platform)
    for address, html in render(languages, place):
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_text(html, encoding="utf-8")
    if languages[0] != course.FIRST_LANGUAGE and not (site / "index.html").exists():
        first = course.place("index.html", languages[0])
        (site / "index.html").write_text(
            f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={first}">'
            f'<a href="{first}">{first}</a>\n',
            encoding="utf-8",
        )
    (site / ".nojekyll").touch()  # GitHub Pages would leave out what begins with an underscore
    icon = f"selfhelp/static/v-{assets.version()}/icon.svg"
    icons = [*write_icons(site), {"src": icon, "sizes": "any", "type": "image/svg+xml"}]
    (site / "manifest.webmanifest").write_text(_web_manifest(languages[0], icons), encoding="utf-8")
    if not platform[0]:  # a platform's own pages must not be kept by ours
        (site / "service-worker.js").write_text(service_worker(site), encoding="utf-8")


def _put(site: Path, name: str, content: bytes) -> dict[str, Any]:
    """Write a file of the course's Python under a name that changes with it; return what ``files.json`` says of it."""
    told = runtime.described(content)
    file = name.format(told["sha256"][:12])
    (site / PYTHON / file).write_bytes(content)
    return {"file": file, **told}


def _web_manifest(language: str, icons: list[dict[str, Any]]) -> str:
    _ = translator(language)
    return json.dumps(
        {
            "name": _("Conflict in care"),
            "short_name": _("Conflict in care"),
            "lang": language,
            "start_url": "index.html",
            "scope": "./",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": icons,
        },
        ensure_ascii=False,
    )


def service_worker(site: Path) -> str:
    """Return the service worker with the names and hashes of all files that a reader's device keeps."""
    files = {
        path.relative_to(site).as_posix(): runtime.digest(path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file() and not any(fnmatch(path.name, pattern) for pattern in NOT_KEPT)
    }
    build = runtime.digest(json.dumps(files).encode())[:12]
    text = Path(__file__).with_name("service_worker.js").read_text(encoding="utf-8")
    return text.replace('"@BUILD@"', json.dumps(build)).replace('"@FILES@"', json.dumps(files))
