"""Files that are nearly right: what sync programs, editors and shells leave in a folder, and what is said of it."""

from __future__ import annotations

import shutil

import pytest
import yaml

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.starters import starter
from tests.exercises.writing import edited, refusal, text_file, written

COPIES = (
    "p02-x-LAPTOP1.yaml",
    "p02-x (1).yaml",
    "p02-x-laptop1.yaml",
    "p02-x - Kopie.yml",
    "p02-x_conflict.YAML",
)
ALMOST = {
    "p02-y.yaml.txt": "does not end in .yaml",
    "p02-y.yml.bak": "does not end in .yaml",
    "p02-x.fr.yaml": "holds no dot",
    "p02-x.sync-conflict-20261126.yaml": "holds no dot",
    "p02-z.es.yaml": "its exercise p02-z.yaml is not here",
}
SIGNS = {
    "a no-break space before a key": ("\nprompt:", "\n\u00a0prompt:"),
    "a no-break space after a colon": ("title: A short name", "title:\u00a0A short name"),
    "a zero-width space in a key": ("\nprompt:", "\npro\u200bmpt:"),
    "a byte-order mark in the middle": ("\noptions:", "\n\ufeffoptions:"),
    "a zero-width space in a name": ("key: first", "key: first\u200b"),
    "a no-break space in a type": ("type: single-choice", "type: single-choice\u00a0"),
    "a soft hyphen in a word of YAML": ("correct: true", "correct: tr\u00adue"),
    "an indentation that looks right": ("  - key: first", "\u00a0\u00a0- key: first"),
    "an ideographic space": ("version: 1", "version:\u30001"),
}


@pytest.fixture
def folder(tmp_path):
    return text_file(tmp_path, starter("single-choice", "p02-x"), "p02-x.yaml").parent


@pytest.mark.parametrize("name", COPIES)
def test_a_second_copy_is_left_out_and_named_and_the_first_goes_on(folder, name, monkeypatch):
    shutil.copy(folder / "p02-x.yaml", folder / name)
    assert library.files(folder) == [folder / "p02-x.yaml"]
    (told,) = library.passed_over(folder)
    assert name in told
    assert "a second copy of p02-x" in told
    monkeypatch.setenv(library.SETTING, str(folder))
    library.exercises.cache_clear()
    try:
        assert "p02-x" in library.exercises()
    finally:
        library.exercises.cache_clear()


def test_a_name_that_begins_like_another_is_no_copy(folder):
    text_file(folder, starter("number", "p02-x-more"), "p02-x-more.yaml")
    assert [path.name for path in library.files(folder)] == ["p02-x-more.yaml", "p02-x.yaml"]
    assert library.passed_over(folder) == []


@pytest.mark.parametrize("name", ALMOST)
def test_what_is_passed_over_is_named_with_the_right_name(folder, name):
    (folder / name).write_text("title: x\n", encoding="utf-8")
    (told,) = library.passed_over(folder)
    assert name in told
    assert ALMOST[name] in told
    assert library.files(folder) == [folder / "p02-x.yaml"]


def test_an_empty_folder_says_that_it_is_empty(tmp_path):
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "p02-x.yaml").touch()
    (tmp_path / "folder.yaml").mkdir()
    (told,) = library.passed_over(tmp_path)
    assert "no exercises" in told


@pytest.mark.parametrize("name", ["a-question.yml", "a-question.YML", "a-question.Yaml"])
def test_other_spellings_of_the_ending_are_as_good(tmp_path, name):
    path = written(tmp_path).rename(tmp_path / name)
    assert library.files(tmp_path) == [path]
    assert load_exercise(path).id == "a-question"


@pytest.mark.parametrize("ending", ["yaml", "yml", "YML"])
def test_a_translation_is_found_by_any_ending(tmp_path, ending):
    path = written(tmp_path)
    (tmp_path / f"a-question.es.{ending}").write_text(yaml.safe_dump({"title": "Una"}), encoding="utf-8")
    assert load_exercise(path, "es").title == "Una"
    assert library.passed_over(tmp_path) == []


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_that_nobody_sees_is_named_with_its_line(tmp_path, name):
    old, new = SIGNS[name]
    path = edited(tmp_path, "single-choice", old, new)
    before, _sign, _after = path.read_text(encoding="utf-8").partition(new.strip("\n"))
    line, message = before.count("\n") + 1, refusal(path)
    assert f"line {line}" in message, message
    assert "an invisible sign (U+" in message, message


def test_signs_that_belong_into_a_text_stay(tmp_path):
    prompt = "59\u00a0% de 74 \u2014 👩\u200d⚕️ \u200e"
    assert load_exercise(written(tmp_path, prompt=f"x {prompt} x")).prompt == f"x {prompt} x"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\ntitle 'x'\npage: 1\n", 2),
        ("id: a\ntitle: 'x\npage: 1\n", 2),
        ("id: a\nsource: [x, y\npage: 1\n", 2),
        ("id: a\u0085\ntitle: b: c\n", 2),
        ("id: a # \u2028 \u2029\ntitle: b: c\n", 2),
        ("# é 😀\nid: a\ntitle: b: c\n", 3),
        ("id: a\r\n\r\ntitle: b: c\r\n", 3),
        ("id: a\n\n\n\x07\n", 4),
    ],
)
def test_the_line_is_the_one_that_an_editor_shows(tmp_path, text, line):
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(ExerciseError, match=f"line {line}:"):
        load_exercise(path)


@pytest.mark.parametrize("word", ["yes", "on", "1", "'true'", "True", "wahr"])
def test_only_true_and_false_are_answers_to_a_yes_or_no(tmp_path, word):
    path = edited(tmp_path, "single-choice", "correct: true", f"correct: {word}")
    assert "write true or false" in refusal(path)
