"""Settings that name files, made absolute: a kernel works in the folder of its page, not where the server began."""

from __future__ import annotations

import os
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from selfhelp_teach.evidence.table_one import SETTING as TABLE_1
from selfhelp_teach.exercises.folders import SETTING as EXERCISES

STORE = "SELFHELP_STORE"
SQLITE = "sqlite:///"


def settle(environment: MutableMapping[str, str]) -> None:
    """Make every path in the settings of ``environment`` absolute, seen from where the process is now."""
    if environment.get(EXERCISES):
        environment[EXERCISES] = joined(environment[EXERCISES].split(os.pathsep))
    if environment.get(TABLE_1):
        environment[TABLE_1] = absolute(environment[TABLE_1])
    if environment.get(STORE):
        environment[STORE] = store(environment[STORE].strip())


def joined(folders: Iterable[Path | str]) -> str:
    """Return folders as one setting."""
    return os.pathsep.join(absolute(folder) for folder in folders if str(folder).strip())


def absolute(path: Path | str) -> str:
    """Return a path that means the same wherever it is read."""
    return os.path.abspath(Path(path).expanduser())  # noqa: PTH100 (a link stays what a person called it)


def store(setting: str) -> str:
    """Return the setting of a store, with the path of a file absolute."""
    if setting.startswith(SQLITE):
        file = setting.removeprefix(SQLITE)
        return setting if not file or file == ":memory:" else SQLITE + absolute(file)
    if "://" in setting or setting in ("", "none", "sqlite"):
        return setting
    return absolute(setting)
