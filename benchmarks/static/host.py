"""A file host as GitHub Pages is one: text, scripts and WebAssembly compressed, a lifetime of ten minutes."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
OTHER = "application/octet-stream"  # archives come as they are


@dataclass
class Host:
    """A running host.

    Attributes
    ----------
    sent
        Bytes of bodies sent, by path.
    """

    url: str = ""
    sent: dict[str, int] = field(default_factory=dict)

    def forget(self) -> None:
        self.sent.clear()


@dataclass(frozen=True)
class File:
    body: bytes
    kind: str
    compressed: bool
    tag: str


def read(path: Path) -> File:
    """Read a file as it is sent; compressed once, so that no request pays for it."""
    kind = TYPES.get(path.suffix, OTHER)
    plain = path.read_bytes()
    body = plain if kind == OTHER else gzip.compress(plain, 6, mtime=0)
    return File(body, kind, kind != OTHER, f'"{hashlib.sha256(plain).hexdigest()[:16]}"')


@contextlib.contextmanager
def hosting(folder: Path, more: dict[str, bytes | Path] | None = None) -> Iterator[Host]:
    """Serve a folder below a path, with a few more files."""
    below = "/teaching/care/"
    files = {
        below + path.relative_to(folder).as_posix(): read(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    for name, body in (more or {}).items():
        files[below + name] = (
            read(body) if isinstance(body, Path) else File(body, TYPES[Path(name).suffix], False, '"bare"')
        )
    host = Host()

    class Files(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            file = files.get(path)
            if file is None:
                self.send_error(404)
                return
            same = self.headers.get("If-None-Match") == file.tag
            self.send_response(304 if same else 200)
            self.send_header("ETag", file.tag)
            self.send_header("Cache-Control", "max-age=600")
            if not same:
                self.send_header("Content-Type", file.kind)
                self.send_header("Content-Length", str(len(file.body)))
                if file.compressed:
                    self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            if not same:
                host.sent[path] = host.sent.get(path, 0) + len(file.body)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.wfile.write(file.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
    server.daemon_threads = True
    host.url = f"http://127.0.0.1:{server.server_address[1]}{below}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
