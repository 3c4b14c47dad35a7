"""What a learner takes along from a site: every format, made by the browser's own Python."""

import fnmatch
import io
import json
import zipfile

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.records.schema import Record
from selfhelp_teach.site.browser.selfhelp_later import Later
from tests.records.examples import entry
from tests.site.conftest import keep

PORTFOLIO = "07-portfolio"
PNG = b"\x89PNG\r\n\x1a\n"
PREDICTED = {"kind": "prediction", "exercise": "p02-share-with-a-problem", "value": 20.5}  # with a drawing


def button(page, form):
    return page.locator("#cell-files .selfhelp-actions button").nth(list(FORMATS).index(form))


def saved(page, form):
    """Press the button of a format and return the file."""
    with page.expect_download() as waiting:
        button(page, form).click()
    return waiting.value.path().read_bytes()


@pytest.mark.browser
def test_every_format_is_made_in_the_browser_and_a_workbook_without_a_network_once_it_is_back(returning):
    # The device has no service worker: otherwise the course lay on it, and the workbook would need no network.
    page = returning.open(PORTFOLIO)
    keep(page, **PREDICTED, confidence=4)
    workbooks = "xlsxwriter-*"
    assert fnmatch.filter(returning.host.asked, f"*{workbooks}") == [], "fetched only when a file needs it"
    returning.host.broken = {workbooks: 503}
    button(page, "xlsx").click()
    expect(page.locator("#cell-files .selfhelp-exercise-status")).to_contain_text("could not be fetched")
    page.watch.errors.clear()  # what the browser says of the file
    returning.host.broken = {}
    returning.host.asked.clear()
    found = {form: saved(page, form) for form in FORMATS}
    assert fnmatch.filter(returning.host.asked, f"*{workbooks}")
    assert b"<svg" in found["html"]
    assert b"20.5" in found["md"].replace(b"\\", b"")
    assert json.loads(found["json"])["sha256"]
    assert b"p02-share-with-a-problem" in found["csv"]
    rows = list(openpyxl.load_workbook(io.BytesIO(found["xlsx"])).active.values)
    assert len(rows) == 2
    (drawing,) = docx.Document(io.BytesIO(found["docx"])).inline_shapes
    assert drawing.width > drawing.height > 0
    with zipfile.ZipFile(io.BytesIO(found["docx"])) as inside:
        (picture,) = [inside.read(name) for name in inside.namelist() if name.endswith(".png")]
    assert picture.startswith(PNG)
    assert len(picture) > 1000, "a drawing, not an empty sheet"


@pytest.mark.browser
def test_a_chart_is_saved_and_a_page_is_printed_whole(returning):
    page = returning.open("02-what-parents-reported")
    chart = page.locator(".selfhelp-figure").filter(has=page.get_by_role("button", name="PNG")).first
    for kind, begins in {"PNG": PNG, "SVG": b"<svg", "CSV": b"\xef\xbb\xbf"}.items():
        with page.expect_download() as waiting:
            chart.get_by_role("button", name=kind).click()
        assert waiting.value.path().read_bytes().startswith(begins), kind
    page.evaluate("localStorage.removeItem('selfhelp-steps')")
    returning.open("02-what-parents-reported")
    steps = page.locator("main > .selfhelp-section")
    expect(page.locator("main > .selfhelp-section:visible")).to_have_count(1)
    page.emulate_media(media="print")
    assert steps.count() >= 6
    for at in range(steps.count()):
        expect(steps.nth(at)).to_be_visible()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")


def test_a_library_that_is_not_the_sites_is_never_imported():
    from selfhelp_teach.errors import UnfetchedError

    for given in (None, b"something else"):
        finder = Later(
            {"somebody": ("https://example.org/somebody.zip", "0" * 64)}, lambda _address, g=given: g
        )
        with pytest.raises(UnfetchedError, match="somebody"):
            finder.find_spec("somebody")
        assert finder.find_spec("another") is None


def test_the_document_takes_the_pages_pictures_and_goes_without_one_it_could_not_draw():
    told = build(Record.of([entry(**PREDICTED)]))
    assert any(item.chart for item in told.items)
    plain = docx.Document(io.BytesIO(export(told, "docx", lambda _svg: b"")))
    assert len(plain.inline_shapes) == 0
    assert any("20.5" in paragraph.text for paragraph in plain.paragraphs)
