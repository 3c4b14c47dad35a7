"""A server between browser and course that holds back the end of a page in the middle of its opening state."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

OPENING = b'id="selfhelp-opening">'


@dataclass
class SlowPage:
    """The course at ``url``; the rest of a page comes once ``rest`` is set."""

    url: str = ""
    rest: threading.Event = field(default_factory=threading.Event)


@contextmanager
def held_back(course: str) -> Iterator[SlowPage]:
    """Serve the course at ``course`` with pages cut in two, in the middle of their opening state."""
    slow = SlowPage()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            upstream = f"{course.rstrip('/')}{self.path}"
            with urllib.request.urlopen(upstream) as answer:  # without compression
                kind, body = answer.headers["Content-Type"], answer.read()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            start = body.find(OPENING)
            cut = len(body) if start < 0 else start + body[start:].index(b"</script>") // 2
            self.wfile.write(body[:cut])
            self.wfile.flush()
            if cut < len(body):
                slow.rest.wait(60)
                self.wfile.write(body[cut:])

        def log_message(self, *_told: object) -> None: ...

    server = ThreadingHTTPServer((urlsplit(course).hostname or "127.0.0.1", 0), Handler)
    slow.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield slow
    finally:
        slow.rest.set()
        server.shutdown()
