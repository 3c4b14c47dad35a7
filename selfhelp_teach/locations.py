"""Where the course's content lies: in a checkout at the top, in an installed wheel inside the package."""

from __future__ import annotations

import os
from pathlib import Path

from selfhelp_teach.errors import ServingError

PACKAGE = Path(__file__).resolve().parent


def content(name: str) -> Path:
    """Return the folder ``name`` (``"notebooks"`` or ``"datasets"``) of this installation.

    Raises
    ------
    ServingError
        Where neither the wheel's own copy nor a checkout's folder is there.
    """
    for folder in (PACKAGE / "_content" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ServingError(f"The folder {name!r} is missing from this installation. Install the package again.")


def datasets() -> Path:
    """Return the folder of data sets."""
    return content("datasets")


def notebooks() -> Path:
    """Return the folder of notebooks."""
    return content("notebooks")


def cache(name: str) -> Path:
    """Return the person's folder ``name`` of what can be made again."""
    import platformdirs  # noqa: PLC0415 - a browser's Python has no such folders

    return Path(platformdirs.user_cache_dir("selfhelp-teach", appauthor=False)) / name


def write_whole(path: Path, text: str) -> None:
    """Write a file that others may be reading or writing: they find the former one, or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
