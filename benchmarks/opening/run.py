"""How long a page takes to open: first paint, first chart and live, beside a bare Voilà page, in one run.

    python benchmarks/opening/run.py [--rounds 5] [--write]

"Bare" is one Markdown cell in Voilà's stock template: the floor that Voilà itself sets. Cold: the kernel
is started when the page is asked for; warm: one was kept ready. Live: the kernel is bound to the page. Each
page is opened when the machine is at rest: a kernel that is being made ready for the next reader would be in the way.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.conftest import BROWSER_ARGUMENTS, chromium, free_port, serve  # noqa: E402

AT_REST = 12  # percent of all cores
READ = (
    "Read the ratios: how fast the machine was just then shows in the bare page, and milliseconds follow it."
)
FIGURE = ".selfhelp-figure-view svg, .selfhelp-figure-view canvas, .selfhelp-still svg"
WATCH = f"""
window.__seen = null;
new MutationObserver(() => {{
  if (window.__seen === null && document.querySelector("{FIGURE}")) window.__seen = performance.now();
}}).observe(document, {{ childList: true, subtree: true }});
"""


def bare(folder: Path):
    """Start stock Voilà on a page of one Markdown cell."""
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page\n\nSome text.")])
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nb, folder / "bare.ipynb")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "voila", "--no-browser", f"--port={port}", str(folder / "bare.ipynb")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return process, f"http://127.0.0.1:{port}/"


def wait_for_rest(seconds: float = 60) -> None:
    """Wait until the machine has little to do, at most so long."""
    until = time.monotonic() + seconds
    while psutil.cpu_percent(interval=0.5) > AT_REST and time.monotonic() < until:
        pass


def open_once(browser, url: str, *, ours: bool) -> dict[str, float]:
    """Open a page in a fresh profile and return its times in milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    wait_for_rest()
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit", timeout=120_000)
    if ours:
        page.wait_for_function("document.documentElement.dataset.live === 'yes'", timeout=120_000)
    else:
        page.wait_for_selector("#rendered_cells h1", timeout=120_000)
    times = page.evaluate(
        """() => ({
            paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
            live: performance.getEntriesByName("selfhelp-live")[0]?.startTime ?? performance.now(),
            chart: window.__seen ?? NaN,
        })"""
    )
    context.close()
    return times


def main() -> None:
    """Measure and print a table; with --write, keep it beside this script."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    slugs = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    rows: dict[tuple[str, str], list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER_ARGUMENTS)
        process, bare_url = bare(folder)
        with serve(folder, "--warm", "0") as cold, serve(folder, "--warm", "1") as warm:
            warm.wait_for(lambda: warm.health()["kernels"] >= len(slugs), 300)
            for turn in range(asked.rounds + 1):
                found = {("bare Voilà", "cold"): open_once(browser, bare_url, ours=False)}
                for slug in slugs:
                    found[slug, "cold"] = open_once(browser, cold.page(slug), ours=True)
                    found[slug, "warm"] = open_once(browser, warm.page(slug), ours=True)
                if turn:  # the first round warms the files' cache
                    for key, times in found.items():
                        rows.setdefault(key, []).append(times)
        process.terminate()
        browser.close()
    lines = [
        "| page | kernel | first paint, ms | first chart, ms | live, ms | live ÷ bare |",
        "|---|---|---|---|---|---|",
    ]
    floor = statistics.median(each["live"] for each in rows["bare Voilà", "cold"])
    for (page, kernel), times in sorted(rows.items()):
        paint, chart, live = (
            statistics.median(each[what] for each in times) for what in ("paint", "chart", "live")
        )
        shown = "none" if chart != chart else f"{chart:.0f}"  # noqa: PLR0124 (NaN is not itself)
        lines.append(f"| {page} | {kernel} | {paint:.0f} | {shown} | {live:.0f} | {live / floor:.2f} |")
    table = "\n".join(lines)
    print(table)
    if asked.write:
        readme = Path(__file__).with_name("README.md")
        about = f"```\n{__doc__.strip()}\n```\n\nMedians of {asked.rounds} rounds, two cores. " + READ
        text = f"# Opening a page\n\n{about}\n\n{table}\n"
        readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
