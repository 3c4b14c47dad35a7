"""Pyodide as a site takes it: checked against its own lock file, with NumPy and nothing that is not needed."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selfhelp_teach.errors import ServingError
from selfhelp_teach.site.compiling import repacked

CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
NEEDED = ("numpy",)


def digest(content: bytes) -> str:
    """Return the SHA-256 of ``content``, as lock files write it."""
    return hashlib.sha256(content).hexdigest()


def described(content: bytes) -> dict[str, Any]:
    """Return what ``files.json`` tells of a file, against which a browser holds what it fetched."""
    return {"bytes": len(content), "sha256": digest(content)}


@dataclass
class Pyodide:
    """A Pyodide that a site can use.

    Attributes
    ----------
    address
        Where browsers find it, when it is not a folder's.
    folder
        The folder, or None.
    files
        Size and SHA-256 of each file by name; empty for an address.
    lock
        Its lock file, with only the packages that the course uses.
    made
        What the site has in place of a file of the release, by its name: the same with its modules compiled.
    stdlib
        Name of the archive of Python's own modules.
    wheels
        Names of the archives of the packages; empty for an address.
    """

    address: str = ""
    folder: Path | None = None
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    lock: dict[str, Any] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)
    stdlib: str = STDLIB
    wheels: list[str] = field(default_factory=list)

    @property
    def python(self) -> str:
        """The version of its Python; empty where it is not known."""
        return str(self.lock.get("info", {}).get("python", ""))

    @property
    def first(self) -> list[str]:
        """The files that every start fetches, apart from scripts, which are imported."""
        names = ["pyodide.asm.wasm", self.stdlib, LOCK, *self.wheels]
        return [name for name in names if name in self.files]

    def copy_to(self, target: Path) -> None:
        """Copy its files, those of a folder, into ``target``."""
        target.mkdir(parents=True)
        for name in self.files:
            if name in self.made:
                (target / name).write_bytes(self.made[name])
            elif self.folder is not None and name != LOCK:
                shutil.copyfile(self.folder / name, target / name)
        (target / LOCK).write_text(json.dumps(self.lock), encoding="utf-8")


def look_at(place: str) -> Pyodide:
    """Return the Pyodide at ``place``, a folder or an address.

    Raises
    ------
    ServingError
        Where a file is missing, NumPy is not there, or a file is not the one its lock names.
    """
    if place.startswith(("https://", "http://")):
        return Pyodide(address=place.rstrip("/") + "/")
    folder = Path(place)
    missing = [name for name in (*CORE, LOCK) if not (folder / name).is_file()]
    if missing:
        raise ServingError(
            f"{folder} is not a whole Pyodide: {', '.join(missing)} is missing. "
            "Unpack Pyodide's release there, or give its address."
        )
    try:
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        packages = lock["packages"]
        wanted = _with_needs(packages, NEEDED)
    except (ValueError, KeyError, TypeError) as error:
        raise ServingError(
            f"{folder / LOCK} is not a lock file of Pyodide. Unpack its release again."
        ) from error
    for name in NEEDED:
        if name not in packages or not (folder / packages[name]["file_name"]).is_file():
            raise ServingError(
                f"The Pyodide in {folder} has no {name}. Take the full release, or put {name}'s wheel beside it."
            )
    wheels = [package["file_name"] for package in wanted.values()]
    files = {name: described((folder / name).read_bytes()) for name in (*CORE, *wheels)}
    for name, package in wanted.items():
        there = files[package["file_name"]]["sha256"]
        if there != package["sha256"]:
            raise ServingError(
                f"{folder / package['file_name']} is not the file that {LOCK} names for {name}: its SHA-256 is "
                f"{there}. Unpack Pyodide's release again."
            )
    found = Pyodide(folder=folder, files=files, wheels=wheels)
    found.lock = lock | {"packages": wanted}
    _compile(found, folder)
    files[LOCK] = described(json.dumps(found.lock).encode())
    return found


def _compile(found: Pyodide, folder: Path) -> None:
    """Take archives with compiled modules in place of the release's, where they can be made here."""
    for name in (STDLIB, *found.wheels):
        content = repacked((folder / name).read_bytes(), found.python)
        if content is None:
            return  # none of them can
        made = f"{name.removesuffix('.zip').split('-cp')[0]}-{digest(content)[:12]}.zip"
        found.made[made] = content
        del found.files[name]
        found.files[made] = described(content)
    found.stdlib, *found.wheels = found.made
    found.lock = found.lock | {"packages": {}}  # they are unpacked by the course's own start


def _with_needs(packages: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found and name in packages:
            found[name] = packages[name]
            todo += packages[name].get("depends", [])
    return found
