"""The whole course as a student takes it, by keyboard alone, in each language: every exercise answered,
every thing to try pressed, and the portfolio taken along and restored on a clean profile.

One student a language goes through the pages in their order; what they find is found on the page.
"""

from __future__ import annotations

import json

import pytest

from selfhelp_teach.exercises import library
from selfhelp_teach.serving import course as course_map
from selfhelp_teach.translation import LANGUAGES
from tests.browser.course import answers, tries
from tests.browser.course.hand import Hand
from tests.browser.test_pages import settle
from tests.conftest import opening, wait_until_live

pytestmark = pytest.mark.browser
LAST = course_map.PAGES[-1].slug
# A student is one worker's, so that the languages are walked side by side.
students = pytest.mark.parametrize(
    "student",
    [pytest.param(name, marks=pytest.mark.xdist_group(f"student-{name}")) for name in LANGUAGES],
    indirect=True,
)
# What is to do on a page, in its order: exercises by their id, groups of buttons by their cell.
_TO_DO = """(buttons) => {
  const found = [...document.querySelectorAll(`.selfhelp-exercise[data-exercise], ${buttons}`)];
  return [...new Set(found.map((el) => el.dataset.exercise ?? `#${el.closest(".selfhelp-cell").id}`))];
}"""
_KEPT = "[...new Set(__selfhelpStore.entries().map((entry) => `${entry.exercise} ${entry.kind}`))].sort()"


class Student:
    """Somebody with a browser of their own and a language."""

    def __init__(self, language, open_page, course) -> None:
        self.language = language
        self.page = open_page(locale={"en": "en-GB"}.get(language, language))
        self.hand = Hand(self.page)
        self.answered: set[str] = set()
        self._course = course

    def open(self, slug: str) -> Hand:
        self.page.goto(self._course.page(f"{course_map.prefix(self.language)}/{slug}".lstrip("/")))
        wait_until_live(self.page)
        settle(self.page)
        return self.hand


@pytest.fixture(scope="module")
def student(request, browser, course):
    with opening(browser) as open_page:
        found = Student(request.param, open_page, course)
        found.another = lambda: Student(request.param, open_page, course)
        yield found


@students
@pytest.mark.parametrize("slug", [entry.slug for entry in course_map.PAGES])
def test_a_page_is_worked_through_by_keyboard(student, slug):
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
    number = slug.split("-")[0]
    assert sorted(done) == sorted(each.id for each in library.of_page(number)), "an exercise escaped"
    for waiting in ("[data-after]", ".selfhelp-figure-note:not([hidden])", ".selfhelp-failed"):
        assert student.page.locator(waiting).all_inner_texts() == [], f"{waiting} still waits"


@students
def test_the_portfolio_is_taken_along_and_restored_on_a_clean_profile(student, tmp_path):
    hand = student.open(LAST)
    hand.choose("#cell-rating [data-value='2'] input")
    kept = student.page.evaluate(_KEPT)
    hand.push("#cell-files input[type=checkbox]", key="Space")  # what is private goes along only when asked
    file = tmp_path / "portfolio.json"
    with student.page.expect_download() as waiting:
        hand.push("#cell-files .selfhelp-actions button", at=_place_of(hand, "JSON"))
    waiting.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["sha256"]

    other = student.another()
    hand = other.open(LAST)
    assert other.page.evaluate(_KEPT) == []
    with other.page.expect_file_chooser() as choosing:
        hand.push("#cell-keeper .selfhelp-keeper-actions button", at=1)
    choosing.value.set_files(file)
    hand.until("document.querySelector('#cell-look-back table') !== null")
    assert other.page.evaluate(_KEPT) == kept
    assert other.page.locator("#cell-rating [data-value='2'] input").is_checked()
    assert student.answered <= {name.split(" ")[0] for name in kept}


def _place_of(hand, word):
    names = hand.page.locator("#cell-files .selfhelp-actions button").all_inner_texts()
    return next(at for at, name in enumerate(names) if word in name)
