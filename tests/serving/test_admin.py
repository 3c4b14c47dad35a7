"""The first hour of whoever starts a server: everything named is found, and everything missing is told."""

from __future__ import annotations

import inspect
import shutil

import nbformat
import pytest
import voila.handler

from selfhelp_teach import locations
from selfhelp_teach.errors import ServingError
from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.serving import handlers, paths, readiness
from tests.commands import refused
from tests.conftest import ROOT, serve
from tests.evidence.test_table_one import written
from tests.records.conftest import postgres as postgres  # noqa: PLC0414 (a fixture)
from tests.serving.pages import page_with, small_pages
from tests.serving.wire import get

SERVE = ("serve", "--port", "0")
TWO = ("--warm", "0", "--notebooks", "two")


def with_own(folder):
    """Lay an exercise of one's own into a folder, and return its file."""
    (folder / "mine").mkdir()
    (folder / "mine" / "my-number.yaml").write_text(starter("number", "my-number"), encoding="utf-8")
    return folder / "mine" / "my-number.yaml"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder in which somebody works: own exercises, files that are none, and the lost table."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(with_own(folder), folder / "mine" / "my-number (1).yaml")
    (folder / "mine" / "my-other.yaml.txt").touch()
    written(folder)
    for page in ("02-what-parents-reported.ipynb", "es/02-what-parents-reported.ipynb"):
        (folder / "two" / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(locations.notebooks() / page, folder / "two" / page)
    return folder


one_desk = pytest.mark.xdist_group("desk")  # what its pages open with is drawn once, by one worker


@one_desk
def test_names_seen_from_where_the_server_was_started_are_found_by_every_page(desk):
    env = {"SELFHELP_EXERCISES": "mine", "SELFHELP_TABLE_1": "table-1.csv"}
    with serve(desk, *TWO, "--store", "answers.db", env=env, cwd=desk) as course:
        told = course.log.read_text()
        assert f"1 exercise added from {desk / 'mine'}" in told
        assert f"Table 1 accepted from {desk / 'table-1.csv'}" in told
        assert f"Answers: in each browser, and in {desk / 'answers.db'}" in told
        for page in ("02-what-parents-reported", "es/02-what-parents-reported"):
            text = get(course.page(page))[2]
            assert text.count("my-number") > 1, page
            assert '"output_type": "error"' not in text, page
            assert "instructor-supplied" in text, page
    assert (desk / "answers.db").is_file()
    assert list(locations.notebooks().rglob("answers.db")) == []


@one_desk
def test_the_same_is_said_by_options_and_what_is_no_exercise_is_told_and_passed_over(desk):
    options = ("--exercises", "mine", "--table-1", "table-1.csv")
    with serve(desk, *TWO, *options, cwd=desk) as course:
        text = get(course.page("02-what-parents-reported"))[2]
        assert "my-number" in text
        assert "instructor-supplied" in text
        told = course.log.read_text()
        assert "Answers: in each browser only" in told
        assert "1 exercise added" in told
        assert "a second copy of my-number" in told
        assert "my-other.yaml.txt: left out" in told


@pytest.mark.parametrize(
    ("setting", "means"),
    [
        ("answers.db", "/here/answers.db"),
        ("/there/answers.db", "/there/answers.db"),
        ("sqlite:///answers.db", "sqlite:////here/answers.db"),
        ("sqlite:////there/answers.db", "sqlite:////there/answers.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite", "sqlite"),
        ("none", "none"),
        ("postgres://a@b/c", "postgres://a@b/c"),
    ],
)
def test_a_place_for_answers_means_the_same_wherever_it_is_read(monkeypatch, setting, means):
    monkeypatch.setattr(paths.os, "getcwd", lambda: "/here")
    assert paths.store(setting) == means


def test_several_folders_and_the_home_folder_are_settled(monkeypatch):
    monkeypatch.setattr(paths.os, "getcwd", lambda: "/here")
    monkeypatch.setenv("HOME", "/home/me")
    environment = {"SELFHELP_EXERCISES": "a:~/b:/c", "SELFHELP_TABLE_1": "~/t.csv"}
    paths.settle(environment)
    assert environment == {
        "SELFHELP_EXERCISES": "/here/a:/home/me/b:/c",
        "SELFHELP_TABLE_1": "/home/me/t.csv",
    }


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://me:secret@127.0.0.1:1/class", "refused"),
        ("postgres://me:secret@127.0.0.1:1/class", "refused"),
        ("postgresql://me@/class?host=/nowhere", "No such file"),
        ("mysql://me@localhost/class", "no database this course can use"),
        ("postgresql://me@host:x/class", "no database this course can use"),
        ("/dev/null/answers.db", "cannot be made"),
    ],
)
def test_a_place_for_answers_that_cannot_be_reached_stops_the_start_with_its_reason(monkeypatch, url, says):
    monkeypatch.setenv(paths.STORE, paths.store(url))
    with pytest.raises(ServingError) as told:
        readiness.Answers(asked_for=True).line()
    assert says in str(told.value)
    assert "secret" not in str(told.value)


