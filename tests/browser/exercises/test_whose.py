"""Whose answers, and which: two sites on one host, clocks that are wrong, a computer that people share."""

from __future__ import annotations

import json
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from selfhelp_teach.records.sql import SqlStore
from tests.browser.exercises.pages import serve_exercises, write_exercises, write_page, write_portfolio
from tests.conftest import go, reload
from tests.records.examples import entry
from tests.relay import relayed

pytestmark = pytest.mark.browser

BOX = "[data-type='free-text'] textarea"
AHEAD = """(() => {
  const Real = Date, shift = 24 * 3600 * 1000;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
})()"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Two sites, each with a database of its own, on one host."""
    folder = tmp_path_factory.mktemp("sites")
    exercises = [f"my-{kind}" for kind in ("free-text", "number", "single-choice", "challenge")]
    write_exercises(folder, *exercises)
    write_page(folder, "page", *exercises)
    write_portfolio(folder)
    with ExitStack() as running:
        courses = {}
        for name in ("spring", "autumn"):
            site = serve_exercises(folder, folder / f"{name}.sqlite3", "--base-url", f"/{name}/")
            courses[name] = running.enter_context(site)
        servers = {f"/{name}/": course.url for name, course in courses.items()}
        host = running.enter_context(relayed(servers))
        yield SimpleNamespace(
            **courses,
            url=host.url,
            page=lambda site, page="page": f"{host.url}{site}/voila/render/{page}.ipynb",
            database=lambda name: SqlStore(f"sqlite:///{folder / name}.sqlite3"),
        )


def stored(page, site):
    """What the browser keeps of one site."""
    everything = json.loads(page.evaluate("JSON.stringify({ ...localStorage })"))
    prefix = f"selfhelp:/{site}/:"
    return {key.removeprefix(prefix): value for key, value in everything.items() if key.startswith(prefix)}


def write(page, text):
    page.locator(BOX).fill(text)
    page.wait_for_function("(text) => JSON.stringify({ ...localStorage }).includes(text)", arg=text)


def hand_in(page, text):
    page.locator(BOX).fill(text)
    page.get_by_role("button", name="Keep this answer").click()
    page.wait_for_function("(text) => JSON.stringify({ ...localStorage }).includes(text)", arg=text)


def push(page, name):
    page.get_by_role("button", name=name).click()


def erase(page):
    push(page, "Delete everything about me")
    push(page, "Yes, delete")


def expect_box(page, text):
    expect(page.locator(BOX)).to_have_value(text)


class TestTwoSites:
    def test_neither_sees_sends_or_deletes_what_the_other_keeps(self, sites, open_page):
        page = open_page(sites.page("spring"))
        write(page, "Of the spring course")
        page.get_by_text("Kept in this browser and on the server").wait_for()
        go(page, sites.page("autumn"))
        expect_box(page, "")
        assert page.evaluate("__selfhelpStore.entries().length") == 0
        write(page, "Of the autumn course")
        page.get_by_text("Kept in this browser and on the server").wait_for()
        keys = {site: stored(page, site)["learner"] for site in ("spring", "autumn")}
        assert keys["spring"] != keys["autumn"]
        kept = {site: sites.database(site).load(key) for site, key in keys.items()}
        assert [entry.value for entry in kept["autumn"].in_order()] == ["Of the autumn course"]
        assert not sites.database("autumn").load(keys["spring"]).entries

        erase(page)
        note = page.locator(".selfhelp-record-sync-note")
        expect(note).to_have_text(
            "Deleted in this browser and on the server: all answers of this course (exercises: 1)."
        )
        expect(page.locator(".selfhelp-record-sync-status")).to_have_text("Nothing to keep yet.")
        assert not any(key.startswith("entry:") for key in stored(page, "autumn"))
        go(page, sites.page("spring"))
        expect_box(page, "Of the spring course")
        assert sites.database("spring").load(keys["spring"]).entries

    def test_a_name_that_begins_like_anothers_is_another(self, sites, open_page):
        page = open_page(sites.page("spring"))
        clash = page.evaluate(
            """async () => {
              const { keysOf } = await import(new URL("../record/site.js", document.querySelector('script[src*="/host/"]').src));
              const all = ["/", "/a/", "/a/b/", "/user/ana/", "/a:entry:/"].flatMap((site) => Object.values(keysOf(site)));
              return all.filter((one) => all.some((other) => other !== one && other.startsWith(one)));
            }"""
        )
        assert clash == []


