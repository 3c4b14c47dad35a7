"""What keeps a page from coming alive is told on the page itself: scripts off, files missing, a socket stopped on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.clock import hurry, with_clock
from tests.browser.slow_page import held_back
from tests.browser.test_host import ECHO, POWER
from tests.conftest import serve, wait_until_live
from tests.relay import relayed
from tests.serving.pages import page_with

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def between(tmp_path_factory):
    folder = page_with(tmp_path_factory.mktemp("opening"), POWER, ECHO)
    with serve(folder, "--warm", "0", "--notebooks", str(folder)) as course, relayed(course.url) as relay:
        yield relay


@pytest.mark.parametrize("mode", ["refuse", "stall", "mute"])
def test_a_socket_that_does_not_get_through_is_told_with_what_to_do(relay, open_page, mode):
    relay.set(sockets=mode)
    page = with_clock(open_page, relay.page(), live=False, strict=False)
    banner = page.locator("#selfhelp-banner")
    hurry(page, banner.filter(has_text="WebSocket"))
    expect(banner).to_contain_text("Try another network")
    expect(page.locator("main")).to_contain_text("Some text.")
    relay.set(sockets="pass")
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until_live(page)
    expect(banner).to_be_hidden()


def test_a_proxy_that_gives_the_server_another_name_stops_nothing(relay, open_page):
    relay.host = "inside.example:80"
    open_page(relay.page(), strict=False)


@pytest.mark.parametrize("file", ["host/bundle.js", "host/theme.js", "/static/"])
def test_a_page_whose_files_do_not_come_says_so_without_them(relay, open_page, file):
    relay.without = (file,)
    page = open_page(strict=False)
    page.context.new_cdp_session(page).send(
        "Animation.setPlaybackRate", {"playbackRate": 40}
    )  # style sheets tell
    page.goto(relay.page())
    expect(page.get_by_text("The live part of this page has not started")).to_be_visible()
    expect(page.get_by_text("Opening the page")).to_be_hidden()


def test_a_page_without_scripts_says_so(relay, open_page):
    page = open_page(strict=False, java_script_enabled=False)
    answer = page.goto(relay.page())
    # A driven browser's switch hides noscript, so that its sentence is read in the answer.
    assert (
        "Scripts are switched off in this browser"
        in answer.text().split("<noscript>")[1].split("</noscript>")[0]
    )
    expect(page.get_by_text("Opening the page")).to_be_hidden()


def test_what_waits_for_a_prediction_can_be_opened_without_scripts(course, open_page):
    page = open_page(strict=False, java_script_enabled=False)
    page.goto(course.page("01-where-conflict-comes-from"))
    held = page.locator("[data-after]:has(> details)").first
    told = held.locator(":scope > :not(details, h1, h2, h3)").first
    expect(told).to_be_hidden()
    held.locator("summary").click()
    expect(told).to_be_visible()


def test_a_page_whose_opening_state_comes_in_two_halves_is_read_whole(course, open_page):
    with held_back(course.url) as slow:
        page = open_page(live=False, strict=False)
        page.goto(f"{slow.url}voila/render/02-what-parents-reported.ipynb", wait_until="commit")
        page.wait_for_function(
            "typeof selfhelp === 'object'"
        )  # the host runs, and half of the state is there
        page.evaluate("document.body.append(document.createElement('p'))")  # as a tooltip or a live region is
        slow.rest.set()
        expect(page.locator(".selfhelp-figure").first).to_be_visible()
        assert [error for error in page.watch.errors if "JSON" in error] == []