def test_a_driver_that_is_not_installed_is_named_with_the_command(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nsys.modules['psycopg'] = None\n", encoding="utf-8"
    )
    told = refused(*SERVE, "--store", "postgres://me@localhost/class", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert "pip install 'selfhelp-teach[postgres]'" in told


def test_a_file_that_is_no_database_stops_the_start(tmp_path):
    (tmp_path / "answers.db").write_text("no database at all, and long enough to tell" * 50, encoding="utf-8")
    assert "damaged" in refused(*SERVE, "--store", str(tmp_path / "answers.db"))


def test_a_database_that_goes_and_comes_back_is_told_to_monitors_and_in_the_log(tmp_path, postgres):
    missing = postgres.url.replace("/postgres?", "/nowhere?")
    assert 'database "nowhere" does not exist' in refused(*SERVE, "--store", missing)
    often = "from selfhelp_teach.serving import storewatch; storewatch.EVERY_SECONDS = 0.2"
    options = ("--warm", "0", *small_pages(tmp_path), "--store", postgres.url)
    with serve(tmp_path, *options, first=often) as course:
        assert (
            "Answers: in each browser, and in postgresql+psycopg://postgres@/postgres"
            in course.log.read_text()
        )
        assert course.health()["answers"] == "kept"
        postgres.stop("immediate")
        try:
            course.wait_for(lambda: course.health()["status"] == "answers not kept", 60)
            assert "is not reached any more" in course.log.read_text()
            assert "reached" in refused(*SERVE, "--store", postgres.url)
        finally:
            postgres.start()
        course.wait_for(lambda: course.health()["status"] == "ok", 60)
        assert "is reached again" in course.log.read_text()


def test_a_table_that_is_refused_and_a_folder_that_is_not_there_stop_the_start_with_the_mend(tmp_path):
    path = written(tmp_path, empathy="Empathy with the child,45,100")
    assert "row 4: parents is 45, but only 44 parents" in refused(*SERVE, "--table-1", str(path))
    assert "cannot be read" in refused(*SERVE, "--table-1", "nowhere.csv")
    assert "is not there" in refused(*SERVE, "--exercises", "nowhere")


one_server = pytest.mark.xdist_group("own pages")  # started by one worker


@pytest.fixture(scope="module")
def own_pages(tmp_path_factory):
    """A server of somebody's own pages, whose usual place for answers cannot be written."""
    folder = tmp_path_factory.mktemp("own")
    pages = page_with(folder / "pages", name="03-three-ways-to-lead-a-group")
    page_with(pages, "x = 1", "# why\nraise ValueError('the mend is <here>')", name="broken")
    # Voilà sends its sign of life after a second here; what the page opens with is made without one.
    page_with(
        pages, "import threading\n_ = __name__ == '__opening__' or threading.Event().wait(2)", name="slow"
    )
    (folder / "voila.json").write_text('{"VoilaConfiguration": {"http_keep_alive_timeout": 1}}')
    env = {"SELFHELP_STORE": "", "XDG_DATA_HOME": "/dev/null/x", "JUPYTER_CONFIG_DIR": str(folder)}
    with serve(folder, "--warm", "0", "--notebooks", str(pages), env=env) as running:
        yield running


@one_server
def test_the_usual_place_that_cannot_be_written_is_told_and_done_without(own_pages):
    assert "Answers: in each browser only. The folder of the database" in own_pages.log.read_text()
    assert get(own_pages.page("03-three-ways-to-lead-a-group"))[0] == 200


@one_server
def test_a_cell_that_fails_is_logged_with_page_cell_and_error_and_told_to_its_author_only(
    own_pages, open_page
):
    page = open_page(own_pages.page("broken"))
    assert "could not be shown" in page.inner_text("main")
    assert "ValueError: the mend is <here>" in page.inner_text("main")
    assert "Traceback" not in page.content()
    assert "raise ValueError" not in page.content(), "the source"
    logged = "Page broken (en), cell 3 failed at `# why`: ValueError: the mend is <here>"
    assert logged in own_pages.log.read_text()
    for headers in (
        {"Host": "course.example.edu"},
        {"X-Forwarded-For": "192.0.2.1"},
        {"Via": "1.1 proxy"},
    ):
        text = get(own_pages.page("broken"), **headers)[2]
        assert '"output_type": "error"' in text
        assert "the mend is" not in text, headers


@one_server
def test_a_page_that_is_slow_to_come_is_kept_alive_without_a_script_that_may_come_too_early(own_pages):
    status, _headers, text = get(own_pages.page("slow"))
    assert status == 200
    assert "voila_heartbeat" not in text
    # what Voilà sends is still what is looked for
    assert handlers.HEARTBEAT in inspect.getsource(voila.handler)


@one_server
def test_the_map_leads_only_to_pages_that_are_there(own_pages):
    status, _, text = get(own_pages.url)
    assert status == 200
    assert "<h1" in text, "the bare address leads to the first page that there is"
    assert "05-the-ward-simulator.ipynb" not in text
    assert "hreflang" not in text, "and no other language is offered"


def test_an_author_sees_what_was_saved_as_soon_as_it_is_saved(tmp_path, open_page):
    exercise = with_own(tmp_path)
    pages = page_with(tmp_path / "pages", "import selfhelp_teach as s\ns.ExercisePart('my-number')")
    options = ("--edit", "--notebooks", "pages", "--exercises", "mine")
    with serve(tmp_path, *options, cwd=tmp_path) as course:
        page = open_page(course.page(), strict=False)
        page.get_by_text("A short name").first.wait_for()
        text = exercise.read_text(encoding="utf-8")
        exercise.write_text(text.replace("A short name", "Another name"), encoding="utf-8")
        page.get_by_text("Another name").first.wait_for()
        notebook = nbformat.read(pages / "index.ipynb", as_version=4)
        notebook.cells[0].source = "# A page that was edited"
        nbformat.write(notebook, pages / "index.ipynb")
        page.get_by_role("heading", name="A page that was edited").wait_for()