OLD_KEY = "0123456789abcdef" * 2


def an_earlier_version_was_here(page, sites):
    """Keep in this browser what the first version of the course kept, under names without a site."""
    old = entry(id="old-0", exercise="my-free-text", value="Written long ago")
    page.goto(f"{sites.url}spring/selfhelp/health")  # of this host, and no page of the course
    page.evaluate(
        """([key, entry]) => {
          localStorage.setItem("selfhelp:learner", key);
          localStorage.setItem("selfhelp:version", "1");
          localStorage.setItem(`selfhelp:entry:${entry.id}`, JSON.stringify(entry));
        }""",
        [OLD_KEY, old.as_dict()],
    )


class TestWhatAnEarlierVersionKept:
    def test_the_first_site_takes_it_along_and_any_other_asks(self, sites, open_page):
        page = open_page()
        an_earlier_version_was_here(page, sites)
        go(page, sites.page("spring"))
        expect_box(page, "Written long ago")
        assert stored(page, "spring")["learner"] == OLD_KEY

        go(page, sites.page("autumn"))
        expect_box(page, "")
        question = page.locator(".selfhelp-record-sync-whose")
        expect(question).to_contain_text("another one has taken a copy. Do they belong here?")
        push(page, "No, leave them")
        expect(question).to_be_hidden()
        reload(page)
        expect(page.locator(".selfhelp-record-sync-whose")).to_be_hidden()
        expect_box(page, "")
        assert page.evaluate("localStorage.getItem('selfhelp:entry:old-0')"), "the originals stay"

    def test_whoever_says_yes_has_them_in_both_and_the_originals_can_be_deleted(self, sites, open_page):
        page = open_page()
        an_earlier_version_was_here(page, sites)
        go(page, sites.page("spring"))
        go(page, sites.page("autumn"))
        push(page, "Yes, take a copy")
        expect_box(page, "Written long ago")
        reload(page)
        expect_box(page, "Written long ago")
        assert stored(page, "autumn")["learner"] != stored(page, "spring")["learner"]
        erase(page)
        expect_box(page, "")
        expect(page.locator(".selfhelp-record-sync-others")).to_contain_text("left 1 entries in this browser")
        reload(page)
        expect_box(page, "")
        go(page, sites.page("spring"))
        expect_box(page, "Written long ago")
        erase(page)
        push(page, "Delete these too")
        push(page, "Delete these too, for all courses here Yes, delete")
        page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('selfhelp:entry'))")

    def test_where_there_is_no_space_for_a_copy_it_moves_and_nothing_is_lost(self, sites, open_page):
        page = open_page()
        an_earlier_version_was_here(page, sites)
        page.evaluate(
            "localStorage.setItem('selfhelp:entry:big', JSON.stringify({ id: 'big', kind: 'synthesis',"
            " exercise: 'x', time: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z', value: 'v'.repeat(3e6) }))"
        )
        go(page, sites.page("spring"))
        assert page.evaluate("__selfhelpStore.memory.get('big').value.length") == 3_000_000
        reload(page)
        assert page.evaluate("__selfhelpStore.memory.get('big').value.length") == 3_000_000
        assert page.evaluate("__selfhelpStore.problem") is None
        expect_box(page, "Written long ago")


