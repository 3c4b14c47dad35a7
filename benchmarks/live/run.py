"""Measure slider-to-chart, bursts, bytes and openings, ours and the peers', in one run.

``python benchmarks/live/run.py [--peers PYTHON] [names ...]``: ``PYTHON`` belongs to an environment
with panel, streamlit, solara, marimo, shiny and shinywidgets. Prints one JSON line a name.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import TimeoutError as NeverCame
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tests.conftest import BROWSER_ARGUMENTS, chromium, serve  # noqa: E402 - the root must be on the path first

REST = 300  # milliseconds between two moves
COUNTED = 10  # moves whose bytes are counted
PRESSES = 20  # in the second of the burst
STEP = 0.01  # of every slider

# Sees the marker wherever it is painted: as SVG text (also in shadow roots) or on a canvas.
EYES = """(() => {
  const eyes = (globalThis.__eyes = { seen: [], keys: [], drawn: "", first: 0, bytes: 0 });
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    if (/^p=/.test(text)) eyes.drawn = text;
    return fill.call(this, text, ...rest);
  };
  addEventListener("keydown", (event) => eyes.keys.push(event.timeStamp), true);
  const find = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.localName === "text" && /^p=/.test(node.textContent)) return node;
      const inside = node.shadowRoot && find(node.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  let held = null; // the text last seen: looking through a whole page once a frame would slow the page itself
  const look = () => {
    if (!eyes.drawn && !(held?.isConnected && /^p=/.test(held.textContent))) held = find(document);
    const text = eyes.drawn || (held?.textContent ?? "");
    if (text && text !== eyes.seen.at(-1)?.[0]) eyes.seen.push([text, performance.now()]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""

# The first move of a reader who could not be quicker: the slider is moved as soon as it is there.
FIRST_MOVE = """(() => {
  const eyes = globalThis.__eyes;
  let moved = null;
  const look = () => {
    const slider = document.querySelector("[data-key=power] input[type=range]");
    if (!moved && slider && !slider.closest("[data-mounting]")) {
      slider.focus();
      slider.stepUp(7);
      for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
      moved = "p=0.070";
    }
    const answer = moved && eyes.seen.find(([text]) => text === moved);
    if (answer) eyes.answered = answer[1];
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""

OPEN = """(charts) => document.documentElement.dataset.live === "yes"
  && document.querySelectorAll("figure[data-opened]").length === charts"""
LIVE_AT = (
    "performance.getEntriesByName('selfhelp-live')[0].startTime"  # what is on the screen drawn and bound
)
OPENED_AT = """Math.max(performance.getEntriesByName("selfhelp-live")[0].startTime,
  ...performance.getEntriesByName("selfhelp-figure-opened").map((entry) => entry.startTime))"""

PEERS = {
    "panel": (
        ["-m", "panel", "serve", "peers/panel_app.py", "--port", "{port}"],
        "/panel_app",
        ".noUi-handle",
    ),
    "streamlit": (
        [
            "-m",
            "streamlit",
            "run",
            "peers/streamlit_app.py",
            "--server.port",
            "{port}",
            "--server.headless",
            "true",
            "--browser.gatherUsageStats",
            "false",
        ],
        "/",
        "[role=slider], input[type=range]",
    ),
    "solara": (
        ["-m", "solara", "run", "peers/solara_app.py", "--port", "{port}", "--no-open", "--production"],
        "/",
        "[role=slider]",
    ),
    "marimo": (
        ["-m", "marimo", "run", "peers/marimo_app.py", "--port", "{port}", "--headless", "--no-token"],
        "/",
        "[role=slider], input[type=range]",
    ),
    "shiny": (["-m", "shiny", "run", "peers/shiny_app.py", "--port", "{port}"], "/", ".irs-line"),
}


def last(page):
    return page.evaluate("__eyes.seen.at(-1)?.[0] ?? ''")


def wait_for_change(page, before, seconds=20):
    page.wait_for_function(
        "before => (__eyes.seen.at(-1)?.[0] ?? '') !== before", arg=before, timeout=seconds * 1000
    )


def step(page):
    """Press one key and wait for the chart. Every value is a new one, which nobody can have kept."""
    before = last(page)
    page.keyboard.press("ArrowRight")
    wait_for_change(page, before)
    return page.evaluate("__eyes.seen.at(-1)[1] - __eyes.keys.at(-1)")


def measure(page, handle, received, moves=25):
    """Move, wait for the chart, rest, again; count the bytes; then press twenty keys in a second."""
    page.wait_for_function("__eyes.seen.length > 0", timeout=60_000)
    first = page.evaluate("__eyes.seen[0][1]")
    page.locator(handle).first.focus()
    page.wait_for_timeout(1500)
    times = []
    for _ in range(moves):
        times.append(step(page))
        page.wait_for_timeout(REST)
    page.wait_for_timeout(1500)
    before = received["bytes"]
    for _ in range(COUNTED):
        step(page)
        page.wait_for_timeout(REST)
    page.wait_for_timeout(1500)
    size = (received["bytes"] - before) / COUNTED
    start = page.evaluate("[__eyes.seen.length, __eyes.keys.length]")
    began = time.monotonic()
    for press in range(PRESSES):
        page.wait_for_timeout(max(0, 1000 * (began + press / PRESSES - time.monotonic())))
        page.keyboard.press("ArrowRight")
    end = round((moves + COUNTED + PRESSES) * STEP, 3)
    with suppress(NeverCame):  # a slow one is given its time; what never comes is told below
        page.wait_for_function(
            "end => __eyes.seen.at(-1)[0] === `p=${end.toFixed(3)}`", arg=end, timeout=15_000
        )
    page.wait_for_timeout(500)
    seen, keys = page.evaluate("([s, k]) => [__eyes.seen.slice(s), __eyes.keys.slice(k)]", start)
    values = [float(text[2:]) for text, _ in seen]
    ordered = sorted(times)
    return {
        "first_chart_ms": round(first),
        "slider_to_chart_ms": round(statistics.median(times), 1),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "after_burst_ms": round(seen[-1][1] - keys[-1], 1),
        "frames_in_burst": len(seen),
        "ended_at_last": abs(values[-1] - end) < STEP / 2,
        "backwards": values != sorted(values),
        "bytes_per_move": round(size),
    }


def new_page(browser, *, watched=True):
    """Open a page; one that is not watched is not slowed by having each of its requests looked at."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    outside = []

    def gate(route):
        if urlparse(route.request.url).hostname in {"127.0.0.1", "localhost"}:
            return route.continue_()
        outside.append(route.request.url)
        return route.abort()

    if watched:
        context.route("**/*", gate)
    context.add_init_script(EYES)
    page = context.new_page()
    received = {"bytes": 0}
    size = lambda data: len(data) if isinstance(data, bytes) else len(data.encode())  # noqa: E731

    def count(socket_):
        socket_.on(
            "framereceived", lambda data: received.__setitem__("bytes", received["bytes"] + size(data))
        )

    page.on("websocket", count)
    return page, received, outside


def ours(browser, warm, openings):
    folder = Path(tempfile.mkdtemp())
    env = {"PYTHONPATH": f"{ROOT}:{HERE}", "XDG_CACHE_HOME": str(folder / "cache")}
    with serve(folder, "--warm", str(warm), "--notebooks", str(HERE / "pages"), env=env) as course:
        time.sleep(6 if warm else 1)  # the pool fills in the background
        page, received, outside = new_page(browser)
        page.goto(course.page("work"))
        page.wait_for_function("document.documentElement.dataset.live === 'yes'")
        result = measure(page, "[data-key=power] input[type=range]", received)
        result |= {"outside": len(outside)}
        result["views_opened"] = page.evaluate(
            "[...document.querySelectorAll('figure[data-opened]')].map((f) => Number(f.dataset.opened))"
        )
        page.close()
        if not openings:
            return result
        answered, first = [], []
        for _ in range(5):
            page, _, _ = new_page(browser, watched=False)
            page.add_init_script(FIRST_MOVE)
            time.sleep(6 if warm else 2)
            page.goto(course.page("work"), wait_until="commit")
            page.wait_for_function("__eyes.answered > 0")
            answered.append(page.evaluate("__eyes.answered"))
            first.append(page.evaluate("__eyes.seen[0][1]"))
            page.close()
        result |= {"first_chart_ms": round(statistics.median(first))}
        result |= {"first_move_answered_ms": round(statistics.median(answered))}
        for name, charts in (("one", 1), ("ten", 10)):
            opened, live = [], []
            for _ in range(5):
                page, _, _ = new_page(browser, watched=False)
                page.goto(course.page(name))
                page.wait_for_function(OPEN, arg=charts)
                opened.append(page.evaluate(OPENED_AT))
                live.append(page.evaluate(LIVE_AT))
                page.close()
                time.sleep(6 if warm else 1)
            result[f"{name}_open_ms"] = round(statistics.median(opened))
            result[f"{name}_live_ms"] = round(statistics.median(live))
        return result


def peer(browser, python, name):
    command, path, handle = PEERS[name]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": str(HERE), "BOKEH_RESOURCES": "server"}
    log = Path(tempfile.mkdtemp()) / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [python, *(part.format(port=port) for part in command)], cwd=HERE, env=env, stdout=out, stderr=out
        )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").close()
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    return {"failed": log.read_text()[-400:]}
                time.sleep(0.2)
        page, received, outside = new_page(browser)
        page.goto(f"http://127.0.0.1:{port}{path}")
        result = measure(page, handle, received) | {"outside": len(outside)}
        page.close()
    except Exception as error:  # noqa: BLE001 - one peer's trouble is told and the next is measured
        return {"failed": str(error)[:300]}
    else:
        return result
    finally:
        process.terminate()
        process.wait(20)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", default="")
    parser.add_argument(
        "--moves-only", action="store_true", help="leave out our openings of one and ten charts"
    )
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    names = given.names or ["ours-warm", "ours-cold", *(PEERS if given.peers else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER_ARGUMENTS)
        for name in names:
            result = (
                ours(browser, 1 if name == "ours-warm" else 0, not given.moves_only)
                if name.startswith("ours")
                else peer(browser, given.peers, name)
            )
            print(json.dumps({"name": name, **result}), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
