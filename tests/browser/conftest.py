"""The gallery and a page of faults, served as the course serves its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.browser.looking import begun_again, settle
from tests.conftest import ROOT, Course, serve
from tests.serving.pages import page_with

GALLERY = ROOT / "docs" / "gallery"

CROWD = ["import states\nstates.crowd()", "states.power()"]

LATE = """
slow = states.power(key="slow", value=0.5)
import time
late = states.conflicts(key="late", link={})
def steps(value):
    for _ in range(400):
        time.sleep(0.01)
        yield value
def show(value, final):
    late.feed({"conflicts": states.bars(value)}, summary=f"value {value:.2f}" + (" final" if final else ""))
latest = states.w.LatestWins(steps, show, late.fail)
slow.observe(lambda change: latest.ask(change["new"]), "value")
slow
"""
ECHO = """
quick, echo = states.w.Switch("Quick"), states.w.Switch("Echo")
quick.observe(lambda change: setattr(echo, "value", change["new"]), "value")
quick
"""
DIE = """
import os
die = states.w.Switch("Die")
die.observe(lambda change: os._exit(1), "value")
die
"""
RAISE = """
raising = states.w.Switch("Raise")
def fail(request):
    raise ZeroDivisionError
broken = states.w.LatestWins(fail, show, late.fail)
raising.observe(lambda change: broken.ask(change["new"]), "value")
raising
"""
TWICE = "import states\ntwice = states.conflicts(key='twice', link={}); twice"
FAULTS = [TWICE, "twice", LATE, "late", ECHO, "echo", DIE, RAISE]


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    folder = tmp_path_factory.mktemp("gallery")
    shutil.copy(GALLERY / "gallery.ipynb", folder)
    page_with(folder, *FAULTS, name="faults")
    page_with(folder, *CROWD, name="crowd")
    env = {"PYTHONPATH": f"{ROOT}:{GALLERY}", "XDG_CACHE_HOME": str(folder / "cache")}
    with serve(folder, "--warm", "0", "--notebooks", str(folder), env=env) as running:
        yield running


@pytest.fixture
def relay(between):
    """The relay of a file's tests, which passes everything on again after each."""
    yield between
    between.set(sockets="pass", requests="pass")
    between.host, between.without = "", ()


# What every part of a page is worth as it opened, and giving that back.
REMEMBER = """() => {
  globalThis.asOpened = [...selfhelp.models.values()].map((model) => [model, { ...model.state }]);
}"""
RESTORE = """() => {
  for (const name of ["theme", "provenance"]) delete document.documentElement.dataset[name];
  for (const open of document.querySelectorAll("details[open]")) open.open = false;
  for (const [model, state] of asOpened) {
    model.set(state);
    model.save_changes();
  }
  document.activeElement?.blur();
  document.getElementById("selfhelp-live").replaceChildren();
  scrollTo(0, 0);
}"""


def settled(shown):
    """Wait until every part of the gallery is mounted and its charts are drawn."""
    shown.evaluate("selfhelp.opened.then(() => {})")
    shown.wait_for_function("document.querySelectorAll('figure[data-opened]').length >= 8")
    return shown


@pytest.fixture(scope="module")
def gallery_once(open_once, gallery):
    shown = settled(open_once(gallery.page("gallery")))
    shown.evaluate(REMEMBER)
    return shown


@pytest.fixture
def page(gallery_once):
    """The gallery as it opened: tests of a file share it, and each finds every part put back."""
    gallery_once.emulate_media(color_scheme="light")
    gallery_once.set_viewport_size({"width": 1280, "height": 800})
    return begun_again(gallery_once, RESTORE)


@pytest.fixture(scope="module")
def opened(request, course, open_once):
    """The page of the course that a file calls SLUG; its tests share it, and each begins it again (see looking.py)."""
    return settle(open_once(course.page(request.module.SLUG)))


@pytest.fixture
def own_page(open_page, gallery):
    """The gallery opened for one test, which counts what opening it took, or leaves it spoilt."""
    return settled(open_page(gallery.page("gallery")))
