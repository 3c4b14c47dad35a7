"""Page 07 in a real browser: a gap looked at, a text written, the portfolio taken along and restored."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.looking import settle
from tests.conftest import go

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("portfolio")]
TEXT = "The clock <b>stopped</b>, and nobody looked up."


@pytest.fixture(scope="module")
def page(course, open_once):
    """The portfolio of somebody who has predicted one number on page 06, far off, and written a text."""
    opened = settle(open_once(course.page("06-mediating-a-conflict")))
    exercise = opened.locator("[data-exercise=p06-own-advocacy]")
    exercise.locator("input[role='spinbutton']").first.fill("3")
    exercise.locator("label", has_text="certain").click()
    exercise.locator("button", has_text="Commit to this").click()
    exercise.locator(".selfhelp-verdict").wait_for()
    settle(go(opened, course.page("07-portfolio")))
    described = opened.locator("#cell-describe .selfhelp-exercise")
    described.locator("textarea").fill(TEXT)
    described.locator("button", has_text="Keep this answer").click()
    return opened


def take(page, kind):
    with page.expect_download(timeout=60_000) as waiting:
        page.locator("#cell-files button", has_text=kind).click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_the_prediction_stands_beside_its_result_and_becomes_a_prompt(page):
    gaps = page.locator("#cell-look-back")
    page.wait_for_function("document.querySelector('#cell-look-back table') !== null", timeout=30_000)
    expect(gaps).to_contain_text("How many became stronger advocates?", use_inner_text=True)
    expect(gaps).to_contain_text("3 parents", use_inner_text=True)
    expect(gaps).to_contain_text("47 parents", use_inner_text=True)
    expect(gaps).to_contain_text("certain", use_inner_text=True)


@pytest.mark.parametrize("kind", ["(HTML)", "Markdown", "(JSON)"])
def test_what_was_written_and_predicted_is_in_the_file(page, kind):
    name, written = take(page, kind)
    text = written.decode()
    assert name.startswith("portfolio-")
    assert "nobody looked up" in text
    assert "47 parents" in text
    if kind == "(HTML)":
        assert "<b>stopped</b>" not in text
        assert "<script" not in text
        assert "://" not in text.replace("http://www.w3.org", "")


def test_the_word_document_holds_the_text(page):
    name, written = take(page, "(DOCX)")
    assert name.endswith(".docx")
    inside = zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml").decode()
    assert "nobody looked up" in inside


def test_the_box_for_private_inventories_is_large_enough_for_a_finger(page):
    box = page.locator(".selfhelp-portfolio label:has([type=checkbox])")
    assert box.evaluate("(el) => el.getBoundingClientRect().height") >= 24
