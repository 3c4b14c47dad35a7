"""The course by keyboard on a site, in Spanish: what is pressed is answered by the browser's own Python.

How Tab leads to what is pressed is walked on a server (tests/browser/test_course.py), whose pages have the same order.
"""

import pytest

from selfhelp_teach.serving import course
from tests.browser.test_course import Student, take_along, work_through
from tests.conftest import BROWSER_ARGUMENTS, headless, opening
from tests.site.conftest import hosting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site-by-keyboard")]  # one student


@pytest.fixture(scope="module")
def student(browser, built):
    # Python computes for minutes here: WebAssembly's second compiler is worth its time.
    launched = browser.browser_type.launch(executable_path=headless(), args=BROWSER_ARGUMENTS)
    with hosting(built) as host, opening(launched) as open_one:
        yield Student("es", open_one, host, led=True)
    launched.close()


@pytest.mark.parametrize("slug", [page.slug for page in course.PAGES])
def test_a_page_of_the_site_is_worked_through_by_keyboard(student, slug):
    work_through(student, slug)


def test_the_portfolio_of_a_site_is_taken_along_and_restored_on_a_clean_profile(student, tmp_path):
    take_along(student, tmp_path)
