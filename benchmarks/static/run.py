"""The course without a server: how soon it can be read, used and moved, beside bare Pyodide and our own server.

    python benchmarks/static/run.py [--rounds 5] [--site FOLDER] [--write]

Everything in one run, on a host that compresses as GitHub Pages does. "Cold" is a browser with an empty
profile; "from cache" is the same profile, its browser started anew. "Bare" is a page whose worker does
``loadPyodide`` and ``import numpy`` and nothing else, from the files of Pyodide's release on the same host. Page 01 is read as
a reader who could not be quicker would: a prediction is committed as soon as its exercise is there, its result asked
for, the lever of power moved, and the clock stops when the chart says the new power.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from host import Host, hosting  # noqa: E402

from tests.conftest import BROWSER_ARGUMENTS, WHOLE, chromium, serve  # noqa: E402

PAGE, NEXT = "01-where-conflict-comes-from", ("02-what-parents-reported", "03-three-ways-to-lead-a-group")
CHARTS = "05-the-ward-simulator"  # charts from the start; those of page 01 wait for a prediction
MOVES = 12  # each to a power not met before
REST = 700  # milliseconds between two moves: Python works the ward out to its full size meanwhile
AT_REST = 12  # percent of all cores
FREEZE = 50  # milliseconds

READER = """(() => {
  const seen = (globalThis.__seen = { tasks: [], moves: [] });
  const note = (name) => { seen[name] ??= performance.now(); };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  const kept = () => Object.values({ ...localStorage })
    .some((text) => text.includes("p01-predict-quiet") && text.includes('"prediction"'));
  const told = () => document.querySelector("#cell-power-curves .selfhelp-figure-summary")?.textContent ?? "";
  let wanted = null;
  const says = (value) => Number(/power (\\d\\.\\d+)/.exec(told())?.[1]) === Number(value); // 0.6 is told as 0.60
  Object.assign(globalThis, { __told: told, __says: says });
  const look = () => {
    const task = document.querySelector("[data-exercise='p01-predict-quiet']");
    const lever = document.querySelector("#cell-power-lever input[type=range]");
    if (!seen.handed && task && !task.closest("[data-mounting]")) {
      for (const group of [".selfhelp-exercise-input", ".selfhelp-exercise-sure"]) task.querySelector(`${group} input[type=radio]`)?.click();
      task.querySelector("button.selfhelp-main").click();
      note("handed");
    }
    if (seen.handed && !seen.kept && kept()) note("kept");
    const reveal = task?.querySelectorAll("button.selfhelp-main")[1];
    if (seen.kept && reveal && !seen.asked) {
      reveal.click(); // before Python is there, too
      note("asked");
    }
    if (seen.asked && !wanted && lever && !lever.closest("[data-mounting]")) {
      lever.stepDown();
      for (const kind of ["input", "change"]) lever.dispatchEvent(new Event(kind, { bubbles: true }));
      wanted = lever.value;
    }
    if (wanted && says(wanted)) note("answered");
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
# When a page whose charts wait for no prediction shows the first.
DRAWN = """(() => {
  const look = () => {
    const drawn = document.querySelector(".selfhelp-figure-view svg, .selfhelp-still svg")?.getBoundingClientRect().width;
    if (drawn) globalThis.__drawn = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
# One press: from the key to the chart's new words, looked for once a frame.
PRESS = """() => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("no answer to a press of the lever in 30 seconds")), 30_000);
  const lever = document.querySelector("#cell-power-lever input[type=range]");
  lever.focus();
  const before = __told();
  lever.addEventListener("keydown", (event) => {
    const look = () => __told() !== before && __says(lever.value)
      ? resolve(performance.now() - event.timeStamp) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }, { once: true });
})"""
BARE = """<!doctype html><meta charset="utf-8"><title>bare</title><script type="module">
const worker = new Worker("bare.mjs", { type: "module" });
worker.onmessage = () => { document.title = String(performance.now()); };
</script>"""
BARE_WORKER = """import { loadPyodide } from "./release/pyodide.mjs";
const python = await loadPyodide({ packages: ["numpy"] });
python.runPython("import numpy");
self.postMessage("here");
"""


def wait_for_rest(seconds: float) -> None:
    """Wait until the machine has little to do, at most so long."""
    until = time.monotonic() + seconds
    while psutil.cpu_percent(interval=0.5) > AT_REST and time.monotonic() < until:
        pass


@contextmanager
def window(playwright: Any, profile: Path, rest: float) -> Iterator[Any]:
    """Start a browser on a profile and give its page, with what a reader does in it."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium(), args=BROWSER_ARGUMENTS, viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(120_000)
    context.add_init_script(WHOLE)
    page = context.pages[0]
    wait_for_rest(rest)
    try:
        yield page
    finally:
        context.close()


