"""A site built once, and a plain file host that serves it below a path of its own."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.commands import run
from tests.conftest import ROOT, WHOLE, go, opening, wait_until_live
from tests.records.examples import entry

# With a Python of Pyodide's version modules are compiled ahead, and Python starts in half the time. Where only a
# command in front of several Pythons is on the path, one of them is named here.
PATH = os.pathsep.join([*map(str, Path.home().glob(".pyenv/versions/3.12.*/bin")), os.environ["PATH"]])
TYPES = {".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript"}


@dataclass
class Host:
    """A file host. Patterns are for the names of files, lists are in the order of what was asked for."""

    below: str
    url: str = ""
    broken: dict[str, int | bytes] = field(
        default_factory=dict
    )  # pattern -> a status or bytes in place of it
    cut: dict[str, int] = field(default_factory=dict)  # pattern -> after how many bytes the connection breaks
    mends: bool = True  # whether it holds when what is left of a file is asked for
    parts: list[str] = field(default_factory=list)  # of files that were cut
    asked: list[str] = field(default_factory=list)  # paths

    def page(self, slug: str = "index", language: str = "en") -> str:
        return f"{self.url}{'' if language == 'en' else f'{language}/'}{slug}.html"


def named(path: str, patterns: dict[str, Any]) -> Any:
    """Return what is said of the first pattern that a file's name follows."""
    return next(
        (said for pattern, said in patterns.items() if fnmatch(path.rsplit("/", 1)[-1], pattern)), None
    )


class Files(http.server.SimpleHTTPRequestHandler):
    """Answers as a file host does, or as the host is told to."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, host: Host, *request: Any, **options: Any) -> None:
        self.host = host
        super().__init__(*request, **options)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.host.asked.append(path)
        wrong = named(path, self.host.broken)
        if not path.startswith(self.host.below):
            self.send_error(404)
        elif isinstance(wrong, int):
            self.send_error(wrong)
        elif wrong is not None:
            self.give(wrong)
        elif short := named(path, self.host.cut):
            self.break_off(path, short)
        else:
            self.path = "/" + path.removeprefix(self.host.below)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                super().do_GET()

    def break_off(self, path: str, short: int) -> None:
        """Send a file so far, or, to who asks for it, what is left of it."""
        content = Path(self.directory, path.removeprefix(self.host.below)).read_bytes()
        wanted = self.headers.get("Range")
        if wanted:
            self.host.parts.append(wanted)
        if wanted and self.host.mends:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.give(content[start:], part=f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            self.give(content, short)
        self.close_connection = True

    def give(self, content: bytes, until: int | None = None, part: str = "") -> None:
        self.send_response(206 if part else 200)
        if part:
            self.send_header("Content-Range", part)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:until])

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def hosting(folder: Path, below: str = "/teaching/care/") -> Iterator[Host]:
    """Serve a folder as a file host does, below a path."""
    host = Host(below)
    answers = functools.partial(Files, host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
    host.url = f"http://127.0.0.1:{server.server_address[1]}{below}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def pyodide() -> str:
    """A folder with Pyodide and NumPy."""
    command = [sys.executable, str(ROOT / "scripts" / "pyodide-for-tests")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return what the first worker of this run that asks for it has made, and the others take over."""
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    made = place / name
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(made)
    return made


