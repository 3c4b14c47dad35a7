"""A page of the course in JupyterLab itself: the same notebook, unchanged, on a server that knows nothing of us."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Course, free_port

pytestmark = pytest.mark.browser

PAGE = "01-where-conflict-comes-from.ipynb"


@pytest.fixture
def lab(tmp_path):
    shutil.copy(ROOT / "notebooks" / PAGE, tmp_path)
    log = tmp_path / "jupyter.log"
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={free_port()}", "--ServerApp.port_retries=0", "--IdentityProvider.token="),
        *(f"--ServerApp.root_dir={tmp_path}", "--LabApp.news_url=None"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    home = {name: str(tmp_path / name) for name in ("HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    env = {**os.environ, **home, "PYTHONPATH": str(ROOT), "SELFHELP_STORE": "none"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=out, stderr=subprocess.STDOUT)
    port = next(each.split("=")[1] for each in command if each.startswith("--port"))
    server = Course(f"http://127.0.0.1:{port}/", process, log)

    def answers():
        assert process.poll() is None, log.read_text()
        return f":{port}/lab" in log.read_text()

    try:
        server.wait_for(answers, 60)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def test_a_page_runs_in_jupyterlab_its_chart_answers_a_move_and_nothing_complains(lab, open_page):
    # open_page fails where another host is asked or an error is logged, ours or anybody's
    page = open_page(f"{lab.url}lab/tree/{PAGE}", live=False)
    page.get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    chart = page.locator("figure[data-key='p01-power']")
    chart.locator("svg").wait_for()
    summary = chart.locator(".selfhelp-figure-summary")
    summary.filter(has_text="At power 0.70,").wait_for(state="attached")
    before = chart.locator("svg").inner_html()
    page.get_by_role("slider", name="Power asymmetry").first.press("End")
    summary.filter(has_text="At power 1.00,").wait_for(state="attached")
    page.wait_for_function(
        "before => document.querySelector(\"figure[data-key='p01-power'] svg\").innerHTML !== before",
        arg=before,
    )
    assert chart.get_attribute("data-opened") == "1"
    # the last cell has run, too; JupyterLab draws cells when they come near the window
    page.wait_for_function(
        """() => {
          const outer = document.querySelector(".jp-WindowedPanel-outer");
          outer.scrollTop = outer.scrollHeight;
          return document.querySelector(".selfhelp-exercise[data-exercise='p01-change-my-mind'] button");
        }"""
    )
    # JupyterLab takes cells out of the page that are far from view, so only those here can be looked at
    failed = ".jp-OutputArea-output[data-mime-type*='stderr'], .jp-RenderedText[data-mime-type*='error']"
    assert page.locator(failed).count() == 0
