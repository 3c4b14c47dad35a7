"""Renew the stored pictures of the gallery. Look at each before committing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import GALLERY  # noqa: E402 - the root must be on the path first
from tests.browser.test_widgets_screens import LOOKS, PARTS, SCREENS, settle, shoot  # noqa: E402
from tests.conftest import BROWSER_ARGUMENTS, headless, opening, serve  # noqa: E402


def main() -> None:
    SCREENS.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    env = {"PYTHONPATH": f"{ROOT}:{GALLERY}", "XDG_CACHE_HOME": str(folder)}
    with (
        serve(folder, "--warm", "0", "--notebooks", str(GALLERY), env=env) as course,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=headless(), args=BROWSER_ARGUMENTS)
        with opening(browser) as open_page:  # as the test does
            for look, options in LOOKS.items():
                page = open_page(course.page("gallery"), **options)
                settle(page)
                for name, selector in PARTS.items():
                    shoot(page, selector).quantize(64).save(SCREENS / f"{name}-{look}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
