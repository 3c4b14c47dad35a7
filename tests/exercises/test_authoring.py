"""Writing exercises: what is accepted, what is refused, and what the refusal says."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from selfhelp_teach.cli import app
from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises import library, publish
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.exercises.types import TYPES
from tests.exercises.course import FILES, loaded
from tests.exercises.writing import GOOD, edited, refusal, text_file, written


@cache
def schema() -> jsonschema.Draft202012Validator:
    """The published schema, made and found to be one once: that takes a hundred times as long as to use it."""
    made = json.loads(publish.schema_text())
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def test_every_exercise_of_the_course_is_sound():
    found = library.check(FILES)
    assert found.faults == []
    assert len(found.exercises) == len(FILES) > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_exercise_lies_in_the_folder_of_its_page(path):
    exercise = loaded(path)
    assert path.parent.name == exercise.page
    assert exercise.id.startswith(f"p{exercise.page}-") or not exercise.page.isdigit()


def test_every_id_is_registered_and_none_is_lost():
    registered = set(publish.IDS.read_text(encoding="utf-8").split())
    there = {path.stem for path in FILES}
    assert there <= registered, "run: python -m selfhelp_teach.exercises.publish"
    assert registered - there == set(library.retired()), "an id that is gone belongs in retired.yaml"


def test_the_published_schema_is_current():
    assert publish.SCHEMA.read_text(encoding="utf-8") == publish.schema_text(), (
        "run: python -m selfhelp_teach.exercises.publish"
    )


@pytest.mark.parametrize("changes", [{"colour": "red"}, {"page": "99"}, {"title": 7}, {"options": []}])
def test_the_schema_refuses_what_the_check_refuses(tmp_path, changes):
    refusal(written(tmp_path, **changes))
    schema().validate(GOOD)
    with pytest.raises(jsonschema.ValidationError):
        schema().validate(GOOD | changes)


@pytest.mark.parametrize("kind", TYPES)
def test_each_starter_is_a_sound_exercise_and_keeps_the_schema(kind, tmp_path):
    path = text_file(tmp_path, starter(kind, "my-one"), "my-one.yaml")
    assert library.check([path]).faults == []
    exercise = load_exercise(path).model_dump(mode="json", exclude_unset=True)
    schema().validate(exercise)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_courses_exercises_keep_the_schema(path):
    exercise = loaded(path).model_dump(mode="json", exclude_unset=True)
    schema().validate(exercise)


def test_a_misspelt_key_is_named_with_its_line_and_the_right_spelling(tmp_path):
    path = edited(tmp_path, "number", "  value: 59.5", "  valeu: 59.5")
    line = path.read_text(encoding="utf-8").splitlines().index("  valeu: 59.5") + 1
    message = refusal(path)
    assert f"line {line}, key answer.valeu" in message
    assert "Did you mean 'value'?" in message


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"prompt": None}, "the key 'prompt' is missing"),
        ({"type": None}, "the key type is missing"),
        ({"type": "singel-choice"}, "Did you mean 'single-choice'?"),
        ({"page": "99"}, "key page"),
        ({"page": "instructor"}, "key page"),
        ({"title": "  "}, "the text is empty"),
        ({"title": "\u200b\u00a0"}, "the text is empty"),
        ({"title": "two\nlines"}, "without a line break"),
        ({"id": "Not An Id"}, "key id"),
        ({"competencies": ["cswe-99"]}, "no competency has the tag 'cswe-99'"),
        ({"source": ["somewhere"]}, "key source"),
        ({"minutes": 0}, "key minutes"),
        ({"version": 0}, "key version"),
        ({"options": []}, "key options"),
        ({"options": [{"key": "one", "text": "One"}, {"key": "two", "text": "Two"}]}, "exactly one option"),
        ({"options": [GOOD["options"][0], dict(GOOD["options"][0])]}, "stands twice"),
        ({"opinion": True}, "in an opinion no option is right"),
        ({"colour": "red"}, "the key 'colour' is not known here"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, changes, says):
    assert says in refusal(written(tmp_path, **changes))


@pytest.mark.parametrize(
    ("kind", "old", "new", "says"),
    [
        ("number", "tolerance: 10", "low: 3", "not both and not neither"),
        ("number", "minimum: 0", "minimum: 200", "maximum must be above minimum"),
        ("number", "value: 59.5", "value: 900", "outside minimum and maximum"),
        ("number", "value: 59.5", "value: .nan", "key answer.value"),
        ("ranking", "- [second, third]", "- [second]", "order must name each item once; look at: third"),
        ("ranking", "- first\n", "- first\n  - first\n", "stands twice"),
        ("matching", "target: left", "target: middle", "must name a target among: left, right"),
        ("curve", "[20, 12]", "[-1, 12]", "x rising"),
        ("curve", "points:", "measure: members\n  points:", "not both and not neither"),
        ("curve", "maximum: 60", "maximum: 0", "maximum must be above minimum"),
        ("challenge", "    at_least: 0.8\n", "", "needs at_least or at_most"),
        ("challenge", "at_least: 0.8", "at_least: 0.8\n    relative: true", "needs compared_with"),
        ("conversation", "to: heard", "to: nowhere", "there is no such node"),
        ("conversation", "start: opening", "start: nowhere", "not among the nodes"),
        ("conversation", "        to: heard", "        to: shut", "no path leads to: heard"),
        ("conversation", "    ending: The conversation goes on.\n", "", "neither choices nor an ending"),
        ("likert", "type: likert", "type: likert\nprivate: false", "key private"),
    ],
)
def test_each_type_refuses_what_makes_no_sense(tmp_path, kind, old, new, says):
    message = refusal(edited(tmp_path, kind, old, new))
    assert says in message
    assert re.search(r"line \d+", message)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id: a\nid: b\n", "line 2: the key 'id' is given twice"),
        ("id: [a\n", "not valid YAML"),
        ("id: &x a\ntitle: *x\n", "line 2: aliases"),
        ("id: a\ntitle: *x\n", "line 2: aliases"),
        ("- just\n- a list\n", "an exercise is a list of `key: value` lines"),
        ("", "an exercise is a list of `key: value` lines"),
        ("? [a, b]\n: c\n", "a key must be a word"),
        ("a: " + "[" * 40 + "]" * 40, "nested too deeply"),
        ("x: " + "y" * 600_000, "larger than 500 kB"),
        ("title: a: b\n", "put quotes around a text that holds a colon"),
        ("id: !!python/object/apply:os.system [echo]\n", "file"),
    ],
)
def test_a_file_that_is_no_exercise_is_refused(tmp_path, text, says):
    assert says in refusal(text_file(tmp_path, text)) or says == "file"


@pytest.mark.parametrize(
    ("kind", "old", "new", "key", "says"),
    [
        ("challenge", "measure: alive", "measure: alife", "goals.1.measure", "Did you mean 'alive'?"),
        ("challenge", "month: last", "month: 60", "goals.1.month", "runs end at month 59"),
        ("challenge", 'page: "05"', 'page: "02"', "page", 'Write `page: "05"`'),
        ("challenge", "leadership: prof", "leadershp: prof", "start.leadershp", "Did you mean 'leadership'?"),
        ("challenge", "[power_asymmetry]", "[power]", "locked.1", "there is no field of a ward 'power'"),
        (
            "challenge",
            "locked:",
            "compared_with: { families: 2 }\nlocked:",
            "compared_with.families",
            "20 to 300",
        ),
        ("challenge", "power_asymmetry: 0.7", "families: abc", "start.families", "whole number from 20"),
        (
            "challenge",
            "power_asymmetry: 0.7",
            "college_share: 0.9",
            "start.college_share",
            "add up to more than 1",
        ),
        (
            "conversation",
            "leadership: none",
            "leadership: nun",
            "scenario.leadership",
            "must be one of: none",
        ),
        ("curve", "points: [", "measure: membres # [", "result.measure", "Did you mean 'members'?"),
    ],
)
def test_what_the_model_does_not_know_is_named_with_its_line(tmp_path, kind, old, new, key, says):
    (told,) = library.check([edited(tmp_path, kind, old, new)]).faults
    assert re.search(rf"a-question\.yaml, line \d+, key {re.escape(key)}: ", told)
    assert says in told


def test_a_file_that_is_not_utf8_or_not_there_is_refused(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"title: caf\xe9\n")
    assert "not UTF-8" in refusal(path)
    assert "cannot be read" in refusal(tmp_path / "none.yaml")


def test_an_unquoted_page_and_the_word_no_are_read_as_written(tmp_path):
    text = yaml.safe_dump(GOOD, sort_keys=False).replace("'02'", "02").replace("key: two", "key: no")
    exercise = load_exercise(text_file(tmp_path, text))
    assert exercise.page == "02"
    assert exercise.options[1].key == "no"


def test_the_file_must_be_called_after_its_id(tmp_path):
    assert "Call the file a-question.yaml" in refusal(written(tmp_path, name="another"))


@pytest.mark.parametrize("where", [".venv/lib/mine", "mine/deeper", "mine"])
def test_a_file_is_found_wherever_its_folder_lies_and_however_deep(tmp_path, monkeypatch, where):
    """An environment is often called .venv, and a relative path begins with two dots."""
    folder = tmp_path / where
    folder.mkdir(parents=True)
    path = written(folder)
    monkeypatch.chdir(folder)
    above = Path("..") / folder.name
    assert library.files(folder) == [path]
    assert [found.resolve() for found in library.files(above)] == [path]
    monkeypatch.setenv(library.SETTING, str(tmp_path / where.split("/")[0]))
    assert library.exercise("a-question").title == GOOD["title"]


def test_an_id_may_be_used_once_and_a_retired_one_never(tmp_path, monkeypatch):
    (tmp_path / "x").mkdir()
    twice = [written(tmp_path), written(tmp_path / "x")]
    assert "is already the id of" in library.check(twice).faults[0]
    monkeypatch.setattr(library, "retired", lambda: {"a-question": {}})
    assert "never used again" in library.check(twice[:1]).faults[0]


def test_a_number_that_is_not_the_facts_is_refused(tmp_path):
    path = written(tmp_path, prompt="Of them, [45 of 74](fact:P1.share) did.")
    assert "is not a number of fact P1.share" in library.check([path]).faults[0]
    path = written(tmp_path, source=["P1.nothing"])
    assert "has no fact 'P1.nothing'" in library.check([path]).faults[0]


class TestTranslation:
    def translation(self, folder, **texts):
        text_file(folder, yaml.safe_dump(texts, allow_unicode=True), "a-question.es.yaml")

    def test_words_are_replaced_and_the_rest_stays(self, tmp_path):
        path = written(tmp_path)
        self.translation(tmp_path, title="Una pregunta", options=[{"key": "two", "text": "Dos"}])
        exercise = load_exercise(path, "es")
        assert exercise.title == "Una pregunta"
        assert [option.text for option in exercise.options] == ["One", "Dos"]
        assert exercise.options[0].correct
        assert load_exercise(path).title == "A question"

    @pytest.mark.parametrize(
        "texts",
        [{"minutes": 5}, {"options": [{"key": "two", "correct": True}]}, {"id": "other"}, {"xx": "y"}],
    )
    def test_it_can_change_words_and_nothing_else(self, tmp_path, texts):
        path = written(tmp_path)
        self.translation(tmp_path, **texts)
        with pytest.raises(ExerciseError, match=r"line \d+, key .*: the exercise has no text there"):
            load_exercise(path, "es")

    def test_what_is_missing_is_named(self, tmp_path):
        path = written(tmp_path)
        self.translation(
            tmp_path, title="Una pregunta", prompt="¿Cuál?", options=[{"key": "two", "text": "Dos"}]
        )
        (told,) = library.untranslated([path], "es")
        assert "1 texts are not translated: options.one.text" in told


class TestCommands:
    def run(self, *arguments):
        return CliRunner().invoke(app, list(arguments), catch_exceptions=True)

    def test_a_starter_can_be_written_and_checked(self, tmp_path):
        for kind in TYPES:
            assert self.run("new-exercise", kind, str(tmp_path)).exit_code == 0
        checked = self.run("check", str(tmp_path))
        assert checked.exit_code == 0, checked.output
        assert checked.output.count("still the starter") == len(TYPES)
        assert "0 exercises sound" in checked.output

    def test_a_starter_never_overwrites(self, tmp_path):
        target = str(tmp_path / "mine.yaml")
        assert self.run("new-exercise", "number", target).exit_code == 0
        assert "there is such a file already" in str(self.run("new-exercise", "number", target).exception)

    @pytest.mark.parametrize("name", ["Bad Name.yaml", "name.txt", "a_b.yaml", "x" * 61 + ".yaml", "x" * 300])
    def test_a_name_that_cannot_be_an_id_is_refused(self, tmp_path, name):
        refused = self.run("new-exercise", "number", str(tmp_path / name))
        assert isinstance(refused.exception, ExerciseError)

    def test_a_link_that_leads_round_a_folder_and_a_path_too_long_are_told(self, tmp_path):
        (tmp_path / "loop.yaml").symlink_to("loop.yaml")
        (tmp_path / "folder.yaml").mkdir()
        for path in (tmp_path, tmp_path / "loop.yaml"):
            assert "loop.yaml: the file cannot be read" in self.run("check", str(path)).output
        assert "no such file" in str(self.run("check", "x" * 300).exception)
        assert "such a file already" in str(
            self.run("new-exercise", "number", str(tmp_path / "loop.yaml")).exception
        )

    def test_a_translation_alone_is_sent_to_its_exercise(self, tmp_path):
        told = str(self.run("check", str(tmp_path / "a-question.es.yaml")).exception)
        assert "no such file" in told
        written(tmp_path, "a-question.es")
        told = str(self.run("check", str(tmp_path / "a-question.es.yaml")).exception)
        assert "a-question.yaml --translations es" in told

    @pytest.mark.parametrize("language", ["zz", "../../x", "en"])
    def test_a_language_the_course_does_not_have_is_refused(self, tmp_path, language):
        written(tmp_path)
        assert self.run("check", str(tmp_path), "--translations", language).exit_code == 2

    def test_the_schema_can_be_had_without_the_sources(self):
        assert self.run("check", "--schema").output == publish.schema_text()

    def test_an_unknown_type_is_refused(self, tmp_path):
        assert "Types are:" in str(self.run("new-exercise", "essay", str(tmp_path / "a.yaml")).exception)

    def test_faults_are_all_told_and_the_exit_code_is_1(self, tmp_path):
        written(tmp_path, title=" ", colour="red")
        checked = self.run("check", str(tmp_path))
        assert checked.exit_code == 1
        assert "2 faults found" in checked.output

    def test_missing_translations_fail_only_when_asked_for(self, tmp_path):
        written(tmp_path)
        assert self.run("check", str(tmp_path)).exit_code == 0
        assert self.run("check", str(tmp_path), "--translations", "es").exit_code == 1

    def test_an_empty_or_missing_folder_is_told(self, tmp_path):
        assert "no exercise files" in str(self.run("check", str(tmp_path)).exception)
        assert "no such file" in str(self.run("check", str(tmp_path / "none")).exception)


class TestSetting:
    @pytest.fixture(autouse=True)
    def _fresh(self):
        library.exercises.cache_clear()
        yield
        library.exercises.cache_clear()

    def test_an_instructors_folder_is_added_by_one_setting(self, tmp_path, monkeypatch):
        written(tmp_path)
        monkeypatch.setenv(library.SETTING, str(tmp_path))
        assert "a-question" in library.exercises()
        assert library.exercise("a-question").title == "A question"
        assert "a-question" in {found.id for found in library.of_page("02")}

    def test_a_folder_that_is_not_there_is_told(self, tmp_path, monkeypatch):
        monkeypatch.setenv(library.SETTING, str(tmp_path / "none"))
        with pytest.raises(ExerciseError, match="is not there"):
            library.exercises()
