"""The recipe of CONTRIBUTING for a new type of exercise, followed with a toy type on a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from selfhelp_teach.exercises.parts import _control_labels
from selfhelp_teach.exercises.types import TYPES
from selfhelp_teach.exercises.words import exercise_labels
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


TYPE = ExerciseType(model=YesNo, check=check, describe=describe, tell=tell, judge=judge, marked=True, scored=True)
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


@pytest.mark.served
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


@pytest.mark.served
def test_a_file_of_the_type_that_is_wrong_is_refused_by_key_and_line(copy):
    file = copy / "p02-wrong.yaml"
    file.write_text(
        STARTER.replace("my-exercise", "p02-wrong").replace("right: true", "right: maybe"), encoding="utf-8"
    )
    status, told = run(copy, "-m", "selfhelp_teach", "check", file)
    assert status == 1, told
    assert re.search(r"line 7, key right", told), told


GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPE = GUIDE.partition("## A new type of exercise")[2].partition("\n## ")[0]
STATIC = "selfhelp_teach/widgets/static"
# Where the name of each type stands: the file, where in it, and how the name is written there.
PLACES = {
    "the tasks": (f"{STATIC}/types/exercise.d.ts", "export interface TaskOf {", "\n}", r'^  "?{}"?: '),
    "the builders": (f"{STATIC}/exercise/inputs.js", "const BUILDERS = {", "\n};", r'^  "?{}"?[(:,]'),
    "how a kept value is read": (f"{STATIC}/exercise/inputs.js", "const FITS = {", "\n};", r'^  "?{}"?: '),
    "the guide": ("docs/exercises.md", "## Types", "\n## ", r"^\*\*{}\*\*"),
    "the published schema": ("docs/schema/exercise.schema.json", "", "", r'"const": "{}"'),
    "how a hand answers": ("tests/browser/course/answers.py", "_ANSWERS: dict", "\n}", r'^    "{}": '),
    "values to try": ("tests/exercises/examples.py", "_ANSWERS = {", "\n}", r'^    "{}": '),
}
MADE = {"docs/schema/exercise.schema.json": "run python -m selfhelp_teach.exercises.publish"}
# What the recipe names beside: there is nothing to look up in them by name.
BESIDE = (
    *("exercises/types/<name>.py", "exercises/types/__init__.py", "exercises/starters/<name>.yaml"),
    *("exercises/words.py", "exercises/parts.py", "exercise/line.js", "exercise/result.js"),
    *("exercises.publish", "scripts/messages.py", "make compile", "make check"),
)


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("place", PLACES)
def test_a_type_stands_in_every_place(name, place):
    file, start, end, written = PLACES[place]
    text = (ROOT / file).read_text(encoding="utf-8")
    assert start in text, f"{file} has no line {start!r} any more: mend PLACES of this test"
    within = text.partition(start)[2] if start else text
    within = within.partition(end)[0] if end else within
    assert re.search(written.format(re.escape(name)), within, re.MULTILINE), (
        f"the type {name!r} is not in {place}: {MADE.get(file, f'edit {file}')} (the recipe is in CONTRIBUTING.md)"
    )


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_a_file_to_start_from(name):
    starter = f"selfhelp_teach/exercises/starters/{name}.yaml"
    assert (ROOT / starter).is_file(), f"write {starter}"


def test_the_recipe_names_every_place_that_a_type_stands_in():
    for place in (*(file for file, *_how in PLACES.values()), *BESIDE):
        named = place.removeprefix(f"{STATIC}/").removeprefix("selfhelp_teach/")
        assert named in RECIPE, f"CONTRIBUTING.md, “A new type of exercise”, does not name {named}"


BROWSER_CODE = sorted([*(ROOT / STATIC / "exercise").glob("*.js"), ROOT / STATIC / "parts" / "exercise.js"])


@pytest.mark.parametrize("path", BROWSER_CODE, ids=lambda path: path.stem)
def test_every_word_that_an_exercise_shows_is_given_to_it(path):
    code = path.read_text(encoding="utf-8")
    known, controls = exercise_labels(), _control_labels("en")
    for control in re.findall(r"\bwords\.controls\?\.(\w+)", code):
        assert control in controls, (
            f"{path.name} reads words.controls.{control}: add it to _control_labels in "
            "selfhelp_teach/exercises/parts.py "
            f"and to ExerciseLabels in {STATIC}/types/exercise.d.ts"
        )
    for word in set(re.findall(r"(?<![.\w])words\.([a-z_]\w*)", code)) - {"controls"}:
        assert word in known, (
            f"{path.name} reads words.{word}: add it to exercise_labels in selfhelp_teach/exercises/words.py"
        )
