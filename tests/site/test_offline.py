"""A new build is announced, a broken one never stands in. That a visit is enough is held in test_walk.py."""

import shutil

import pytest
from playwright.sync_api import expect

from selfhelp_teach.site.build import service_worker
from tests.conftest import reload
from tests.site.conftest import hosting

pytestmark = pytest.mark.browser


def test_a_new_build_is_announced_and_loaded_on_request(built, open_page, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(built, folder)
    with hosting(folder) as host:
        page = open_page(host.page(), strict=False, service_workers="allow")
        line = page.locator("#selfhelp-offline")
        expect(line).to_contain_text("works without a network")
        index, worker = folder / "index.html", folder / "service-worker.js"
        changed = index.read_text(encoding="utf-8").replace("</body>", "<p>newer</p></body>")
        index.write_text(changed, encoding="utf-8")
        worker.unlink()
        worker.write_text(service_worker(folder), encoding="utf-8")
        reload(page)
        expect(line).to_contain_text("newer version")
        line.get_by_role("button").click()
        expect(page.get_by_text("newer", exact=True)).to_be_visible()


def test_an_altered_file_is_never_kept(built, open_page):
    with hosting(built) as host:
        host.broken = {"07-portfolio.html": b"something else"}
        page = open_page(host.page(), live=False, strict=False, service_workers="allow")
        expect(page.locator("#selfhelp-offline")).to_contain_text("Not all of the course")
        active = "navigator.serviceWorker.getRegistration().then((r) => Boolean(r?.active))"
        assert page.evaluate(active) is False
