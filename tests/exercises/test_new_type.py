"""The recipe of CONTRIBUTING for a new type of exercise, followed with a toy type on a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from selfhelp_teach.exercises.types import TYPES
from tests.conftest import ROOT

TYPE = '''"""A toy: yes or no."""

from __future__ import annotations

from typing import Any, Literal

from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged


class YesNo(Exercise):
    """Say yes or no."""

    type: Literal["yes-no"]
    right: bool


def check(_exercise: YesNo, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Incomplete("Say yes or no.")
    return value


def judge(exercise: YesNo, value: bool, _results: Any, _: Any) -> Judged:
    return float(value == exercise.right), [], {}


def describe(_exercise: YesNo, _language: str, _: Any) -> dict[str, Any]:
    return {"words": ["yes", "no"]}


def tell(_exercise: YesNo, value: bool, _language: str) -> list[str]:
    return ["yes" if value else "no"]


TYPE = ExerciseType(YesNo, check, describe, tell, judge, marked=True, scored=True)
'''
STARTER = """\
id: my-exercise
version: 1
page: "02"
type: yes-no
title: A short name
prompt: Is it so?
right: true
source: [P1.share]
competencies: [cswe-4]
minutes: 1
"""
USE = """
import sys
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.portfolio.answer_text import answer_lines
from pathlib import Path
toy = load_exercise(Path(sys.argv[1]))
print(content(toy)["type"], content(toy)["words"], mark(toy, True).verdict, mark(toy, False).verdict,
      answer_lines(toy, False))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the package in which the recipe was followed, step by step."""
    root = tmp_path_factory.mktemp("toy")
    package = root / "selfhelp_teach"
    shutil.copytree(
        ROOT / "selfhelp_teach", package, ignore=shutil.ignore_patterns("__pycache__", "vendor", "compiled")
    )
    for name in ("datasets", "notebooks"):
        (root / name).symlink_to(ROOT / name)
    types = package / "exercises" / "types"
    (types / "yes_no.py").write_text(TYPE, encoding="utf-8")
    listing = types / "__init__.py"
    text = listing.read_text(encoding="utf-8")
    text = text.replace("    single_choice,\n", "    single_choice,\n    yes_no,\n", 1)
    text = text.replace("    conversation.TYPE,\n", "    conversation.TYPE,\n    yes_no.TYPE,\n", 1)
    listing.write_text(text, encoding="utf-8")
    (package / "exercises" / "starters" / "yes-no.yaml").write_text(STARTER, encoding="utf-8")
    return root


def run(copy, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(copy), "SELFHELP_STORE": "none"}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_recipe_makes_a_type_that_is_written_checked_marked_and_told(copy):
    file = copy / "p02-toy.yaml"
    status, told = run(copy, "-m", "selfhelp_teach", "new-exercise", "yes-no", file)
    assert status == 0, told
    file.write_text(
        file.read_text(encoding="utf-8").replace("Is it so?", "Is it really so?"), encoding="utf-8"
    )
    status, told = run(copy, "-m", "selfhelp_teach", "check", file)
    assert status == 0, told
    assert "1 exercise sound" in told
    status, told = run(copy, "-c", USE, file)
    assert told.splitlines()[-1] == "yes-no ['yes', 'no'] correct incorrect ['no']", told


def test_a_file_of_the_type_that_is_wrong_is_refused_by_key_and_line(copy):
    file = copy / "p02-wrong.yaml"
    file.write_text(
        STARTER.replace("my-exercise", "p02-wrong").replace("right: true", "right: maybe"), encoding="utf-8"
    )
    status, told = run(copy, "-m", "selfhelp_teach", "check", file)
    assert status == 1, told
    assert re.search(r"line 7, key right", told), told


def test_the_recipe_names_every_place_that_a_type_stands_in():
    recipe = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## A new type of exercise")[2]
    for place in (
        "exercises/types/",
        "types/__init__.py",
        "exercise/inputs.js",
        "starters/",
        "tests/exercises/examples.py",
    ):
        assert place in recipe, place
    inputs = (ROOT / "selfhelp_teach/widgets/static/exercise/inputs.js").read_text(encoding="utf-8")
    for name in set(TYPES) - {"conversation", "challenge"}:  # these two have parts of their own
        assert re.search(rf'^  "?{name}"?[(:]', inputs, re.MULTILINE), name
        assert (ROOT / "selfhelp_teach/exercises/starters" / f"{name}.yaml").is_file()
