"""A page of the course in JupyterLab itself: the same notebook, unchanged, on a server that knows nothing of us."""

from __future__ import annotations

import json
import os
import shutil
import sys

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT, answering, free_port

pytestmark = pytest.mark.browser

PAGE = "01-where-conflict-comes-from.ipynb"
PREDICTION = "[data-exercise='p01-predict-quiet']"

# JupyterLab draws cells when they come near the window, so what is looked for is scrolled to.
_BRING = """(wanted) => {
  const found = document.querySelector(wanted);
  const place = document.querySelector(".jp-WindowedPanel-outer");
  if (!place || found?.checkVisibility()) return Boolean(place);
  const end = place.scrollTop + place.clientHeight >= place.scrollHeight - 1;
  place.scrollTop = end ? 0 : place.scrollTop + place.clientHeight / 2;
  return false;
}"""
_FAILED = ".jp-OutputArea-output[data-mime-type*='stderr'], .jp-RenderedText[data-mime-type*='error']"


@pytest.fixture
def lab(tmp_path):
    shutil.copy(ROOT / "notebooks" / PAGE, tmp_path)
    port = free_port()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="),
        *(f"--ServerApp.root_dir={tmp_path}", "--LabApp.news_url=None"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    home = {name: str(tmp_path / name) for name in ("HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    env = {**os.environ, **home, "PYTHONPATH": str(ROOT), "SELFHELP_STORE": "none"}

    def answers(server):
        return f":{port}/lab" in server.log.read_text()

    log = tmp_path / "jupyter.log"
    with answering(command, log, f"http://127.0.0.1:{port}/", answers, cwd=tmp_path, env=env) as server:
        yield server


def bring(page, wanted):
    """Scroll the notebook until a part of it is there, and return it."""
    page.wait_for_function(_BRING, arg=wanted, polling=300)
    return page.locator(wanted)


def run_all(page):
    page.get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"
    )


def test_a_page_runs_in_jupyterlab_its_chart_answers_a_move_and_nothing_complains(lab, open_page, tmp_path):
    # open_page fails where another host is asked or an error is logged, ours or anybody's
    page = open_page(f"{lab.url}lab/tree/{PAGE}", live=False)
    run_all(page)
    bring(page, f"{PREDICTION} input")
    prediction = page.locator(PREDICTION)
    prediction.locator(".selfhelp-exercise-input input").first.check()
    prediction.locator(".selfhelp-exercise-sure input").first.check()
    prediction.locator(".selfhelp-main:visible").first.click()
    chart = bring(page, "figure[data-key='p01-power']")
    chart.locator("svg").wait_for()
    summary = chart.locator(".selfhelp-figure-summary")
    summary.filter(has_text="At power 0.70,").wait_for(state="attached")
    picture = chart.locator("svg")
    before = picture.inner_html()
    page.get_by_role("slider", name="Power asymmetry").first.press("End")
    summary.filter(has_text="At power 1.00,").wait_for(state="attached")
    expect(picture).not_to_have_js_property("innerHTML", before)
    assert chart.get_attribute("data-opened") == "1"
    bring(page, ".selfhelp-exercise[data-exercise='p01-change-my-mind'] button")  # the last cell has run, too
    assert page.locator(_FAILED).count() == 0
    saved_and_opened_again(page, tmp_path / PAGE)


def saved_and_opened_again(page, file):
    """What is saved of a part is a sentence, so whoever opens the notebook next reads what to do."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    with page.expect_response(lambda answer: answer.request.method == "PUT" and file.name in answer.url):
        page.locator(".lm-Menu-itemLabel", has_text="Save Notebook").first.click()
    outputs = [output for cell in json.loads(file.read_text())["cells"] for output in cell.get("outputs", ())]
    assert len(outputs) > 20
    assert all(set(output["data"]) == {"text/plain"} for output in outputs)
    assert page.locator("figure[data-key]").count(), "what is on the screen stays as it is"
    page.reload()
    shown = bring(page, ".jp-OutputArea-output").first
    shown.filter(has_text="Run the notebook to have it again.").wait_for()
    words = page.locator(".jp-Notebook").inner_text()
    assert "not found" not in words
    assert "object at 0x" not in words
    # A Jupyter server that is to end while a page is about to reach its kernel waits a minute for the page.
    page.get_by_text("| Idle").wait_for()
