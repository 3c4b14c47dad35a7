"""On paper, in a file, in another window: what a learner wrote and takes along, wherever it goes."""

from __future__ import annotations

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdf
import pytest
from playwright.sync_api import expect

from tests.conftest import wait_until_live

pytestmark = pytest.mark.browser

BOX = "[data-type='free-text'] textarea"
THREE_HUNDRED = " ".join(f"word{at}" for at in range(300))
BOGOTA = ZoneInfo("America/Bogota")


def printed(page):
    """The words of the page on paper."""
    return "\n".join(
        sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    )


def test_every_word_of_a_text_box_is_printed(open_page, exercises):
    page = open_page(exercises.page("writing"))
    page.locator(BOX).fill(f"{THREE_HUNDRED}\n\nA second paragraph.")
    on_paper = re.findall(r"word\d+", printed(page))
    assert on_paper == THREE_HUNDRED.split()
    page.emulate_media(media="print")
    expect(page.locator(BOX)).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator(BOX)).to_be_visible()
    expect(page.locator(".selfhelp-writing-printed").first).to_be_hidden()
    page.locator(BOX).fill("")
    page.emulate_media(media="print")
    expect(page.locator(BOX)).to_be_visible()  # room to write by hand


@pytest.fixture
def far_away(open_page, exercises):
    """The portfolio of somebody in Bogotá, on a page in a frame or not."""

    def opened(url=None, **options):
        page = open_page(timezone_id="America/Bogota", locale="es-CO", **options)
        page.goto(url or exercises.page("portfolio"))
        return page

    return opened


def test_a_file_is_named_for_the_person_the_day_and_the_time_there_and_like_no_other(far_away):
    page = far_away()
    wait_until_live(page)
    page.get_by_role("textbox", name="A name for the file").fill("Zoë  O'Neill / =1")
    names = []
    for _time in range(2):
        before = datetime.now(BOGOTA).replace(microsecond=0)
        with page.expect_download() as saved:
            page.get_by_role("button", name="Markdown").click()
        names.append(saved.value.suggested_filename)
        _stem, _person, moment, _code = re.fullmatch(
            r"(portfolio)-(Zoë-O-Neill-1)-(\d{4}-\d\d-\d\d-\d{6})-(\w{4})\.md", names[-1]
        ).groups()
        named = datetime.strptime(moment, "%Y-%m-%d-%H%M%S").replace(tzinfo=BOGOTA)
        assert before <= named <= datetime.now(BOGOTA)
        page.wait_for_function("(then) => Math.floor(Date.now() / 1000) > then", arg=int(named.timestamp()))
        expect(page.locator(".selfhelp-portfolio-file")).to_contain_text(
            f"{names[-1]} was handed to the browser"
        )
    assert names[0] != names[1]
    text = saved.value.path().read_text(encoding="utf-8")
    assert "(UTC\N{MINUS SIGN}05:00)" in text.replace("\\", "")
    other = far_away()
    wait_until_live(other)
    with other.expect_download() as saved:
        other.get_by_role("button", name="Markdown").click()
    assert saved.value.suggested_filename[-8:] != names[0][-8:], "thirty students, thirty names"


def test_the_document_of_somebody_in_colombia_is_on_their_paper(far_away):
    import docx

    page = far_away()
    wait_until_live(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="DOCX").click()
    section = docx.Document(saved.value.path()).sections[0]
    assert round(section.page_width.inches, 1) == 8.5


class TestFrame:
    """A learning platform that shows the course in a frame which lets no file out."""

    @pytest.fixture
    def frame(self, far_away, exercises):
        def framed(name):
            lms = f"{exercises.url}lms"
            page = far_away("about:blank", strict=False, permissions=["clipboard-read", "clipboard-write"])
            html = (
                f'<iframe sandbox="allow-scripts allow-same-origin" src="{exercises.page(name)}" '
                'style="width: 1200px; height: 700px"></iframe>'
            )
            page.route(lms, lambda route: route.fulfill(content_type="text/html", body=html))
            page.goto(lms)
            frame = page.frame_locator("iframe")
            page.frames[1].wait_for_function(
                "document.documentElement.dataset.live === 'yes'", timeout=60_000
            )
            downloads = []

            def saved(download):
                downloads.append(download)

            page.on("download", saved)
            frame.downloads = downloads
            return frame

        return framed

    def test_no_file_is_called_made_and_the_text_can_be_had_another_way(self, frame):
        inside = frame("portfolio")
        inside.locator(".selfhelp-name").fill("A ward in winter")
        inside.get_by_role("button", name="Markdown").click()
        place = inside.locator(".selfhelp-portfolio-file")
        expect(place).to_contain_text("this page stands in a frame, and a frame may keep files back")
        assert inside.downloads == []
        assert ".md was made" not in inside.locator("body").inner_text()
        place.get_by_role("button", name="Show it here").click()
        shown = place.get_by_role("textbox")
        expect(shown).to_have_value(re.compile("A ward in winter"))
        place.get_by_role("button", name="Copy the text").click()
        expect(place.locator("[role=status]")).to_have_text(re.compile(r"Copied\.|Select the text"))
        place.get_by_role("button", name="Open it in a new tab").click()
        expect(place).to_contain_text("The browser opened no new tab.")

    def test_a_document_that_is_no_text_can_be_had_from_a_page_of_its_own(self, frame):
        inside = frame("portfolio")
        inside.get_by_role("button", name="DOCX").click()
        place = inside.locator(".selfhelp-portfolio-file")
        link = place.get_by_role("link", name="Open this page in a tab of its own")
        expect(link).to_have_attribute("href", re.compile("portfolio"))
        expect(place.get_by_role("button", name="Show it here")).to_have_count(0)

    def test_the_keepers_file_says_the_same(self, frame):
        inside = frame("writing")
        inside.locator(BOX).fill("Take me along")
        inside.get_by_role("button", name="Download my answers").click()
        place = inside.locator(".selfhelp-record-sync-file")
        expect(place).to_contain_text("a frame may keep files back")
        place.get_by_role("button", name="Show it here").click()
        expect(place.get_by_role("textbox")).to_have_value(re.compile('"format": "selfhelp-record"'))
