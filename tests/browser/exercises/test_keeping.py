"""Nothing a learner wrote is lost: dead kernels, dead servers, two tabs, files, other machines, deletion."""

from __future__ import annotations

import json
import os
import signal

import pytest
from playwright.sync_api import expect

from selfhelp_teach.records.schema import VERSION, Record
from selfhelp_teach.records.sql import SqlStore
from tests.browser.exercises.pages import serve_exercises
from tests.conftest import go, kernel_process, reload
from tests.records.examples import entry

pytestmark = pytest.mark.browser

BOX = "[data-type='free-text'] textarea"


@pytest.fixture
def page(open_page, exercises):
    return open_page(exercises.page("writing"), strict=False)


@pytest.fixture
def database(exercise_folder):
    store = SqlStore(f"sqlite:///{exercise_folder / 'records.sqlite3'}")
    yield store
    store.close()


def write(page, text):
    page.locator(BOX).fill(text)
    page.wait_for_function("(text) => JSON.stringify({ ...localStorage }).includes(text)", arg=text)


def in_box(page, text):
    page.wait_for_function(f'(text) => document.querySelector("{BOX}")?.value === text', arg=text)


def learner(page):
    return page.evaluate("localStorage.getItem('selfhelp:/:learner')")


def on_server(page):
    page.get_by_text("Kept in this browser and on the server").wait_for()


def test_saved_on_the_server_is_said_only_when_it_is(page, database):
    write(page, "On the server")
    on_server(page)
    values = [kept.value for kept in database.load(learner(page)).in_order()]
    assert "On the server" in values


def test_a_dead_kernel_loses_nothing(page, exercises):
    write(page, "Before the kernel died")
    os.kill(kernel_process(page.evaluate("selfhelp.kernel.id")), signal.SIGKILL)
    page.locator("#selfhelp-banner button").wait_for(timeout=60_000)
    write(page, "After the kernel died")
    reload(page)
    in_box(page, "After the kernel died")
    on_server(page)


def test_a_restart_of_the_server_loses_nothing(open_page, exercise_folder, tmp_path):
    store = tmp_path / "records.sqlite3"
    with serve_exercises(exercise_folder, store) as course:
        page = open_page(course.page("writing"), strict=False)
        write(page, "Before the server went")
        on_server(page)
        course.process.kill()
        course.process.wait()
        write(page, "While the server was away")
        kept = page.evaluate("__selfhelpStore.file()")
    assert "While the server was away" in kept
    # Another port is another place for a browser: the file brings everything along.
    with serve_exercises(exercise_folder, store) as course:
        page = open_page(course.page("writing"), strict=False)
        file = tmp_path / "record.json"
        file.write_text(kept, encoding="utf-8")
        page.locator("input[type=file]").set_input_files(file)
        in_box(page, "While the server was away")


def test_two_tabs_do_not_overwrite_each_other(page, exercises):
    other = go(page.context.new_page(), exercises.page("writing"))
    write(page, "From the first tab")
    in_box(other, "From the first tab")
    write(other, "From the second tab")
    reload(page)
    in_box(page, "From the second tab")
    drafts = page.evaluate("__selfhelpStore.history('my-free-text', 'draft').map((draft) => draft.value)")
    assert drafts == ["From the first tab", "From the second tab"]


def test_a_file_restores_everything_on_a_clean_profile(page, open_page, exercises, tmp_path):
    write(page, "Carried to another machine")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download my answers").click()
    path = tmp_path / "record.json"
    saved.value.save_as(path)
    clean = open_page(exercises.page("writing"))
    assert clean.locator(BOX).input_value() == ""
    clean.locator("input[type=file]").set_input_files(path)
    clean.get_by_text("Nothing that was here was lost.").wait_for()
    in_box(clean, "Carried to another machine")


