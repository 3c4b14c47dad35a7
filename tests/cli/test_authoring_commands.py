"""An instructor's first hour at the command line: a course of one's own, checked, looked at and passed on."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from selfhelp_teach import locations
from selfhelp_teach.cli import app
from selfhelp_teach.errors import SelfHelpError, ServingError
from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.exercises.types import TYPES
from selfhelp_teach.serving import course, folder
from selfhelp_teach.serving.extension import without_outputs
from tests.conftest import serve
from tests.serving.wire import get


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    """Commands that look at a course folder set what its pages read."""
    for name in ("SELFHELP_EXERCISES", "SELFHELP_TABLE_1", "SELFHELP_STORE"):
        monkeypatch.setenv(name, "")


def said(status, *arguments):
    """Return what a command says that ends with a status: 0, 1 for faults found, or 2 where it is refused."""
    done = CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=True)
    if isinstance(done.exception, SelfHelpError):
        assert status == 2, done.exception
        return str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture
def course_folder(tmp_path):
    said(0, "new-course", tmp_path / "our course")
    return tmp_path / "our course"


def test_a_new_course_has_every_page_in_every_language_and_is_sound(course_folder):
    there = {path.relative_to(course_folder / "pages") for path in course_folder.rglob("*.ipynb")}
    ours = {path.relative_to(locations.notebooks()) for path in course.notebooks(locations.notebooks())}
    assert there == ours
    assert f"{len(ours)} pages sound" in said(0, "check", course_folder)


def test_a_new_course_never_overwrites(course_folder):
    assert "there is something already" in said(2, "new-course", course_folder)


def edit(course_folder, old, new, page="02-what-parents-reported.ipynb"):
    path = course_folder / "pages" / page
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("](fact:P1.share)", "](fact:P1.shore)", "P1.shore"),
        ("[44 of 74](fact:P1.share)", "[45 of 74](fact:P1.share)", "45"),
        ("[44 of 74](fact:P1.share)", "44 of 74", "44"),
        ("[44 of 74](fact:P1.share)", "[there](nowhere.ipynb)", "the link to nowhere.ipynb leads nowhere"),
        ("page.exercise(", "page.exercise((", "the code cannot be read"),
        ('"cells"', '"sells"', "this is no notebook"),
    ],
)
def test_a_fault_on_a_page_is_named_with_page_cell_and_mend(course_folder, old, new, says):
    path = edit(course_folder, old, new)
    told = said(1, "check", course_folder)
    assert str(path) in told
    assert says in told
    said(1, "check", path)


def test_an_exercise_that_a_page_shows_and_nobody_wrote_is_named(course_folder):
    path = course_folder / "pages" / "02-what-parents-reported.ipynb"
    page = json.loads(path.read_text(encoding="utf-8"))
    page["cells"][-1] = {"cell_type": "code", "id": "x", "metadata": {}, "source": "ExercisePart('my-own')"}
    path.write_text(json.dumps(page), encoding="utf-8")
    assert "There is no exercise 'my-own'" in said(1, "check", course_folder)
    (course_folder / "exercises" / "my-own.yaml").write_text(starter("number", "my-own"), encoding="utf-8")
    assert "still the starter" in said(0, "check", course_folder)


def test_a_page_of_the_course_that_is_missing_is_told_where_it_is_linked(course_folder):
    linked = "03-three-ways-to-lead-a-group.ipynb"
    edit(course_folder, "[44 of 74](fact:P1.share)", f"[there]({linked})")
    said(0, "check", course_folder)  # the page is there
    (course_folder / "pages" / linked).unlink()
    assert "It is a page of the course that is not in this folder" in said(1, "check", course_folder)


def test_outputs_saved_with_a_page_are_noted_and_a_jupyter_server_with_the_course_leaves_them_out(
    course_folder,
):
    path = course_folder / "pages" / "index.ipynb"
    page = json.loads(path.read_text(encoding="utf-8"))
    before = json.dumps(page)
    code = next(cell for cell in page["cells"] if cell["cell_type"] == "code")
    code |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}], "execution_count": 3}
    code["metadata"]["execution"] = {"iopub.execute_input": "now"}
    page["metadata"]["widgets"] = {"state": {}}
    path.write_text(json.dumps(page), encoding="utf-8")
    assert "outputs were saved" in said(0, "check", path)
    without_outputs({"type": "notebook", "content": page})
    assert json.dumps(page) == before, "saving a page adds no line to it"


def test_a_notebook_that_is_no_page_of_a_course_is_saved_as_it_is():
    other = {"metadata": {}, "cells": [{"cell_type": "code", "outputs": [1], "metadata": {}}]}
    without_outputs({"type": "notebook", "content": other})
    assert other["cells"][0]["outputs"] == [1]


@pytest.mark.parametrize("kind", TYPES)
def test_a_starter_stands_on_the_page_of_its_name_and_is_no_sound_exercise_yet(tmp_path, kind):
    number = "05" if kind == "challenge" else "06"
    said(0, "new-exercise", kind, tmp_path / f"p{number}-x.yaml")
    assert f'page: "{number}"' in (tmp_path / f"p{number}-x.yaml").read_text(encoding="utf-8")
    told = said(0, "check", tmp_path)
    assert "still the starter" in told
    assert "0 exercises sound" in told


def test_a_page_can_be_asked_for_and_one_that_is_not_there_is_refused(tmp_path):
    said(0, "new-exercise", "number", tmp_path / "mine.yaml", "--page", "03")
    assert 'page: "03"' in (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    told = said(2, "new-exercise", "number", tmp_path / "b.yaml", "--page", "instructor")
    assert "There is no page 'instructor'" in told
    assert "stands on page 05" in said(2, "new-exercise", "challenge", tmp_path / "p02-c.yaml")


def test_a_packed_course_is_one_file_that_a_colleague_serves(course_folder, tmp_path):
    (course_folder / "exercises" / "p02-ours.yaml").write_text(
        starter("number", "p02-ours").replace("A short name", "Our own question"), encoding="utf-8"
    )
    (course_folder / "answers.sqlite3").touch()
    (course_folder / ".git").mkdir()
    (course_folder / ".git" / "secret").touch()
    for path in (course_folder / "pages").rglob("*.ipynb"):
        if path.stem not in {"index", "02-what-parents-reported"}:
            path.unlink()
    said(0, "pack", course_folder)
    file = tmp_path / f"our course{folder.ENDING}"
    names = zipfile.ZipFile(file).namelist()
    assert "exercises/p02-ours.yaml" in names
    assert not [name for name in names if "answers" in name or "secret" in name]
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    with serve(tmp_path, str(file), "--warm", "0", env=env, cwd=tmp_path) as course:
        assert "1 exercise added" in course.log.read_text()
        assert "p02-ours" in get(course.page("02-what-parents-reported"))[2]
        assert get(course.page("05-the-ward-simulator"))[0] == 404


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("pages = 3", "no setting of a course"),
        ('colour = "red"', "no setting of a course"),
        ('pages = "elsewhere"', "which is not there"),
        ('language = "xx"', "no course in 'xx'"),
        ("pages = ", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_used_are_named_with_the_mend(course_folder, settings, says):
    (course_folder / folder.SETTINGS).write_text(settings, encoding="utf-8")
    with pytest.raises(ServingError, match=says):
        folder.opened(course_folder)


def test_what_is_no_course_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no archive")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("../escape.txt", "x")
    for path in (tmp_path, tmp_path / "a.zip", tmp_path / "b.zip"):
        with pytest.raises(ServingError, match=re.escape(str(path))):
            folder.opened(path)


def test_one_exercise_is_looked_at_on_a_page_of_its_own(tmp_path, open_page):
    file = tmp_path / "p02-mine.yaml"
    file.write_text(starter("number", "p02-mine").replace("A short name", "My question"), encoding="utf-8")
    with serve(tmp_path, str(file), "--no-open", command="preview", cwd=tmp_path) as course:
        page = open_page(course.page())
        page.get_by_role("heading", name="My question").first.wait_for()
