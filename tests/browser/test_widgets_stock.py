"""The same widgets, unchanged, in Voilà's own front end, where no server of ours hands out their files."""

from __future__ import annotations

import os
import sys
import urllib.request

import pytest

from tests.browser.conftest import GALLERY
from tests.conftest import ROOT, answering, free_port

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    port = free_port()
    log = tmp_path_factory.mktemp("stock") / "voila.log"
    command = [sys.executable, "-m", "voila", GALLERY / "gallery.ipynb"]
    command += ["--template=lab", "--no-browser", f"--port={port}"]
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{GALLERY}"}

    def answers(server):
        urllib.request.urlopen(f"{server.url}voila/static/voila.js").close()
        return True

    with answering(command, log, f"http://127.0.0.1:{port}/", answers, env=env) as server:
        yield server.url


def test_figures_and_controls_live_in_the_stock_front_end_and_ask_no_other_host(open_page, stock):
    # Voilà's own "lab" template links two style sheets of another host; our parts may add none.
    page = open_page(stock, live=False, strict=False)
    page.wait_for_function("document.querySelectorAll('figure[data-opened]').length >= 8", timeout=60_000)
    page.get_by_role("slider", name="Power asymmetry").first.press("End")
    page.wait_for_function(  # charts above it may still open and push it out of sight
        """() => {
            const picture = document.querySelector("figure[data-key='live-conflicts'] .selfhelp-figure-view");
            picture.scrollIntoView();
            return picture.querySelector("path[aria-label*='open conflicts a year: 18;']");
        }"""
    )
    opened = page.eval_on_selector_all("figure[data-opened]", "all => all.map((each) => each.dataset.opened)")
    assert set(opened) == {"1"}
    assert {url for url in page.watch.outside if not url.endswith(".css")} == set()
    # What is fetched when it is asked for is asked of the kernel only then.
    assert page.evaluate("globalThis.__selfhelpChart2Music === undefined")
    page.get_by_role("button", name="Listen to “How often does conflict break out?”").first.click()
    page.locator("figure[data-key='live-conflicts'] .selfhelp-sound-captions").filter(
        has_text="open conflicts"
    ).wait_for()
