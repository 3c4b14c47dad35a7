"""Addresses of our static files, with the hash of their content as version."""

from __future__ import annotations

import gzip
import hashlib
import posixpath
import re
from functools import lru_cache
from pathlib import Path

from selfhelp_teach.locations import PACKAGE

STATIC = PACKAGE / "widgets" / "static"
SERVED_FROM = (
    "{selfhelp-origin}"  # stands in a page that is made ahead for the address that it is served from
)
TEXT = {".js", ".css", ".svg", ".json"}
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}/[^"'`$]+\.js)["']""")
ON_DEMAND = {"vendor/chart2music.js"}  # fetched when a reader presses its button
# One module and one style sheet stand for all (scripts/bundle.py): a request costs a page more than what it brings.
MODULE, MODULES_FROM = "host/bundle.js", "host/host.js"
SHEET, SHEETS_FROM = "css/bundle.css", "css/course.css"
# What a page asks for beside them: before it is drawn, in a worker, or when its button is pressed.
APART = tuple(
    f"host/{name}.js" for name in ("theme", "page", "stops", "steps", "edit", "present", "worker", "early")
)


def made_from(kind: str) -> str:
    """Return a hash of all sources of a ``kind`` (``"js"`` or ``"css"``) of ours."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob(f"*.{kind}")):
        name = path.relative_to(STATIC).as_posix()
        if name not in {MODULE, SHEET} and path.parent.name != "vendor":
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@lru_cache
def entry(kind: str) -> str:
    """Return the file that a page begins with: what all were joined to, or the sources where one was edited since."""
    made, source = (MODULE, MODULES_FROM) if kind == "js" else (SHEET, SHEETS_FROM)
    path = STATIC / made
    if path.is_file() and path.read_bytes().startswith(f"/* {made_from(kind)} */".encode()):
        return made
    return source


def needed(name: str) -> bool:
    """Return whether a page may ask for the static file ``name``: the sources of what was joined are not asked for."""
    kind = name.rpartition(".")[2]
    if name.endswith(".d.ts"):
        return False
    if kind not in {"js", "css"} or name.startswith("vendor/") or entry(kind) not in {MODULE, SHEET}:
        return True
    return name == entry(kind) or name in with_imports(list(APART))


@lru_cache
def version() -> str:
    """Return one version for all static files: a change in any gives all a new address.

    Modules import one another by relative path, so a version per file could not reach those imports;
    the folder of the address carries it instead (see `url`).
    """
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache
def imported(name: str) -> tuple[str, ...]:
    """Return the modules that the module ``name`` imports by a path of its own, those it may import later too."""
    source = (STATIC / name).read_text(encoding="utf-8")
    return tuple(
        posixpath.normpath(posixpath.join(posixpath.dirname(name), found)) for found in IMPORT.findall(source)
    )


def modules(parts: set[str]) -> list[str]:
    """Return the modules that a page with ``parts`` fetches beside the one it begins with, to be named beforehand."""
    asked = with_imports([MODULES_FROM, *sorted(f"parts/{name}.js" for name in parts)])
    return asked if entry("js") == MODULES_FROM else [name for name in asked if name.startswith("vendor/")]


def with_imports(names: list[str]) -> list[str]:
    """Return modules and all they import in turn: a browser told of all at once fetches them side by side."""
    found = list(dict.fromkeys(names))
    for name in found:  # grows as it is read
        found += [each for each in dict.fromkeys(imported(name)) if each not in {*found, *ON_DEMAND}]
    return sorted(found, key=lambda name: name.startswith("vendor/"))  # the large ones after the small


@lru_cache
def picture(slug: str) -> str:
    """Return the drawing of a page, or that of any page, as SVG without its file's own header."""
    named = STATIC / "pictures" / f"{slug}.svg"
    path = named if named.is_file() else STATIC / "pictures" / "any.svg"
    return path.read_text(encoding="utf-8").strip()


@lru_cache(maxsize=256)
def compressed(path: Path, changed: int) -> bytes:  # noqa: ARG001 (a changed file is another entry)
    """Return a file of ours compressed, worked out once and not for every reader."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def url(base_url: str, name: str) -> str:
    """Return the address of the static file ``name`` (``"host/host.js"``) under ``base_url``."""
    return f"{base_url}selfhelp/static/v-{version()}/{name}"
