"""Where exercises lie: the course's own, and the folders an instructor adds by one setting."""

from __future__ import annotations

import os
import re
from pathlib import Path

from selfhelp_teach.translation import LANGUAGES

#: The course's own exercises.
CONTENT = Path(__file__).with_name("content")

#: Environment variable naming a folder of an instructor's own exercises (several by the path separator).
SETTING = "SELFHELP_EXERCISES"

#: How exercise files end, in small or in capital letters.
ENDINGS = (".yaml", ".yml")

_ID = re.compile(rb"""^id:[ \t]*["']?([a-z0-9-]+)""", re.MULTILINE)
_ALMOST = re.compile(r"\.ya?ml\.\w+$", re.IGNORECASE)  # a system that hides endings adds one
_PEEK = 4096  # bytes: the id stands at the head


def instructor_folders() -> list[Path]:
    """Return the folders of the setting ``SELFHELP_EXERCISES``."""
    return [Path(part).expanduser() for part in os.environ.get(SETTING, "").split(os.pathsep) if part]


def folders() -> list[Path]:
    """Return the package's folder and those of the setting ``SELFHELP_EXERCISES``."""
    return [CONTENT, *instructor_folders()]


def files(folder: Path) -> list[Path]:
    """Return the exercise files under ``folder``, without translations and copies, in a fixed order."""
    found = [path for path in _yaml(folder) if "." not in path.stem]
    stems = {path.stem for path in found}
    return [path for path in found if copied_from(path, stems) is None]


def translation_file(path: Path, language: str) -> Path | None:
    """Return the file beside an exercise that gives its words in another language, or None."""
    for ending in (*ENDINGS, *map(str.upper, ENDINGS)):
        beside = path.with_name(f"{path.stem}.{language}{ending}")
        if beside.is_file():
            return beside
    return None


def copied_from(path: Path, stems: set[str]) -> str | None:
    """Return the exercise that a file is a second copy of, or None.

    Sync programs and browsers keep two versions side by side, as ``x-LAPTOP1.yaml`` or ``x (1).yaml``. Both
    then have the id of the first, whose name begins theirs.
    """
    begins = stems & {path.stem[:end] for end in range(1, len(path.stem))}
    if not begins:
        return None
    try:
        with path.open("rb") as file:
            named = _ID.search(file.read(_PEEK))
    except OSError:
        return None  # whoever reads it will say so
    id_ = named[1].decode() if named else ""
    return id_ if id_ in begins else None


def passed_over(folder: Path) -> list[str]:
    """Return one sentence for each file under ``folder`` that looks like an exercise and is none."""
    told = []
    found = _yaml(folder)
    stems = {path.stem for path in found if "." not in path.stem}
    for path in found:
        name, _, rest = path.stem.partition(".")
        original = copied_from(path, stems)
        if original is not None:
            told.append(
                f"{path}: a second copy of {original}{path.suffix}, made by a sync program or a download; it is "
                "left out. Compare the two, keep one under its own name and delete the other."
            )
        elif rest and rest not in LANGUAGES:
            told.append(
                f"{path}: left out, since the name of an exercise holds no dot. Call it {name}{path.suffix}, or, "
                f"as a translation, {name}.es{path.suffix}."
            )
        elif rest and name not in stems:
            told.append(
                f"{path}: left out, since this is a translation and its exercise {name}.yaml is not here. "
                "Put it beside this file."
            )
    for path in sorted(folder.rglob("*")):
        almost = _ALMOST.search(path.name)
        if almost and path.is_file() and not _hidden(path, folder):
            told.append(
                f"{path}: left out, since its name does not end in .yaml. "
                f"Call it {path.name[: almost.start()]}.yaml."
            )
    if not files(folder):
        told.append(
            f"{folder}: no exercises (*.yaml) here. Make one with `selfhelp-teach new-exercise TYPE {folder}`."
        )
    return told


def _yaml(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS and not path.is_dir() and not _hidden(path, folder)
    )


def _hidden(path: Path, folder: Path) -> bool:
    """Tell whether a file lies in a hidden folder below ``folder``, which itself may lie in one (.venv)."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