def test_a_cleared_page_gets_its_answers_back_from_the_server(page):
    write(page, "Only the key is left")
    on_server(page)
    page.evaluate(
        "for (const key of Object.keys(localStorage))"
        " if (key !== 'selfhelp:/:learner') localStorage.removeItem(key)"
    )
    reload(page)
    in_box(page, "Only the key is left")


def test_deleting_everything_deletes_it_here_there_and_in_the_other_tab(page, exercises, database):
    write(page, "To be deleted")
    on_server(page)
    other = go(page.context.new_page(), exercises.page("writing"))
    in_box(other, "To be deleted")
    key = learner(page)
    assert database.load(key).entries
    page.get_by_role("button", name="Delete everything about me").click()
    warned = page.get_by_role("group", name="Delete all answers of this course")
    expect(warned.get_by_role("button", name="No, keep them")).to_be_focused()
    page.get_by_role("button", name="Yes, delete").click()
    page.locator(
        ".selfhelp-record-sync-note", has_text="Deleted in this browser and on the server"
    ).wait_for()
    expect(page.locator(".selfhelp-record-sync-status")).to_have_text("Nothing to keep yet.")
    in_box(page, "")
    in_box(other, "")
    exercises.wait_for(lambda: not database.load(key).entries)
    page.wait_for_function("!JSON.parse(localStorage.getItem('selfhelp:/:erasing') ?? '[]').length")
    assert "To be deleted" not in page.evaluate("JSON.stringify({ ...localStorage })")
    assert learner(page) != key
    reload(page)
    assert page.locator(BOX).input_value() == ""


BAD = {
    "cut off": (Record.of([entry(value="x")]).to_json()[:80], "may be cut off"),
    "newer": (json.dumps({"format": "selfhelp-record", "version": VERSION + 1, "entries": []}), "newer copy"),
    "not JSON": ("Dear diary", "may be cut off"),
    "another JSON": ("{}", "not a record of this course"),
    "50 MB": (" " * 50_000_000, "50 MB; a record has at most 20 MB"),
}


def test_bad_files_are_told_and_change_nothing(page, tmp_path):
    write(page, "Still here")
    for name, (text, says) in BAD.items():
        path = tmp_path / f"{name}.json"
        path.write_text(text)
        page.locator("input[type=file]").set_input_files(path)
        page.locator(".selfhelp-record-sync-note", has_text=says).wait_for()
        in_box(page, "Still here")
    assert page.evaluate("__selfhelpStore.entries().length") == 1


def test_a_browser_that_keeps_nothing_is_told_in_a_sentence(open_page, exercises):
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    go(page, exercises.page("writing"))
    page.get_by_text("This browser does not let the page keep anything").wait_for()
    page.locator(BOX).fill("Lasts until I leave")
    page.wait_for_function("__selfhelpStore.entries().length === 1")


def test_an_answer_given_before_the_kernel_is_kept_and_answered_later(open_page, exercises):
    page = open_page(exercises.page("writing"))  # makes sure the opening state is there
    page.evaluate("localStorage.clear(); delete globalThis.__selfhelpStore")
    fresh = page.context.new_page()
    fresh.goto(exercises.page("writing"), wait_until="commit")
    box = fresh.locator(BOX)
    box.wait_for()
    box.fill("Faster than the kernel")
    fresh.get_by_role("button", name="Keep this answer").click()
    number = fresh.locator("[data-type='number']")
    number.get_by_role("spinbutton").fill("20")
    number.get_by_role("radio", name="certain").check()
    number.get_by_role("button", name="Commit to this").click()
    fresh.wait_for_function("JSON.stringify({ ...localStorage }).includes('Faster than the kernel')")
    fresh.locator("[data-type='free-text'] .selfhelp-verdict").wait_for(timeout=60_000)
    number.locator(".selfhelp-verdict").wait_for()
    fresh.wait_for_function("document.getElementById('selfhelp-live').textContent.includes('Far from')")
    assert number.locator(".selfhelp-exercise-status").inner_text() == ""
    assert number.locator(".selfhelp-feedback").evaluate("(el) => el === document.activeElement")