@pytest.fixture(scope="session")
def built(pyodide: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as a site, built by the command; or the one in ``SELFHELP_SITE``, for who works on a test."""
    if os.environ.get("SELFHELP_SITE"):
        return Path(os.environ["SELFHELP_SITE"])

    def build(out: Path) -> None:
        done = run("build-site", out, "--pyodide", pyodide, PATH=PATH)
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "site", build)


@pytest.fixture
def host(built: Path) -> Iterator[Host]:
    with hosting(built) as running:
        yield running


OLDER, OTHERS = "python/image/older", "http://127.0.0.1/elsewhere/python/image/theirs"  # memories kept before
WRITTEN = "Zanzibar-4711"  # by the reader, while Python starts for the first time
# What a first start of Python leaves on the device: address -> bytes; of an image only its size.
KEPT = """async () => {
  const cache = await caches.open("selfhelp-image");
  const found = {};
  for (const request of await cache.keys()) {
    const blob = await (await cache.match(request))?.blob();
    if (blob) found[request.url] = blob.size < 10 ? await blob.text() : blob.size;
  }
  return found;
}"""
COPY = """async ([from, to]) => {
  await caches.delete(to);
  const [source, copy] = await Promise.all([caches.open(from), caches.open(to)]);
  for (const request of await source.keys()) await copy.put(request, await source.match(request));
}"""


def keep(page: Any, **given: Any) -> None:
    """Keep an answer, or another entry, as soon as the page can: how it is given is tested elsewhere."""
    page.wait_for_function("globalThis.__selfhelpStore")
    page.evaluate("(row) => __selfhelpStore.put([row])", entry(**given).as_dict())


def kept(page: Any) -> dict[str, Any]:
    """Wait until Python's memory is on the device; return all that is."""
    wait = f"""async () => {{
      let found = {{}};
      while (!Object.values(found).includes("0")) {{
        await new Promise(requestAnimationFrame);
        found = await ({KEPT})();
      }}
      return found;
    }}"""
    return dict(page.evaluate(wait))


@pytest.fixture
def open_page(open_page: Callable[..., Any]) -> Callable[..., Any]:
    """Open pages without a service worker, which would fetch the whole site behind what a test looks at."""
    return functools.partial(open_page, service_workers="block")


@dataclass
class Device:
    """A reader's browser that has been on a site: Python starts from the memory that its first start left."""

    page: Any
    host: Host
    left: dict[str, Any]  # by its first start, address -> bytes; of an image only its size
    asked: list[str]  # paths, at its first visit
    faults: list[str]  # of that visit

    @contextlib.contextmanager
    def another_page(self, script: str = ";") -> Iterator[Any]:
        """Have a second page beside the first, with a script that runs before its own."""
        page, errors = self.page.context.new_page(), self.page.watch.errors
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.add_init_script(script)
        yield page
        page.close()

    def open(self, slug: str = "index", language: str = "en") -> Any:
        """Open a page of the site and wait until it is live."""
        return go(self.page, self.host.page(slug, language))

    @contextlib.contextmanager
    def at_another_visit(self) -> Iterator[Device]:
        """Have nothing written, and the memory of the first start; look at the end at what pages complained of."""
        watch = self.page.watch
        self.page.goto(f"{self.host.url}nothing")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.evaluate(WHOLE)
        self.page.evaluate(COPY, ["first", "selfhelp-image"])
        self.host.broken, self.host.cut, self.host.mends = {}, {}, True
        watch.errors.clear()
        self.host.asked.clear()
        yield self
        assert watch.outside == [], "the page asked another host"
        assert watch.errors == [], "the page logged errors"


@contextlib.contextmanager
def visited(browser: Any, host: Host, address: str) -> Iterator[Device]:
    """Visit a site for the first time, without a service worker: every file is asked for.

    Memories of an older build and of another course are on the device, and the reader writes while Python starts.
    """
    with opening(browser) as open_page:
        page = open_page(address, whole=False, service_workers="block", live=False)
        for image in (f"{host.url}{OLDER}", OTHERS):
            page.evaluate(
                "async (at) => (await caches.open('selfhelp-image')).put(at, new Response('0123456789'))",
                image,
            )
        keep(page, value=WRITTEN)
        wait_until_live(page)
        left = kept(page)
        page.evaluate("async (at) => (await caches.open('selfhelp-image')).delete(at)", OTHERS)
        page.evaluate(COPY, ["selfhelp-image", "first"])
        faults = [
            *page.watch.outside,
            *page.watch.errors,
            *page.locator(".selfhelp-failed").all_text_contents(),
        ]
        yield Device(page, host, left, [*host.asked], faults)


@pytest.fixture(scope="session")
def device(browser: Any, built: Path) -> Iterator[Device]:
    """A device that has been on one page of the course's site."""
    with hosting(built) as host, visited(browser, host, host.page("05-the-ward-simulator")) as found:
        yield found


@pytest.fixture
def returning(device: Device) -> Iterator[Device]:
    """The device at another visit."""
    with device.at_another_visit():
        yield device