def bare(page: Any, host: Host) -> float:
    """Return the milliseconds until bare Pyodide has imported NumPy."""
    page.goto(f"{host.url}bare.html", wait_until="commit")
    page.wait_for_function("document.title !== 'bare' && document.title !== ''")
    return float(page.title())


def read(page: Any, url: str) -> dict[str, float]:
    """Open page 01, commit a prediction, move the lever; return when each was there."""
    page.add_init_script(READER)
    page.goto(url, wait_until="commit")
    page.wait_for_function("globalThis.__seen?.answered")
    found: dict[str, float] = page.evaluate(
        """() => ({
          text: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
          kept: __seen.kept, answered: __seen.answered,
          opening: Math.max(0, ...__seen.tasks.map(([, duration]) => duration)),
        })"""
    )
    return found


def drawn(page: Any, url: str) -> float:
    """Return the milliseconds until a page that opens with charts shows the first."""
    page.add_init_script(DRAWN)
    page.goto(url, wait_until="commit")
    page.wait_for_function("globalThis.__drawn")
    return float(page.evaluate("__drawn"))


def moved(page: Any) -> tuple[list[float], float]:
    """Press the lever; return the milliseconds of each press, and the longest task of the page meanwhile."""
    since = page.evaluate("performance.now()")
    times = []
    for _ in range(MOVES):
        page.wait_for_timeout(REST)
        handle = page.evaluate_handle(f"() => ({{ answer: ({PRESS})() }})")
        page.keyboard.press("ArrowLeft")
        times.append(handle.evaluate("({ answer }) => answer"))
    longest = page.evaluate(
        "(since) => Math.max(0, ...__seen.tasks.filter(([at]) => at > since).map(([, duration]) => duration))",
        since,
    )
    return times, longest


def next_pages(page: Any) -> list[float]:
    """Follow the link to the next pages; return the milliseconds until each is live."""
    times = []
    for slug in NEXT:
        page.wait_for_timeout(REST)
        began = page.evaluate(
            "() => { const now = performance.now(); [...document.querySelectorAll('a[rel=next]')].at(-1).click(); return now; }"
        )
        ended = page.wait_for_function(
            "(slug) => location.pathname.includes(slug) && document.documentElement.dataset.live === 'yes' && performance.now()",
            arg=slug,
        ).json_value()
        times.append(ended - began)
    return times


def kept_on_device(page: Any) -> None:
    """Wait until the whole course is on the device, what a first visit downloads, and Python's memory too."""
    page.wait_for_function(
        "document.getElementById('selfhelp-offline')?.textContent.includes('works without a network')"
    )
    page.evaluate(
        """async () => {
          const cache = await caches.open("selfhelp-image");
          while ((await cache.keys()).length < 2) await new Promise(requestAnimationFrame);
        }"""
    )


def one_round(playwright: Any, host: Host, server: Any, found: dict[str, list[float]], rest: float) -> None:
    """Measure everything once."""
    with tempfile.TemporaryDirectory() as name:
        profile = Path(name)
        with window(playwright, profile / "bare", rest) as page:
            found["bare, cold"].append(bare(page, host))
        with window(playwright, profile / "bare", rest) as page:
            found["bare, from cache"].append(bare(page, host))
        for kind in ("cold", "from cache"):
            with window(playwright, profile / "charts", rest) as page:
                found[f"chart, {kind}"].append(drawn(page, f"{host.url}{CHARTS}.html"))
        host.forget()
        with window(playwright, profile / "ours", rest) as page:
            for what, when in read(page, f"{host.url}{PAGE}.html").items():
                found[f"{what}, cold"].append(when)
            kept_on_device(page)
            found["bytes"].append(sum(host.sent.values()))
            found["bytes of ours"].append(
                sum(size for path, size in host.sent.items() if "/pyodide/" not in path)
            )
        with window(playwright, profile / "ours", rest) as page:
            for what, when in read(page, f"{host.url}{PAGE}.html").items():
                found[f"{what}, from cache"].append(when)
            times, longest = moved(page)
            found["move, site"] += times
            found["freeze, site"].append(longest)
            one, two = next_pages(page)
            found["next page"].append(one)
            found["the page after"].append(two)
        with window(playwright, profile / "server", rest) as page:
            read(page, server.page(PAGE))
            times, longest = moved(page)
            found["move, server"] += times
            found["freeze, server"].append(longest)


