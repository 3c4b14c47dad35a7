"""What the tests share: a real course server and a real Chromium."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlparse

import hypothesis
import pytest

from selfhelp_teach.serving.start import leave_out_grammars

ROOT = Path(__file__).resolve().parents[1]
pytest.register_assert_rewrite("tests.records.contract")  # its tests are imported by two suites
leave_out_grammars()  # each worker reads notebooks
hypothesis.settings.register_profile("any machine", deadline=None)  # how long a test takes is not its result
hypothesis.settings.load_profile("any machine")
hypothesis.settings.register_profile("quick", deadline=None, max_examples=30)  # of `make check`
WHOLE = 'try { localStorage.setItem("selfhelp-steps", "all"); } catch {}'
SECONDS = 60  # how long a state may take to come
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def as_module(file: str) -> ModuleType:
    """Return a file of this checkout that belongs to no package, such as a script, as a module."""
    spec = importlib.util.spec_from_file_location(Path(file).stem, ROOT / file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def free_port() -> int:
    """Return a port for a server that must be told one, below those that outgoing connections take."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


# Rooms whose tests start servers, commands or processes; `make check` leaves them to `make test`.
SERVED = ("serving", "cli", "site")
# Fixtures that start something, with the mark of each test that asks for one.
STARTING = {"browser": "browser", "course": "served", "postgres": "served"}
STARTS = {"subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"}
started: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(ROOT / "tests").parts[0] in SERVED or "postgresql" in item.name:
            item.add_marker("served")
        for name in STARTING.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(STARTING[name])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with without_the_browsers_loop(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with without_the_browsers_loop(item), starting_nothing(item):
        return (yield)


sys.addaudithook(lambda event, _args: started.append(event) if event in STARTS else None)


@contextmanager
def starting_nothing(item: pytest.Item) -> Iterator[None]:
    """Hold that only marked tests start processes, so that `make check` stays quick by itself."""
    marked = any(item.get_closest_marker(name) for name in ("browser", "deploy", "served"))
    started.clear()
    yield
    assert marked or not started, f"this test starts a process ({started[0]}): give it @pytest.mark.served"


@contextmanager
def without_the_browsers_loop(item: pytest.Item) -> Iterator[None]:
    """Hide Playwright's event loop from tests that use no browser.

    Its blocking calls leave their loop marked as running in the thread, so that in a worker which has
    opened a browser every later test would find itself inside a loop that never turns.
    """
    running = asyncio._get_running_loop()
    if running is None or "browser" in getattr(item, "fixturenames", ()):
        yield
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(running)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say plainly which engines were not tested on this machine."""
    skipped = [each for each in terminalreporter.stats.get("skipped", []) if "engine" in each.keywords]
    for reason in sorted({each.longrepr[2].removeprefix("Skipped: ") for each in skipped}):
        terminalreporter.write_line(f"NOT TESTED HERE: {reason}", red=True, bold=True)


@dataclass
class Course:
    """A running course server."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def page(self, name: str = "index") -> str:
        return f"{self.url}voila/render/{name}.ipynb"

    def health(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}selfhelp/health", timeout=10) as answer:
            return dict(json.loads(answer.read()))

    def wait_for(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        """Ask until the condition holds: the tests wait for states, never for a time."""
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, "the awaited state did not come\n" + self.log.read_text()[-3000:]
            time.sleep(0.05)


def end(process: subprocess.Popen[Any]) -> None:
    """End a process that a test started; one that does not end by itself is killed, and that fails no test."""
    process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def answering(
    command: list[object], log: Path, url: str, answers: Callable[[Course], bool], **options: Any
) -> Iterator[Course]:
    """Start a server of any kind, wait until it answers, and end it afterwards."""
    with log.open("wb") as out:
        process = subprocess.Popen([*map(str, command)], stdout=out, stderr=subprocess.STDOUT, **options)
    server = Course(url, process, log)

    def up() -> bool:
        assert process.poll() is None, f"the server stopped:\n{log.read_text()[-3000:]}"
        with suppress(OSError):  # such as a connection that is refused yet
            return answers(server)
        return False

    try:
        server.wait_for(up, 300)  # a busy machine is slow, and that is no fault of the server
        yield server
    finally:
        end(process)


@contextmanager
def serve(
    folder: Path,
    *options: str,
    command: str = "serve",
    python: str = sys.executable,
    env: dict[str, str] | None = None,
    cwd: Path = ROOT,
    isolated: bool = False,
    first: str = "",
) -> Iterator[Course]:
    """Run ``selfhelp-teach serve`` as a person would, or another command that serves, and wait until it answers.

    An isolated one cannot see this checkout: it gets no ``PYTHONPATH``, and kernels of its own. Code to run
    ``first`` makes a test wait less: it lets the server do often what it does now and then.
    """
    start = (
        ["-c", f"{first}\nfrom selfhelp_teach.cli import main\nmain()"] if first else ["-m", "selfhelp_teach"]
    )
    program = [python, *start, command, *options, "--port", "0"]
    # Nothing a test does may end in the person's own store.
    environment = {**os.environ, "SELFHELP_STORE": "none", **(env or {})}
    if isolated:
        environment.pop("PYTHONPATH", None)
    else:
        environment.setdefault("PYTHONPATH", str(ROOT))

    def answers(course: Course) -> bool:
        told = re.search(r"The course is open at (http://\S+)", course.log.read_text())
        course.url = told[1] if told else ""
        return bool(course.url) and course.health()["status"] == "ok"

    log = folder / f"server-{time.monotonic_ns()}.log"
    with answering(program, log, "", answers, cwd=cwd, env=environment) as course:
        yield course


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """The course as shipped, kernels started when asked for."""
    with serve(tmp_path_factory.mktemp("course"), "--warm", "0") as running:
        yield running


def chromium() -> str | None:
    """Return a Chromium of the system, or None for Playwright's own."""
    found = (
        os.environ.get("SELFHELP_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    return found or shutil.which("google-chrome")


def headless() -> str | None:
    """Return Chromium without windows where it is installed: the same engine for a third of the work."""
    return os.environ.get("SELFHELP_CHROMIUM") or shutil.which("chromium-headless-shell") or chromium()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium; without one the tests fail, they are not skipped."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SECONDS * 1000)  # a busy machine is slow, and that is no fault of the page
    with sync_playwright() as playwright:
        # Of two compilers for WebAssembly the first: the second costs a page that is open for seconds half its start.
        arguments = [*BROWSER_ARGUMENTS, "--js-flags=--liftoff-only"]
        running = playwright.chromium.launch(executable_path=headless(), args=arguments)
        yield running
        running.close()


@dataclass
class Watch:
    """What a page asked for and complained of while a test looked at it."""

    outside: list[str]
    errors: list[str]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open pages with every request to another host refused and counted; fail on any error they log."""
    with opening(browser) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def open_once(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open pages as `open_page` does, for tests of one file that leave each other's things alone."""
    with opening(browser) as open_one:
        yield open_one


@contextmanager
def opening(browser: Any) -> Iterator[Callable[..., Any]]:
    """Give what opens pages, and look at the end at what they asked for and complained of."""
    contexts = []
    watches = []

    def open_one(
        url: str | None = None, *, live: bool = True, strict: bool = True, whole: bool = True, **options: Any
    ) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        if whole:  # as after "Show all steps": most tests look at a page, and not at the way through it
            context.add_init_script(WHOLE)
        contexts.append(context)
        watch = Watch([], [])
        if strict:
            watches.append(watch)

        def gate(route: Any) -> None:
            if urlparse(route.request.url).hostname in {"127.0.0.1", "localhost"}:
                route.continue_()
            else:
                watch.outside.append(route.request.url)
                route.abort()

        context.route("**/*", gate)
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        page.watch = watch
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("console", lambda m: watch.errors.append(m.text) if m.type == "error" else None)
        if url:
            page.goto(url)
            if live:
                wait_until_live(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    for watch in watches:
        assert watch.outside == [], "the page asked another host"
        assert watch.errors == [], "the page logged errors"


def kernel_process(kernel: str) -> int | None:
    """Return the process of a kernel, found by the name it goes by, or None."""
    for name in Path("/proc").glob("[0-9]*/comm"):
        with suppress(OSError):
            if name.read_text().strip() == f"kernel-{kernel[:8]}":
                return int(name.parent.name)
    return None


def wait_until_live(page: Any) -> None:
    page.wait_for_function("document.documentElement.dataset.live === 'yes'", timeout=60_000)


def go(page: Any, url: str) -> Any:
    """Go to a page, and wait until it is live."""
    page.goto(url)
    wait_until_live(page)
    return page


def reload(page: Any) -> None:
    """Load a page again, and wait until it is live."""
    page.reload()
    wait_until_live(page)
