"""Exercise files as somebody might write them, and what is said of those that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.starters import starter

GOOD = {
    "id": "a-question",
    "page": "02",
    "type": "single-choice",
    "title": "A question",
    "prompt": "Which?",
    "options": [{"key": "one", "text": "One", "correct": True}, {"key": "two", "text": "Two"}],
}


def text_file(folder: Path, text: str, name: str = "a-question.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def written(folder: Path, name: str = "a-question", **changes) -> Path:
    """Write a good exercise with some of its keys changed, or left out where they are None."""
    data = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return text_file(folder, yaml.safe_dump(data, sort_keys=False, allow_unicode=True), f"{name}.yaml")


def edited(folder: Path, kind: str, old: str, new: str) -> Path:
    """Write the starter of a type with one of its texts replaced."""
    text = starter(kind, "a-question")
    assert old in text
    return text_file(folder, text.replace(old, new, 1))


def refusal(path: Path) -> str:
    with pytest.raises(ExerciseError) as error:
        load_exercise(path)
    assert str(path) in str(error.value)
    return str(error.value)
