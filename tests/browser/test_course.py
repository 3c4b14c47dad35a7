"""The whole course as a student takes it, by keyboard alone: every exercise answered, every thing to try pressed,
and the portfolio taken along and restored on a clean profile.

One student goes through the pages in their order, in English; what they find is found on the page. Another does the same
in Spanish, on a site without a server (see tests/site/test_keyboard.py).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfhelp_teach.exercises import library
from selfhelp_teach.serving import course as course_map
from tests.browser.course import answers, tries
from tests.browser.course.hand import Hand
from tests.browser.looking import settle
from tests.conftest import go

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("student")]
PORTFOLIO = next(entry.slug for entry in course_map.PAGES if entry.slug.endswith("-portfolio"))
# What is to do on a page, in its order: exercises by their id, groups of buttons by their part.
_TO_DO = """(buttons) => {
  const found = [...document.querySelectorAll(`.selfhelp-exercise[data-exercise], ${buttons}`)];
  return [...new Set(found.map((el) => el.dataset.exercise ?? `#${el.closest(".selfhelp-part").dataset.key}`))];
}"""
_KEPT = "[...new Set(__selfhelpStore.entries().map((entry) => `${entry.exercise} ${entry.kind}`))].sort()"


class Student:
    """Somebody with a browser of their own and a language, whose hand may be led."""

    def __init__(self, language, open_page, course, *, led=False) -> None:
        self.language = language
        self.page = open_page(locale={"en": "en-GB"}.get(language, language), reduced_motion="reduce")
        self.hand = Hand(self.page, led=led)
        self._led = led
        self.answered: set[str] = set()
        self._course = course
        self._open_page = open_page

    def another(self) -> Student:
        """Return somebody with the same language and a clean profile."""
        return Student(self.language, self._open_page, self._course, led=self._led)

    def open(self, slug: str) -> Hand:
        settle(go(self.page, self._course.page(f"{course_map.prefix(self.language)}/{slug}".lstrip("/"))))
        return self.hand


@pytest.fixture(scope="module")
def student(open_once, course):
    return Student("en", open_once, course)


def work_through(student: Student, slug: str) -> None:
    """Do by keyboard all that there is to do on a page."""
    hand = student.open(slug)
    groups = tries.groups(hand)
    done = []
    for name in student.page.evaluate(_TO_DO, tries.BUTTONS):
        if name.startswith("#"):
            tries.press_each(hand, name[1:], groups[name[1:]])
        else:
            answers.answer(hand, library.exercise(name, student.language))
            done.append(name)
            student.answered.add(name)
    number = slug.split("-", maxsplit=1)[0]
    assert sorted(done) == sorted(each.id for each in library.of_page(number)), "an exercise escaped"
    for waiting in ("[data-after]", ".selfhelp-figure-note:not([hidden])", ".selfhelp-failed"):
        assert student.page.locator(waiting).all_inner_texts() == [], f"{waiting} still waits"


@pytest.mark.parametrize("slug", [entry.slug for entry in course_map.PAGES])
def test_a_page_is_worked_through_by_keyboard(student, slug):
    work_through(student, slug)


def test_the_portfolio_is_taken_along_and_restored_on_a_clean_profile(student, tmp_path):
    take_along(student, tmp_path)


def take_along(student: Student, tmp_path: Path) -> None:
    """Take the portfolio along as a file, and restore it on a clean profile."""
    hand = student.open(PORTFOLIO)
    hand.choose("#cell-rating [data-value='2'] input")
    kept = student.page.evaluate(_KEPT)
    hand.push("#cell-files input[type=checkbox]", key="Space")  # what is private goes along only when asked
    file = tmp_path / "portfolio.json"
    with student.page.expect_download() as waiting:
        hand.push("#cell-files .selfhelp-actions button", at=_place_of(hand, "JSON"))
    waiting.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["sha256"]

    other = student.another()
    hand = other.open(PORTFOLIO)
    assert other.page.evaluate(_KEPT) == []
    with other.page.expect_file_chooser() as choosing:
        hand.push("#cell-keeper .selfhelp-record-sync-actions button", at=1)
    choosing.value.set_files(file)
    hand.until("document.querySelector('#cell-look-back table') !== null")
    assert other.page.evaluate(_KEPT) == kept
    assert other.page.locator("#cell-rating [data-value='2'] input").is_checked()
    assert student.answered <= {name.split(" ")[0] for name in kept}


def _place_of(hand, word):
    names = hand.page.locator("#cell-files .selfhelp-actions button").all_inner_texts()
    return next(at for at, name in enumerate(names) if word in name)
