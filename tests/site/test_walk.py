"""One visit of every page in every language, every request counted where the browser's workers cannot hide one."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from selfhelp_teach.serving import course
from selfhelp_teach.translation import LANGUAGES
from tests.conftest import BROWSER_ARGUMENTS, SECONDS, WHOLE, chromium, go, headless, wait_until_live
from tests.site.conftest import hosting
from tests.site.test_site import UNBOUND

pytestmark = pytest.mark.browser
NETWORK = ("http", "https", "ws", "wss")
PAGES = [page.slug for page in course.pages()]


def requested(log):
    """Return every address that the browser's network stack was asked for, workers' and its own included."""
    text = log.read_text(encoding="utf-8", errors="replace")
    try:
        told = json.loads(text)
    except ValueError:  # a log that was not closed ends after an event
        told = json.loads(text.rstrip().rstrip(",") + "]}")
    kinds = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    wanted = {"URL_REQUEST_START_JOB", "CORS_REQUEST"}
    return [
        event["params"]["url"]
        for event in told["events"]
        if kinds[event["type"]] in wanted and "url" in event.get("params", {})
    ]


def test_every_page_is_live_with_one_python_and_no_other_host_is_asked(browser, built, tmp_path):
    log = tmp_path / "net-log.json"
    with hosting(built) as host:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=headless(),
            args=[*BROWSER_ARGUMENTS, f"--log-net-log={log}"],
        )
        context.add_init_script(WHOLE)
        context.set_default_timeout(SECONDS * 1000)
        page = context.pages[0]
        workers = []
        page.on("worker", lambda worker: workers.append(worker.url.rsplit("/", 1)[-1]))
        go(page, host.page())
        for language in LANGUAGES:
            if language != page.locator("html").get_attribute("lang"):
                workers.clear()
                go(page, host.page(language=language))
            for slug in PAGES:
                if slug != PAGES[0]:
                    page.locator('a[rel="next"]').last.click()
                    page.wait_for_url(f"**/{slug}.html*")
                    wait_until_live(page)
                expect(page.locator("html")).to_have_attribute("lang", language)
                assert page.locator(".selfhelp-failed").count() == 0, slug
                assert page.evaluate(UNBOUND) == [], slug
            assert workers == ["worker.js"], f"Python started once for all pages in {language}"
        expect(page.locator("#selfhelp-offline")).to_contain_text("dispositivo")
    online = len(host.asked)
    # The host is gone; so is the network, as far as this course needs one.
    for slug in (PAGES[1], PAGES[-1]):
        go(page, host.page(slug))
    # A look for a newer worker, begun before, may be answered while the host goes.
    assert {path.rsplit("/", 1)[-1] for path in host.asked[online:]} <= {"service-worker.js"}
    context.close()
    asked = requested(log)
    ours = urlsplit(host.url).netloc
    assert sum(urlsplit(url).netloc == ours for url in asked) > 100, "the log has the visit"
    away = (urlsplit(url) for url in asked)
    outside = {each.geturl() for each in away if each.scheme in NETWORK and each.netloc != ours}
    assert outside == set()


def test_the_site_can_be_installed(browser, built, tmp_path):
    """Only Chromium as a whole knows of installing."""
    with hosting(built) as host:
        launch = browser.browser_type.launch_persistent_context
        with launch(tmp_path, executable_path=chromium(), args=BROWSER_ARGUMENTS) as context:
            page = context.pages[0]
            page.goto(host.page())
            session = context.new_cdp_session(page)
            assert session.send("Page.getAppManifest")["errors"] == []
            assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