class TestOneDatabaseForTwoSites:
    def test_what_another_site_deletes_there_is_not_lost_here(self, sites, open_page):
        page = open_page(sites.page("spring"))
        write(page, "Of this site")
        page.get_by_text("Kept in this browser and on the server").wait_for()
        former = stored(page, "spring")["learner"]
        sites.database("spring").erase(former)  # as a site does that shares the database and the key
        write(page, "Of this site, and more")
        page.wait_for_function(
            "(former) => localStorage.getItem('selfhelp:/spring/:learner') !== former", arg=former
        )
        page.get_by_text("Kept in this browser and on the server").wait_for()
        now = stored(page, "spring")["learner"]
        sites.spring.wait_for(
            lambda: (
                "Of this site, and more"
                in [entry.value for entry in sites.database("spring").load(now).in_order()]
            )
        )
        reload(page)
        expect_box(page, "Of this site, and more")

    def test_another_tab_follows_when_a_record_is_taken_up_again(self, sites, open_page):
        page = open_page(sites.page("spring"))
        write(page, "Of the first")
        other = go(page.context.new_page(), sites.page("spring"))
        other.get_by_role("button", name="No, put them by and begin anew").click()
        expect_box(page, "")
        other.get_by_role("button", name="Go on with these").click()
        expect_box(page, "Of the first")
        erase(page)
        expect_box(other, "")
        expect(other.locator(".selfhelp-record-sync-status")).to_have_text("Nothing to keep yet.")


class TestClocks:
    def ahead(self, sites, open_page, text):
        """Answer on a machine whose clock is a day ahead, and bring the file."""
        page = open_page()
        page.context.add_init_script(AHEAD)
        go(page, sites.page("spring"))
        hand_in(page, text)
        return page.evaluate("__selfhelpStore.file()")

    def restore(self, page, file, tmp_path):
        (tmp_path / "record.json").write_text(file, encoding="utf-8")
        page.locator("input[type=file]").set_input_files(tmp_path / "record.json")
        page.get_by_text("Nothing that was here was lost.").wait_for()

    def test_the_later_answer_stands_though_the_clock_of_the_former_was_a_day_ahead(
        self, sites, open_page, tmp_path
    ):
        file = self.ahead(sites, open_page, "A, of tomorrow")
        page = open_page(sites.page("spring"))
        self.restore(page, file, tmp_path)
        expect_box(page, "A, of tomorrow")
        hand_in(page, "B, said later")
        reload(page)
        expect_box(page, "B, said later")
        expect(page.locator(".selfhelp-elsewhere").first).to_be_hidden()
        go(page, sites.page("spring", "portfolio"))
        with page.expect_download() as saved:
            push(page, "Markdown")
        told = saved.value.path().read_text()
        assert "B, said later" in told
        assert "A, of tomorrow" not in told

    def test_of_two_that_did_not_know_of_each_other_both_are_shown_and_kept(self, sites, open_page, tmp_path):
        file = self.ahead(sites, open_page, "A, of tomorrow")
        page = open_page(sites.page("spring"))
        hand_in(page, "B, of the library")
        self.restore(page, file, tmp_path)
        reload(page)
        exercise = page.locator("[data-type='free-text']")
        both = {"A, of tomorrow", "B, of the library"}
        shown = page.locator(BOX).input_value()
        assert shown in both
        (other,) = both - {shown}
        expect(exercise.locator(".selfhelp-elsewhere")).to_contain_text(other)
        exercise.get_by_role("button", name="Look at that one").click()
        expect_box(page, other)
        expect(exercise.locator(".selfhelp-elsewhere")).to_contain_text(shown)
        portfolio = go(page.context.new_page(), sites.page("spring", "portfolio"))
        with portfolio.expect_download() as saved:
            push(portfolio, "Markdown")
        told = saved.value.path().read_text()
        assert all(text in told for text in both)
        hand_in(page, "C, after both")
        expect(exercise.locator(".selfhelp-elsewhere")).to_be_hidden()


