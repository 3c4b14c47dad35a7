"""Commented starters, one file a type."""

from __future__ import annotations

import re
from pathlib import Path

from selfhelp_teach.exercises.loading import validate
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.yaml_source import read


def starter(kind: str, name: str, page: str | None = None) -> str:
    """Return a commented starter of type ``kind`` whose id is ``name``, for a page where one is named."""
    text = Path(__file__).with_name(f"{kind}.yaml").read_text(encoding="utf-8")
    text = text.replace("id: my-exercise", f"id: {name}", 1)
    return text if page is None else re.sub(r'(?m)^page: "\d\d"', f'page: "{page}"', text, count=1)


def unedited(exercise: Exercise | None) -> bool:
    """Tell whether an exercise still has the title and the task of its starter."""
    if exercise is None:
        return False
    path = Path(__file__).with_name(f"{exercise.type}.yaml")  # type: ignore[attr-defined]  # every type has one
    first = validate(read(path))
    return (first.title, first.prompt) == (exercise.title, exercise.prompt)
