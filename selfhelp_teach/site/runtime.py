"""Pyodide as a site takes it: checked against its own lock file, with NumPy and nothing that is not needed."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selfhelp_teach.errors import ServingError

CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
NEEDED = ("numpy",)


def digest(content: bytes) -> str:
    """Return the SHA-256 of ``content``, as lock files write it."""
    return hashlib.sha256(content).hexdigest()


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
    """

    address: str = ""
    folder: Path | None = None
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    lock: dict[str, Any] = field(default_factory=dict)

    @property
    def python(self) -> str:
        """The version of its Python; empty where it is not known."""
        return str(self.lock.get("info", {}).get("python", ""))

    @property
    def first(self) -> list[str]:
        """The files that every start fetches, apart from scripts, which are imported."""
        needed = _with_needs(self.lock.get("packages", {}), NEEDED).values()
        names = [*CORE, LOCK, *(package["file_name"] for package in needed)]
        return [name for name in names if name in self.files and not name.endswith((".js", ".mjs"))]

    def copy_to(self, target: Path) -> str:
        """Copy its files into ``target`` and return the folder's name."""
        if self.folder is None:
            raise ServingError("Only a folder's Pyodide can be copied.")
        target.mkdir(parents=True)
        for name in self.files:
            if name != LOCK:
                shutil.copyfile(self.folder / name, target / name)
        (target / LOCK).write_text(json.dumps(self.lock), encoding="utf-8")
        return target.name


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
    files = {name: _described(folder / name) for name in CORE}
    for name, package in wanted.items():
        described = _described(folder / package["file_name"])
        if described["sha256"] != package["sha256"]:
            raise ServingError(
                f"{folder / package['file_name']} is not the file that {LOCK} names for {name}: its SHA-256 is "
                f"{described['sha256']}. Unpack Pyodide's release again."
            )
        files[package["file_name"]] = described
    small = lock | {"packages": wanted}
    files[LOCK] = {"bytes": len(json.dumps(small)), "sha256": digest(json.dumps(small).encode())}
    return Pyodide(folder=folder, files=files, lock=small)


def _with_needs(packages: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found and name in packages:
            found[name] = packages[name]
            todo += packages[name].get("depends", [])
    return found


def _described(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": digest(content)}
