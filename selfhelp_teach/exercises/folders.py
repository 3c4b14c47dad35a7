"""Where exercises lie: the course's own, and the folders an instructor adds by one setting."""

from __future__ import annotations

import os
from pathlib import Path

#: The course's own exercises.
CONTENT = Path(__file__).with_name("content")

#: Environment variable naming a folder of an instructor's own exercises (several by the path separator).
SETTING = "SELFHELP_EXERCISES"

#: How exercise files end.
ENDINGS = (".yaml", ".yml")


def added_folders() -> list[Path]:
    """Return the folders of the setting ``SELFHELP_EXERCISES``."""
    return [Path(part).expanduser() for part in os.environ.get(SETTING, "").split(os.pathsep) if part]


def folders() -> list[Path]:
    """Return the package's folder and those of the setting ``SELFHELP_EXERCISES``."""
    return [CONTENT, *added_folders()]


def files(folder: Path) -> list[Path]:
    """Return the exercise files under ``folder``, without overlays, in a fixed order."""
    return sorted(
        path
        for ending in ENDINGS
        for path in folder.rglob(f"*{ending}")
        # What lies in a hidden folder below is no exercise; the folder itself may lie in one (.venv).
        if "." not in path.stem and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