def table(found: dict[str, list[float]]) -> str:
    """Return the figures as a table, each with its aim."""
    middle = {what: statistics.median(values) for what, values in found.items()}

    def times(one: str, other: str) -> str:
        return f"{middle[one] / middle[other]:.2f} ×"

    def ms(what: str) -> str:
        return f"{middle[what]:.0f} ms"

    def both(what: str) -> tuple[str, str]:
        return ms(f"{what}, cold"), ms(f"{what}, from cache")

    rows = [
        ("text", *both("text"), "≤ 300 ms"),
        ("first chart", *both("chart"), "≤ 300 ms"),
        ("first prediction committed and kept", *both("kept"), "≤ 500 ms"),
        ("bare Pyodide with NumPy", *both("bare"), ""),
        ("live: the first slider move answered", *both("answered"), ""),
        (
            "live ÷ bare", times("answered, cold", "bare, cold"),
            times("answered, from cache", "bare, from cache"), "≤ 1.25 ×",
        ),
        ("next page live", ms("next page"), "", "≤ 1000 ms"),
        ("the page after it live", ms("the page after"), "", "≤ 1000 ms"),
        ("next page ÷ first", times("next page", "answered, cold"), times("next page", "answered, from cache"), "≤ 0.15 ×"),
        ("a first visit downloads", f"{middle['bytes'] / 1e6:.2f} MB", "", "≤ 16 MB"),
        ("of which ours", f"{middle['bytes of ours'] / 1e6:.2f} MB", "", "≤ 2.5 MB"),
        ("slider to chart", "", ms("move, site"), ""),
        ("slider to chart, local server", "", ms("move, server"), ""),
        ("site ÷ server", "", times("move, site", "move, server"), "≤ 2.5 ×"),
        ("longest task of the page while a slider moves", "", ms("freeze, site"), f"≤ {FREEZE} ms"),
        ("longest task of the page while it opens", *both("opening"), ""),
    ]  # fmt: skip
    lines = ["| what | cold | from cache | aim |", "|---|---|---|---|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def main() -> None:
    """Measure and print a table; with --write, keep it beside this script."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--site", type=Path, help="a site that is built; else one is built")
    options.add_argument("--rest", type=float, default=6, help="seconds to wait for a machine at rest")
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = asked.site or folder / "site"
        pyodide = subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "pyodide-for-tests")],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        if not asked.site:
            subprocess.run(
                [sys.executable, "-m", "selfhelp_teach", "build-site", str(site), "--pyodide", pyodide],
                check=True, cwd=ROOT, stdout=sys.stderr,
            )  # fmt: skip
        more: dict[str, bytes | Path] = {"bare.html": BARE.encode(), "bare.mjs": BARE_WORKER.encode()}
        more |= {f"release/{path.name}": path for path in Path(pyodide).iterdir() if path.is_file()}
        with (
            hosting(site, more) as host,
            serve(folder, "--warm", "1") as server,
            sync_playwright() as playwright,
        ):
            for number in range(asked.rounds):
                one_round(playwright, host, server, found, asked.rest)
                print(f"round {number + 1} of {asked.rounds}", file=sys.stderr)
    load = psutil.getloadavg()[0]
    made = table(found)
    print(f"{made}\n\nLoad of the machine at the end: {load:.1f} on {psutil.cpu_count()} cores")
    if asked.write:
        readme = Path(__file__).with_name("README.md")
        text = readme.read_text(encoding="utf-8")
        head, mark, _ = text.partition("<!-- figures -->\n")
        readme.write_text(
            f"{head}{mark}\nMedians of {asked.rounds} rounds, {psutil.cpu_count()} cores, load {load:.1f} at the end.\n\n{made}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
