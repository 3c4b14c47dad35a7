"""What goes wrong on a site is told in a sentence, and what was written is kept."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.conftest import BROWSER_ARGUMENTS, go, headless, opening
from tests.site.conftest import keep

pytestmark = pytest.mark.browser
PAGE = "01-where-conflict-comes-from"
KEPT = "Object.values({ ...localStorage }).some((text) => text.includes('\"kept\"'))"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"pyodide.asm.wasm": 404}, "pyodide.asm.wasm could not be fetched"),
        ({"numpy-*": b"other"}, "is not the one this site was built with"),
        ({"files.json": 404}, "files.json could not be fetched"),
    ],
)
def test_a_file_that_is_missing_or_altered_is_named(host, open_page, broken, told):
    host.broken = broken
    page = open_page(host.page(PAGE), live=False, strict=False)
    banner = page.locator("#selfhelp-banner")
    expect(banner).to_contain_text(told)
    expect(banner).to_contain_text("kept in this browser")
    assert page.locator(".selfhelp-prose").first.is_visible()


HALF = {"pyodide.asm.wasm": 3_000_000, "python_stdlib*": 900_000}


def test_a_connection_that_breaks_half_way_is_taken_up_where_it_broke(returning):
    host = returning.host
    host.cut = HALF
    host.parts.clear()
    page = returning.open(PAGE)
    assert page.locator(".selfhelp-failed").count() == 0
    starts = [int(part.removeprefix("bytes=").rstrip("-")) for part in host.parts]
    assert len(starts) >= len(HALF)
    assert max(starts) > 0, "what had come is not fetched again"
    page.watch.errors.clear()  # what the browser says of the connection


def test_a_network_that_goes_half_way_and_stays_away_is_told_and_asked_for_again_on_request(returning):
    page, host = returning.page, returning.host
    host.cut, host.mends = HALF, False
    page.goto(host.page(PAGE))
    banner = page.locator("#selfhelp-banner")
    expect(banner).to_contain_text("could not be fetched")
    keep(page, id="kept")
    host.cut = {}
    banner.get_by_role("button").click()
    expect(page.locator("html")).to_have_attribute("data-live", "yes")
    assert page.evaluate(KEPT)
    page.watch.errors.clear()  # what the browser says of the connection


def test_storage_that_is_full_is_told_and_what_is_written_stays_on_the_page(host, open_page):
    page = open_page(host.page(PAGE), live=False, strict=False)
    page.wait_for_function("globalThis.__selfhelpStore")
    page.evaluate(
        """() => {
          for (let size = 2 ** 20; size >= 1; size /= 2)
            for (let at = 0; ; at += 1)
              try { localStorage.setItem(`other ${size} ${at}`, "x".repeat(size)); } catch { break; }
        }"""
    )
    keep(page, id="kept")
    expect(page.locator(".selfhelp-record-sync-status[data-state='quota']")).to_contain_text("full")
    assert page.evaluate("__selfhelpStore.entries().some(({ id }) => id === 'kept')")


def test_a_browser_without_webassembly_is_told_so_and_can_read(host, open_page):
    page = open_page(live=False, strict=False)
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(host.page(PAGE))
    expect(page.locator("#selfhelp-banner")).to_contain_text("cannot run Python")
    assert page.locator(".selfhelp-prose").first.is_visible()


def test_a_worker_that_dies_is_told_and_python_can_be_started_again(returning):
    page = returning.open(PAGE)
    page.evaluate("selfhelpPython.worker.onerror({ message: 'out of memory' })")
    banner = page.locator("#selfhelp-banner")
    expect(banner).to_contain_text("short of memory")
    banner.get_by_role("button").click()
    expect(page.locator("html")).to_have_attribute("data-live", "yes")


def test_a_browser_that_refuses_memory_is_told_so_and_answers_stand(browser, host):
    """Chromium grants WebAssembly 6 MB here; Python needs 20 to begin with, so that its memory is refused."""
    arguments = [*BROWSER_ARGUMENTS, "--js-flags=--wasm-max-mem-pages=100"]
    launched = browser.browser_type.launch(executable_path=headless(), args=arguments)
    with launched as small, opening(small) as open_page:
        page = open_page(host.page(PAGE), live=False, strict=False)
        banner = page.locator("#selfhelp-banner")
        expect(banner).to_contain_text("short of memory")
        expect(banner.get_by_role("button")).to_have_count(1)
        keep(page, id="kept")
        page.reload()
        assert page.evaluate(KEPT)


def test_a_page_whose_process_is_ended_has_its_answers_when_it_is_opened_again(host, open_page):
    page = open_page(host.page(PAGE), live=False, strict=False)
    keep(page, id="kept")
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")  # as a system does that needs the memory
    again = page.context.new_page()
    again.goto(host.page(PAGE))
    assert again.evaluate(KEPT)


def test_storage_that_is_blocked_is_told_and_the_page_is_live_all_the_same(returning):
    blocked = """Object.defineProperty(globalThis, "localStorage", {
      get() { throw new DOMException("no", "SecurityError") } })"""
    with returning.another_page(blocked) as page:
        go(page, returning.host.page(PAGE))
        keeper = page.locator("#cell-keeper, .selfhelp-record-sync").first
        expect(keeper).to_contain_text("until you close the page")


def test_without_scripts_the_text_is_there_and_says_what_is_missing(host, open_page):
    page = open_page(host.page(PAGE), live=False, java_script_enabled=False, whole=False)
    assert page.locator(".selfhelp-prose").first.is_visible()
    assert page.locator("noscript").count()


def test_two_tabs_have_the_same_answers(returning):
    page = returning.page
    page.goto(returning.host.page(PAGE))
    with returning.another_page() as other:
        other.goto(returning.host.page(PAGE))
        other.wait_for_function("globalThis.__selfhelpStore")
        keep(page, id="kept")
        other.wait_for_function("__selfhelpStore.entries().some(({ id }) => id === 'kept')")
