"""A site built once, and a plain file host that serves it below a path of its own."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

TYPES = {".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript"}


@dataclass
class Host:
    """A file host.

    Attributes
    ----------
    broken
        What to answer in place of a file, by a pattern for its name: a status, or other bytes.
    cut
        After how many bytes the connection breaks, by a pattern for a file's name.
    mends
        Whether it holds when what is left of a file is asked for.
    parts
        What was asked for of a file that was cut, in order.
    asked
        Paths that were asked for, in order.
    """

    url: str
    broken: dict[str, int | bytes] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    mends: bool = True
    parts: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def page(self, slug: str = "index", language: str = "en") -> str:
        return f"{self.url}{'' if language == 'en' else f'{language}/'}{slug}.html"


def named(path: str, patterns: dict[str, Any]) -> Any:
    """Return what is said of the first pattern that a file's name follows."""
    return next(
        (said for pattern, said in patterns.items() if fnmatch(path.rsplit("/", 1)[-1], pattern)), None
    )


def handler(folder: Path, below: str, host: Host) -> Any:
    class Files(http.server.SimpleHTTPRequestHandler):
        extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            host.asked.append(path)
            wrong = named(path, host.broken)
            if not self.path.startswith(below):
                self.send_error(404)
            elif isinstance(wrong, int):
                self.send_error(wrong)
            elif wrong is not None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(wrong)))
                self.end_headers()
                self.wfile.write(wrong)
            elif short := named(path, host.cut):
                content = (folder / path.removeprefix(below)).read_bytes()
                wanted = self.headers.get("Range")
                if wanted:
                    host.parts.append(wanted)
                if wanted and host.mends:
                    start = int(wanted.removeprefix("bytes=").rstrip("-"))
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
                    content, short = content[start:], len(content)
                else:
                    self.send_response(200)
                self.send_header("Content-Type", self.guess_type(path))
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[:short])
                self.close_connection = True
            else:
                self.path = "/" + self.path.removeprefix(below)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    super().do_GET()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return functools.partial(Files, directory=str(folder))


@contextlib.contextmanager
def hosting(folder: Path, below: str = "/teaching/care/") -> Iterator[Host]:
    """Serve a folder as a file host does, below a path."""
    host = Host("")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(folder, below, host))
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
    script = ROOT / "scripts" / "pyodide-for-tests"
    return subprocess.run(
        [sys.executable, str(script)], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="session")
def built(pyodide: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as a site, built by the command; or the one in ``SELFHELP_SITE``, for who works on a test."""
    if os.environ.get("SELFHELP_SITE"):
        return Path(os.environ["SELFHELP_SITE"])
    out = tmp_path_factory.mktemp("site") / "out"
    command = [sys.executable, "-m", "selfhelp_teach", "build-site", str(out), "--pyodide", pyodide]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def host(built: Path) -> Iterator[Host]:
    with hosting(built) as running:
        yield running
