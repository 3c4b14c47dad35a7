"""The course without a server, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from selfhelp_teach.serving import course
from tests.conftest import go, reload, wait_until_live

pytestmark = pytest.mark.browser
PAGES = [page.slug for page in course.pages()]
# Parts that are on the page and not bound to Python.
UNBOUND = """[...selfhelp.mounted.values()].flat()
  .filter(({ model }) => !model.kernel).map(({ el }) => el.dataset.key)"""


def test_a_page_is_live_when_every_part_of_it_is_bound_to_python_and_not_before(returning):
    """The document's end says nothing of Python: a page once took it for the end of Python's outputs, and what was
    answered in the parts that came later was never marked."""
    early = """new MutationObserver((_, observer) => {
      if (!document.querySelector("script.selfhelp-outputs")) return;
      observer.disconnect();
      document.dispatchEvent(new Event("DOMContentLoaded"));
    }).observe(document, { childList: true, subtree: true })"""
    with returning.another_page(early) as page:
        go(page, returning.host.page())
        assert page.evaluate(UNBOUND) == []


def test_a_page_that_is_opened_by_itself_becomes_live_without_what_pandas_altair_or_yaml_bring(device):
    assert device.faults == []
    wheels = {path for path in device.asked if path.endswith((".whl", ".zip"))}
    assert sorted(re.sub(r"[-.].*", "", path.rsplit("/", 1)[-1]) for path in wheels) == [
        "course", "numpy", "python_stdlib",
    ]  # fmt: skip


def test_a_page_that_is_turned_to_hears_its_reader_and_back_shows_the_page_before(returning):
    page = returning.open()
    page.evaluate(
        "globalThis.former = [...selfhelp.mounted.values()].flat().map(({ model }) => model.listeners)"
    )
    page.locator('a[rel="next"]').last.click()
    page.wait_for_url(f"**/{PAGES[1]}.html*")
    wait_until_live(page)
    assert page.evaluate("former.every((heard) => [...heard.values()].every((each) => !each.size))"), (
        "the parts of the page before are let go of"
    )
    acts = page.evaluate("__selfhelpSpeech.act")
    page.keyboard.press("Escape")
    assert page.evaluate("__selfhelpSpeech.act") == acts + 1
    page.locator("main a.selfhelp-fact:visible").first.click()
    expect(page.locator("#selfhelp-note")).to_be_visible()
    page.go_back()
    expect(page).to_have_title(re.compile("Conflict in care"))
    page.wait_for_url("**/index.html*")
    wait_until_live(page)


def test_an_answer_is_marked_and_is_there_after_a_reload(returning):
    page = returning.open()
    task = page.locator("[data-exercise='index-track']")
    task.locator("input[type=radio]").first.check()
    task.locator("button.selfhelp-main").first.click()
    marked = """() => Object.values({ ...localStorage })
      .some((text) => text.includes('"index-track"') && text.includes('"verdict"'))"""
    page.wait_for_function(marked)
    reload(page)
    assert page.evaluate(marked)
    # another course on the same host keeps its own
    assert page.evaluate(
        "Object.keys(localStorage).every((key) => !key.includes('entry') || key.includes('/teaching/care/'))"
    )
