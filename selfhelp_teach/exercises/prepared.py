"""Exercises that were checked when a site was built, as data: what a browser's Python reads in place of YAML."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.types import TYPES

FOLDER = Path(__file__).with_name("prepared")


@lru_cache
def there() -> bool:
    """Whether this installation holds its exercises as data."""
    return FOLDER.is_dir()


@lru_cache
def _written(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=512)
def exercise(name: str, language: str) -> Exercise:
    """Return one exercise by id.

    Raises
    ------
    ExerciseError
        Where there is none of that id.
    """
    known = _written(language)
    if name not in known:
        raise ExerciseError(f"There is no exercise {name!r} in this copy of the course.")
    return TYPES[known[name]["type"]].model_validate(known[name])


def instructor_exercises(page: str) -> tuple[str, ...]:
    """Return the ids of the exercises that an instructor added to a page."""
    return tuple(_written("added").get(page, ()))
