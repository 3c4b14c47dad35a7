"""Every screen of every page, in each language, light and dark, at a laptop's size and a phone's: `make soak`.

What a page shows as a whole is looked at in each run of the tests (test_pages.py); here each screen is, as it is met.
"""

from __future__ import annotations

import pytest

from tests.browser.looking import SLUGS, each_step, settle, violations

pytestmark = [pytest.mark.browser, pytest.mark.soak]
SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_screen_has_a_fault_that_axe_finds(course, open_page, slug, size, scheme):
    page = settle(open_page(course.page(slug), viewport=SIZES[size], color_scheme=scheme))
    found = {}
    within = None  # the first screen with all that is around it, then what is new on each
    for step in each_step(page):
        if faults := violations(page, within):
            found[step] = faults
        within = ["[data-here]", "#selfhelp-steps"]
    assert found == {}
