"""Predictions committed to at once, for tests of what comes after them; by hand they are made elsewhere."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.conftest import wait_until_live

_COMMIT = """(names) => {
  const models = [...selfhelp.models.values()].filter((model) => names.includes(model.get("key")));
  for (const model of models) {
    model.set("revealed", true);
    model.save_changes();
  }
  return models.length;
}"""
_WAITING = """() => [...document.querySelectorAll(".selfhelp-figure-note")]
  .some((note) => !note.hidden && note.textContent.includes("prediction"))"""


def committed(page: Page, *names: str, waits: bool = False) -> Page:
    """Commit to predictions of a live page, and wait until no view waits for them, unless it waits for others too."""
    wait_until_live(page)
    assert page.evaluate(_COMMIT, list(names)) == len(names)
    if not waits:
        page.wait_for_function(f"!({_WAITING})()")
    return page