class TestTries:
    @pytest.fixture
    def choice(self, sites, open_page):
        page = open_page(sites.page("spring"))
        exercise = page.locator("[data-type='single-choice']")
        exercise.get_by_role("radio").first.check()
        return exercise

    def expect_tries(self, exercise, count):
        expect(exercise.locator(".selfhelp-feedback")).to_contain_text(f"Tries so far: {count}")

    def test_a_double_click_is_one_try(self, choice):
        choice.get_by_role("button", name="Check").dblclick()
        self.expect_tries(choice, 1)
        choice.get_by_role("button", name="Check").click()
        expect(choice.locator(".selfhelp-exercise-status")).to_have_text("This is the same answer as before.")
        self.expect_tries(choice, 1)
        choice.get_by_role("radio").nth(1).check()
        choice.get_by_role("button", name="Check").click()
        self.expect_tries(choice, 2)

    def test_a_held_key_is_one_try(self, choice):
        choice.get_by_role("button", name="Check").focus()
        for _repeat in range(8):
            choice.page.keyboard.down("Enter")
        choice.page.keyboard.up("Enter")
        self.expect_tries(choice, 1)

    def test_a_challenge_tried_again_with_the_same_ward_is_one_try(self, sites, open_page):
        page = open_page(sites.page("spring"))
        challenge = page.locator("[data-type='challenge']")
        button = challenge.locator(".selfhelp-main").first
        button.dblclick()
        self.expect_tries(challenge, 1)
        button.click()
        page.wait_for_function(
            "__selfhelpStore.history('my-challenge', 'challenge').every((one) => one.details?.verdict)"
        )
        self.expect_tries(challenge, 1)


class TestASharedComputer:
    @pytest.fixture
    def next_person(self, sites, open_page):
        """Somebody who sits down where another has just answered."""
        page = open_page(sites.page("spring"))
        hand_in(page, "Of the one before")
        page.evaluate(
            "__selfhelpStore.put([__selfhelpStore.made({ kind: 'state', exercise: 'name', value: 'Zoë' })])"
        )
        page.get_by_text("Kept in this browser and on the server").wait_for()
        assert page.locator(".selfhelp-record-sync-whose").is_hidden(), "whoever began it is not asked"
        state = page.context.storage_state()
        return open_page(sites.page("spring"), storage_state=state)

    def test_the_next_person_is_told_whose_answers_are_here_and_may_begin_anew(self, next_person, sites):
        page = next_person
        question = page.locator(".selfhelp-record-sync-whose")
        today = page.evaluate("new Date().toLocaleDateString('en', { dateStyle: 'long' })")
        expect(question).to_contain_text("There are answers of Zoë here already")
        expect(question).to_contain_text(today)
        with page.expect_download() as saved:
            push(page, "Save them as a file")
        assert "Of the one before" in saved.value.path().read_text()
        former = stored(page, "spring")["learner"]
        push(page, "No, put them by and begin anew")
        expect_box(page, "")
        expect(question).to_be_hidden()
        expect(page.locator(".selfhelp-record-sync-status")).to_have_text("Nothing to keep yet.")
        write(page, "Of the next one")
        page.get_by_text("Kept in this browser and on the server").wait_for()
        reload(page)
        expect_box(page, "Of the next one")
        assert page.locator(".selfhelp-record-sync-whose").is_hidden()
        now = stored(page, "spring")["learner"]
        texts = [entry.value for entry in sites.database("spring").load(now).in_order()]
        assert texts == ["Of the next one"]
        assert "Of the one before" in [
            each.value for each in sites.database("spring").load(former).in_order()
        ]

        push(page, "Go on with these")
        expect_box(page, "Of the one before")
        assert stored(page, "spring")["learner"] == former

    def test_whoever_says_that_they_are_theirs_is_not_asked_again(self, next_person):
        push(next_person, "Yes, go on")
        reload(next_person)
        expect_box(next_person, "Of the one before")
        expect(next_person.locator(".selfhelp-record-sync-whose")).to_be_hidden()

    def test_what_was_put_by_can_be_deleted_here_and_on_the_server(self, next_person, sites):
        page = next_person
        former = stored(page, "spring")["learner"]
        push(page, "No, put them by and begin anew")
        push(page, "Delete these")
        push(page, "Delete these Yes, delete")
        expect(page.locator(".selfhelp-record-sync-others")).to_be_empty()
        sites.spring.wait_for(lambda: not sites.database("spring").load(former).entries)
        assert "Of the one before" not in page.evaluate("JSON.stringify({ ...localStorage })")
