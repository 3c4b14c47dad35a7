"""A new build is announced, a broken one never stands in. That a visit is enough is held in test_walk.py."""

import shutil

import pytest
from playwright.sync_api import expect

from selfhelp_teach.serving import course
from tests.conftest import wait_until_live
from tests.site.conftest import hosting

pytestmark = pytest.mark.browser
PAGES = [page.slug for page in course.pages()]


def kept(page):
    """Wait until the course is on the device."""
    expect(page.locator("#selfhelp-offline")).to_contain_text("works without a network")


def test_a_new_build_is_announced_and_loaded_on_request(built, open_page, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(built, folder)
    with hosting(folder) as host:
        page = open_page(host.page(), strict=False, service_workers="allow")
        kept(page)
        worker = folder / "service-worker.js"
        text = worker.read_text(encoding="utf-8")
        build = text.partition('BUILD = "')[2].partition('"')[0]
        index = folder / "index.html"
        changed = index.read_text(encoding="utf-8").replace("</body>", "<p>newer</p></body>")
        from hashlib import sha256

        old = sha256(index.read_bytes()).hexdigest()
        index.write_text(changed, encoding="utf-8")
        text = text.replace(old, sha256(index.read_bytes()).hexdigest()).replace(build, "another")
        worker.write_text(text, encoding="utf-8")
        page.reload()
        wait_until_live(page)
        line = page.locator("#selfhelp-offline")
        expect(line).to_contain_text("newer version")
        line.get_by_role("button").click()
        expect(page.get_by_text("newer", exact=True)).to_be_visible()


def test_an_altered_file_is_never_kept(built, open_page):
    with hosting(built) as host:
        host.broken = {"07-portfolio.html": b"something else"}
        page = open_page(host.page(), live=False, strict=False, service_workers="allow")
        expect(page.locator("#selfhelp-offline")).to_contain_text("Not all of the course")
        assert (
            page.evaluate("navigator.serviceWorker.getRegistration().then((r) => Boolean(r?.active))")
            is False
        )
