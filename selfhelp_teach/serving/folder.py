"""A course folder: pages, exercises and settings that an instructor copies, edits, serves and passes on."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfhelp_teach import __version__, locations
from selfhelp_teach.errors import ServingError, writing
from selfhelp_teach.serving import course
from selfhelp_teach.translation import LANGUAGES

SETTINGS = "course.toml"
ENDING = ".course.zip"
KNOWN = {"pages", "exercises", "table_1", "language"}
LARGEST = 200 * 1024 * 1024  # bytes of a packed course, unpacked
LEFT_OUT = {".ipynb_checkpoints", "__pycache__", ".git", ".venv"}
WRITTEN = """# What `selfhelp-teach serve {name}` reads. Paths are seen from this folder.
# The course was copied from selfhelp-teach {version}.

# The pages: notebooks; those in Spanish lie in es/.
pages = "pages"

# Your own exercises. They stand on the pages they name.
exercises = "exercises"

# The lost table, if you hold the original:
# table_1 = "table-1.csv"

# The language whose pages are kept ready: en or es.
language = "en"
"""


@dataclass(frozen=True)
class CourseFolder:
    """What a course folder says of itself, with absolute paths."""

    pages: Path
    exercises: Path | None = None
    table_1: Path | None = None
    language: str = "en"


def opened(path: Path) -> CourseFolder:
    """Return the course in a folder, or in a file that :func:`pack` made.

    Raises
    ------
    ServingError
        Where there is none, or its settings cannot be used.
    """
    if path.is_file():
        path = unpacked(path)
    path = path.absolute()
    file = path / SETTINGS
    if not file.is_file():
        raise ServingError(
            f"{path} is no course folder: it has no {SETTINGS}. Make one with `selfhelp-teach new-course FOLDER`, "
            "or name a folder of pages with --notebooks."
        )
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ServingError(
            f'{file}: cannot be read ({error}). Write lines such as: pages = "pages"'
        ) from error
    for key, value in said.items():
        if key not in KNOWN or not isinstance(value, str):
            raise ServingError(
                f"{file}: {key} = {value!r} is no setting of a course. Settings are {', '.join(sorted(KNOWN))}, "
                "each a text in quotes."
            )
    return _checked(file, said)


def _checked(file: Path, said: dict[str, Any]) -> CourseFolder:
    def there(key: str, default: str = "") -> Path | None:
        name = said.get(key, default)
        path = file.parent / name
        if name and not path.exists() and key in said:
            raise ServingError(
                f"{file}: {key} names {name!r}, which is not there. Make it, or mend the name."
            )
        return path if name and path.exists() else None

    language = said.get("language", "en")
    if language not in LANGUAGES:
        raise ServingError(
            f"{file}: there is no course in {language!r}. Choose one of: {', '.join(LANGUAGES)}."
        )
    pages = there("pages", "pages")
    if pages is None:
        raise ServingError(f'{file}: it names no folder of pages. Write: pages = "pages"')
    return CourseFolder(pages, there("exercises", "exercises"), there("table_1"), language)


def make(folder: Path) -> list[Path]:
    """Copy the course's pages and write its settings into a new folder; return the pages.

    Raises
    ------
    ServingError
        Where the folder holds something, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ServingError(f"{folder}: there is something already. Choose a new or an empty folder.")
    source = locations.notebooks()
    copies = {page: folder / "pages" / page.relative_to(source) for page in course.notebooks(source)}
    with writing(folder, ServingError):
        for page, copy in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
        (folder / "exercises").mkdir(parents=True)
        text = WRITTEN.format(name=folder.name, version=__version__)
        (folder / SETTINGS).write_text(text, encoding="utf-8")
    return list(copies.values())


def pack(folder: Path, target: Path) -> int:
    """Write a course folder into one file that a colleague can serve; return how many files are in it.

    Raises
    ------
    ServingError
        Where it is no course folder, or the file cannot be written.
    """
    opened(folder)
    files = list(packed(folder, target))
    with writing(target, ServingError), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder).as_posix())
    return len(files)


def packed(folder: Path, target: Path) -> Iterator[Path]:
    """Yield the files of a course folder that are passed on: no hidden ones and no answers of learners."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in LEFT_OUT for part in parts)
        answers = ".sqlite" in path.name or path.suffix in (".db", ".db-wal", ".db-shm")
        if path.is_file() and not hidden and not answers and path.absolute() != target.absolute():
            yield path


def unpacked(file: Path) -> Path:
    """Return the folder into which a packed course was unpacked, in the person's cache.

    Raises
    ------
    ServingError
        Where the file is no packed course, or is too large.
    """
    cache = locations.cache("courses")
    folder = cache / hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    if (folder / SETTINGS).is_file():
        return folder
    try:
        with zipfile.ZipFile(file) as archive:
            if SETTINGS not in archive.namelist():
                raise ServingError(f"{file}: no packed course. Make one with `selfhelp-teach pack FOLDER`.")
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise ServingError(
                    f"{file}: the course has more than {LARGEST // 1024**2} MB. Leave something out."
                )
            for name in sorted(archive.namelist(), key=lambda name: name == SETTINGS):
                archive.extract(name, folder)  # the settings last: they say that it is whole
    except (zipfile.BadZipFile, OSError) as error:
        raise ServingError(f"{file}: cannot be unpacked ({error}). Ask for the file again.") from error
    return folder
