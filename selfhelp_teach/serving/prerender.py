"""The opening state of a page: what its parts show before any kernel is ready.

The code cells of a notebook run once, in a process of their own, without a kernel; the state of each
part they show is kept in the person's cache folder under a hash of everything it was made from. The
page carries it, so the browser can draw and even use the parts at once; the live state replaces it.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from selfhelp_teach import __version__, locations
from selfhelp_teach.evidence.table_one import SETTING as TABLE_1
from selfhelp_teach.exercises.folders import instructor_folders
from selfhelp_teach.locations import PACKAGE, datasets
from selfhelp_teach.records.file_lock import FileLock
from selfhelp_teach.serving import course, evidence_basis
from selfhelp_teach.serving.instructor_exercises import with_instructor_exercises
from selfhelp_teach.widgets import static_render

LOG = logging.getLogger(__name__)
VERSIONS_KEPT = 7  # of a page's opening state, beside the new one
PICTURES_KEPT = 600  # a course has some seventy
SECONDS_FOR_ONE = 30
EMPTY: dict[str, Any] = {"cells": {}}
# Traits of the widget protocol that our host does not need.
PROTOCOL_TRAITS = {"layout", "tabbable", "tooltip", "comm", "keys", "log"}


def folder() -> Path:
    """Return the folder of kept opening states."""
    return locations.cache("opening")


@lru_cache
def source_hash() -> str:
    """Return the hash of the package's code and data: what every opening state depends on."""
    digest = hashlib.sha256(__version__.encode())
    for root, patterns in (
        (PACKAGE, ("*.py", "*.json", "*.yaml", "*.mo")),
        (datasets(), ("*.csv", "*.yaml", "*.json")),
        *((folder, ("*.yaml", "*.yml")) for folder in instructor_folders()),
    ):
        for path in sorted(path for pattern in patterns for path in root.rglob(pattern)):
            digest.update(_as_it_stands(path))
    if table := os.environ.get(TABLE_1):
        digest.update(_as_it_stands(Path(table)))
    return digest.hexdigest()


def _as_it_stands(path: Path) -> bytes:
    stat = path.stat()
    return f"{path}:{stat.st_size}:{stat.st_mtime_ns}".encode()


def kept_at(cells: list[tuple[str, str]], slug: str, language: str = "en") -> Path:
    """Return where the opening state of these code cells is kept: each language has its own."""
    digest = hashlib.sha256(source_hash().encode())
    digest.update(json.dumps(cells).encode())
    return folder() / language / f"{slug}-{digest.hexdigest()[:16]}.json"


def code_cells(nb: Any) -> list[tuple[str, str]]:
    """Return (id, source) of the code cells of ``nb``, as nbformat or as JSON gives it."""
    return [
        (str(cell.get("id", f"cell-{index}")), "".join(cell["source"]))
        for index, cell in enumerate(nb["cells"])
        if cell["cell_type"] == "code"
    ]


def of_notebook(nb: Any, slug: str, language: str = "en") -> dict[str, Any]:
    """Return the kept opening state of a notebook, or an empty one where none was made yet."""
    path = kept_at(code_cells(nb), slug, language)
    try:
        state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return EMPTY
    return state


def jsonable(value: Any) -> Any:
    """Turn a trait's value into JSON; bytes become ``{"base64": ...}``."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    return value


def run_cell(source: str, names: dict[str, Any]) -> Any:
    """Run one cell and return the value of its last expression, as a notebook would show it."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 (our own notebook)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307


def view_of(part: Any) -> dict[str, Any] | None:
    """Return module and state of a part of ours, with its still picture; None for anything else."""
    if not hasattr(part, "get_state") or not hasattr(part, "module"):
        return None
    state = {
        name: jsonable(value)
        for name, value in part.get_state().items()
        if name not in PROTOCOL_TRAITS and not name.startswith("_")
    }
    still = part.still() if hasattr(part, "still") else ""
    seen = {"module": part.module, "key": part.key, "state": state, "still": still}
    return seen | {"rests": evidence_basis.on(part.module, part), "cites": list(getattr(part, "cites", ()))}


def make(cells: list[tuple[str, str]]) -> dict[str, Any]:
    """Run the cells of a page and return the opening state of its parts."""
    names: dict[str, Any] = {"__name__": "__opening__"}
    shown: dict[str, list[dict[str, Any]]] = {}
    for cell, source in cells:
        value = run_cell(source, names)
        parts = value if isinstance(value, tuple) else (value,)
        views = [view for part in parts if (view := view_of(part)) is not None]
        if views:
            shown[cell] = views
    return {"cells": shown}


def forget_old(made: Iterable[Path], kept: int) -> None:
    """Remove all but the newest: several versions of the course may be served by one person in turn."""

    def age(path: Path) -> float:
        try:
            return -path.stat().st_mtime
        except OSError:  # another process removed it
            return 0.0

    for old in sorted(made, key=age)[kept:]:
        old.unlink(missing_ok=True)


def prepare(notebooks: Path) -> subprocess.Popen[bytes]:
    """Start making the opening states of every page in ``notebooks``, in a process of their own."""
    return subprocess.Popen([sys.executable, "-m", "selfhelp_teach.serving.prerender", str(notebooks)])  # noqa: S603


def main(notebooks: Path) -> int:
    """Make what is missing; one page's failure is told and does not stop the others."""
    static_render.KEPT.set(locations.cache("pictures"))
    failed = 0
    for path in course.notebooks(notebooks):
        try:
            # Read as JSON: nbformat's schemas would take longer to load than all the rest here.
            notebook = with_instructor_exercises(json.loads(path.read_text(encoding="utf-8")), path.stem)
            cells = code_cells(notebook)
            target = kept_at(cells, path.stem, course.language_of(notebook))
            with made_by_one(target):
                if not target.exists():
                    forget_old(target.parent.glob(f"{path.stem}-????????????????.json"), VERSIONS_KEPT)
                    locations.write_whole(target, json.dumps(make(cells), allow_nan=False))
        except Exception:
            LOG.exception(
                "The opening state of %s could not be made; the page waits for its kernel.", path.name
            )
            failed += 1
    forget_old(locations.cache("pictures").glob("*.svg"), PICTURES_KEPT)
    return failed


@contextmanager
def made_by_one(target: Path) -> Iterator[None]:
    """Wait while another process makes the same file: two servers that start at once work for each other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    place = target.with_suffix(".lock")
    lock = FileLock(place)
    # In vain where the other is stuck: then both make it.
    held = lock.acquire(time.monotonic() + SECONDS_FOR_ONE)
    try:
        yield
    finally:
        if held:
            place.unlink(missing_ok=True)
            lock.release()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
