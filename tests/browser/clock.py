"""A page whose own time runs ahead, so that what it tells after a quarter of a minute is not waited for."""

from __future__ import annotations

from typing import Any

from tests.conftest import wait_until_live

MOST = 120  # seconds of the page's time in which anything is told


def with_clock(open_page: Any, url: str, *, live: bool = True, **options: Any) -> Any:
    """Open a page whose timers follow a clock of its own: at the pace of ours, until it is hurried."""
    page = open_page(**options)
    page.clock.install()
    page.goto(url)
    if live:
        wait_until_live(page)
    return page


def hurry(page: Any, shown: Any) -> None:
    """Let the page's time run ahead until something is shown; in each second the server can answer once."""
    for _second in range(MOST):
        if shown.is_visible():
            return
        page.clock.run_for(1000)
        page.evaluate("fetch('/selfhelp/health').then(() => {}, () => {})")
    raise AssertionError(f"nothing is shown within {MOST} seconds of the page's time")
