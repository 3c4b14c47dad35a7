"""The course's Python as one archive for the browser: only what a page's kernel imports, and its data.

Exercises are checked here, by pydantic, and travel as JSON; YAML files are written as JSON; ipywidgets,
anywidget, pydantic and PyYAML are stood for by the small modules of ``site/browser``. So a browser needs
NumPy and nothing else that is not in this archive.
"""

from __future__ import annotations

import bz2
import importlib.util
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from selfhelp_teach.errors import ServingError
from selfhelp_teach.evidence import table_one
from selfhelp_teach.exercises import library
from selfhelp_teach.locations import PACKAGE, datasets
from selfhelp_teach.model import BASELINE
from selfhelp_teach.pages import roots, runs
from selfhelp_teach.site.compiling import MOMENT, compiled, zipped

BROWSER = Path(__file__).with_name("browser")
# Rooms and modules that only a server, an author or a command needs.
LEFT_OUT = (
    "serving",
    "cli",
    "site",
    "exercises/starters",
    "exercises/content",
    "records/migrations",
    "records/sql.py",
    "records/group_commit.py",
    "records/file_lock.py",
    "charts/compile.py",
    "widgets/static",
)
PURE = ("traitlets", "mistune")  # well-kept libraries in plain Python, taken from this environment
UNUSED = ("traitlets/config", "mistune/directives", "mistune/toc.py", "mistune/renderers/rst.py")  # of them
LATER = ("xlsxwriter",)  # the same, each in an archive of its own, fetched when a file needs it
TOLD = (".json", ".csv", ".mo", ".txt")
PREPARED = "selfhelp_teach/exercises/prepared"


def archive(languages: Iterable[str], python: str = "") -> bytes:
    """Return the archive with the course in ``languages``.

    Parameters
    ----------
    languages
        Languages of the course.
    python
        Version of the browser's Python, for which modules are compiled where that can be done here.

    Raises
    ------
    ServingError
        Where a library that it needs is not installed.
    ExerciseError
        Where an exercise is refused.
    """
    languages = list(languages)
    # Small files that are much alike are packed as one; data by what packs better, modules by what unpacks sooner.
    modules = zipped(compiled(dict(_sources()), python), zipfile.ZIP_STORED)
    data = zipped(dict(_data(languages)), zipfile.ZIP_STORED)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(zipfile.ZipInfo("modules.zip", MOMENT), modules, zipfile.ZIP_DEFLATED, 9)
        file.writestr(zipfile.ZipInfo("data.zip", MOMENT), data, zipfile.ZIP_BZIP2, 9)
    return made.getvalue()


def later() -> dict[str, bytes]:
    """Return the archives of the libraries that are fetched when a file needs them."""
    return {name: bz2.compress(zipped(dict(_library(name)), zipfile.ZIP_STORED)) for name in LATER}


def _sources() -> Iterator[tuple[str, bytes]]:
    for path in sorted(BROWSER.glob("*.py")):
        if path.name != "__init__.py":
            yield path.name, path.read_bytes()
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE).as_posix()
        if not any(inside == out or inside.startswith(f"{out}/") for out in LEFT_OUT):
            yield f"selfhelp_teach/{inside}", path.read_bytes()
    for name in PURE:
        yield from _library(name)


def _library(name: str) -> Iterator[tuple[str, bytes]]:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ServingError(f"The library {name!r} is not installed here. Install selfhelp-teach again.")
    root = Path(found.submodule_search_locations[0])
    for path in sorted(root.rglob("*.py")):
        inside = f"{name}/{path.relative_to(root).as_posix()}"
        if "tests" not in path.parts and not inside.startswith(UNUSED):
            yield inside, path.read_bytes()


def _data(languages: list[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE).as_posix()
        if any(inside.startswith(f"{out}/") for out in LEFT_OUT) or "_content" in path.parts:
            continue
        of_language = [part for part in path.relative_to(PACKAGE).parts[:-1] if len(part) == 2]  # noqa: PLR2004
        if any(part not in languages for part in of_language):
            continue
        if path.suffix in TOLD:
            yield f"selfhelp_teach/{inside}", path.read_bytes()
        elif path.suffix == ".yaml":
            yield f"selfhelp_teach/{inside}", as_json(path)
    for path in sorted(datasets().rglob("*")):
        if path.suffix in TOLD:
            inside = path.relative_to(datasets()).as_posix()
            yield f"selfhelp_teach/_content/datasets/{inside}", path.read_bytes()
    table = os.environ.get(table_one.SETTING, "")
    if table:
        table_one.load_table_1(table)  # a site with a table that is refused would tell every reader so
        yield "selfhelp_teach/_content/table-1.csv", Path(table).read_bytes()
    ahead = {roots.OVER_POWER: roots.curve(BASELINE).tolist()}
    yield f"selfhelp_teach/pages/{runs.PRECOMPUTED.name}", json.dumps(ahead).encode()
    for language in languages:
        shown = library.exercises(language)
        prepared = {name: exercise.model_dump(mode="json") for name, exercise in shown.items()}
        yield f"{PREPARED}/{language}.json", json.dumps(prepared, ensure_ascii=False).encode()
    added = {page: library.instructor_exercises(page) for page in pages()}
    yield f"{PREPARED}/added.json", json.dumps(added).encode()


def pages() -> list[str]:
    """Return the names that exercises have for the course's pages."""
    return sorted({exercise.page for exercise in library.exercises("en").values()})  # read for a site anyway


def as_json(path: Path) -> bytes:
    """Return a YAML file as JSON, which is YAML too."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return json.dumps(content, ensure_ascii=False, default=str).encode()
