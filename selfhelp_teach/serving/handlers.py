"""The course's own addresses: static files, health, the end of a kernel and page errors."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from selfhelp_teach import __version__
from selfhelp_teach.serving import course
from selfhelp_teach.serving.assets import SERVED_FROM, STATIC, TEXT, compressed, version
from selfhelp_teach.serving.kernels import CourseKernels
from selfhelp_teach.serving.storewatch import LOST, StoreWatch
from selfhelp_teach.translation import LANGUAGES, translator

VERSIONED = re.compile(r"v-(?P<version>[0-9a-f]+)/")
REASON = re.compile(r' data-reason="[^"]*"')
HERE = frozenset({"127.0.0.1", "::1", "localhost"})
AUTHORED = {".ipynb", ".yaml", ".yml", ".csv"}
YEAR = 365 * 24 * 3600
MOMENT = 0.005  # seconds
# Voilà keeps a slow answer alive with an inline script. It may come before the document type, where it would put the
# whole page into quirks mode and call what is not there yet; a blank line keeps the connection as well.
HEARTBEAT = "<script>window.voila_heartbeat()</script>"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class StaticFiles(tornado.web.StaticFileHandler):
    """Our JS and CSS. An address whose folder carries the version never changes its content."""

    versioned = False  # whether this request names the present version

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send the file, compressed where the reader takes it so."""
        asked = self.request.headers
        takes = "gzip" in asked.get("Accept-Encoding", "") and "Range" not in asked
        if not takes or Path(path).suffix not in TEXT:
            await super().get(path, include_body)
            return
        self.path = self.parse_url_path(path)
        found = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if found is None:
            return
        self.absolute_path = found
        self.modified = self.get_modified_time()
        self.set_headers()
        self.set_header("Content-Encoding", "gzip")
        self.set_header("Vary", "Accept-Encoding")
        if self.should_return_304():
            self.set_status(304)
            return
        body = compressed(Path(found), self._stat().st_mtime_ns)
        self.set_header("Content-Length", str(len(body)))
        if include_body:
            self.write(body)

    def parse_url_path(self, url_path: str) -> str:
        """Take the version folder off the address: ``v-0123abcd/host/host.js`` is ``host/host.js``."""
        match = VERSIONED.match(url_path)
        self.versioned = match is not None and match["version"] == version()
        return super().parse_url_path(url_path[match.end() :] if match else url_path)

    def get_cache_time(self, path: str, modified: Any, mime_type: str) -> int:  # noqa: ARG002
        """Cache for a year where the address carries the present version, else ask again each time."""
        return YEAR if self.versioned else 0


class Health(tornado.web.RequestHandler):
    """Answers monitors and tests: the server is up, with so many kernels, and answers are kept."""

    def get(self) -> None:
        """Write status, version, kernel count and what becomes of answers as JSON."""
        kernels = self.settings["kernel_manager"]
        watch: StoreWatch | None = self.settings.get("selfhelp_store")  # none in a Jupyter server
        told = {"status": "ok", "version": __version__, "kernels": len(kernels)}
        if watch is not None:
            told |= {"status": "answers not kept" if watch.state == LOST else "ok", "answers": watch.state}
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(told))


class KernelThere(JupyterHandler):
    """Tells a page that lost its socket whether its kernel is still there."""

    @tornado.web.authenticated
    def get(self, kernel_id: str) -> None:
        """Answer 204 for a kernel that runs, 404 for one that is gone."""
        self.set_status(204 if kernel_id in self.kernel_manager else 404)
        self.finish()


class EndKernel(APIHandler):
    """Ends a page's kernel when the page goes.

    Who asks proves by the kernel's id that it is the page: 122 random bits that nobody else is told. A cookie
    is not asked for, since a page in another site's frame has none and its kernel would never be ended.
    """

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie (see above)."""

    @tornado.web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel; one that is gone already is fine."""
        kernels: Any = self.kernel_manager
        if isinstance(kernels, CourseKernels):
            await kernels.end(kernel_id)
        elif kernel_id in kernels:  # a Jupyter server has kernels of its own kind
            await ensure_async(kernels.shutdown_kernel(kernel_id, now=True))
        self.set_status(204)
        self.finish()


class KernelModel(KernelHandler):
    """What the stock front end asks of a kernel before it connects; nothing can be changed here."""

    SUPPORTED_METHODS = ("GET",)


class Spoken(BaseVoilaHandler):
    """Lets the template of errors speak: the language of the address, else the one the browser asks for."""

    @property
    def language(self) -> str:
        """The language in which this request is answered."""
        asked = str(self.request.headers.get("Accept-Language", ""))[:2].lower()
        inside = [part for part in str(self.request.path).split("/") if part in LANGUAGES]
        return (inside or [asked if asked in LANGUAGES else "en"])[-1]

    @property
    def template_namespace(self) -> dict[str, Any]:
        """What every template of this handler can name."""
        return {**super().template_namespace, "_": translator(self.language), "language": self.language}


class CoursePage(Spoken, TornadoVoilaHandler):
    """A page, without a cookie, that lets nothing in from elsewhere."""

    @tornado.web.authenticated
    async def get(self, path: str | None = None) -> None:
        """Send a page while it is made. What is made within a moment goes together: it has hundreds of pieces."""
        loop, due = asyncio.get_running_loop(), None
        try:
            async for piece in self.get_generator(path=path):
                self.write(piece)
                if due is None or due.when() <= loop.time():
                    due = loop.call_later(MOMENT, self.flush)
        finally:
            if due is not None:
                due.cancel()

    def write(self, chunk: Any) -> None:
        """Send a piece of the page; why a cell failed is told on this machine's own address only.

        Where the page is served from is known only now, for pages are made ahead.
        """
        if isinstance(chunk, str) and chunk.strip() == HEARTBEAT:
            chunk = "\n"
        if isinstance(chunk, str) and SERVED_FROM in chunk:
            chunk = chunk.replace(SERVED_FROM, escape(f"{self.request.protocol}://{self.request.host}"))
        if isinstance(chunk, str) and REASON.search(chunk) and not self.is_here:
            chunk = REASON.sub("", chunk)
        super().write(chunk)

    @property
    def is_here(self) -> bool:
        """Whether the page was asked for on this machine by its own address, and through no proxy."""
        asked = self.request
        passed_on = any(
            name in asked.headers for name in ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via")
        )
        return not passed_on and {asked.remote_ip, asked.host_name} <= HERE

    @property
    def content_security_policy(self) -> str:
        """Scripts, styles and data from this server only; Vega compiles its expressions (``unsafe-eval``)."""
        frames = " ".join(("'self'", *self.settings.get("selfhelp_frames", ())))
        return (
            f"default-src 'self'; script-src 'self' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
            f"form-action 'self'; frame-ancestors {frames}"
        )


class Home(JupyterHandler):
    """The bare address leads to the course's first page."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Redirect to the first page that there is."""
        self.redirect(url_path_join(self.base_url, "voila/render", course.first_place()))


class Saved(tornado.web.RequestHandler):
    """Tells an author's page when a file was last saved, so that it can load again."""

    def initialize(self, folders: list[Path]) -> None:
        """Look at the files in these folders."""
        self.folders = folders

    def get(self) -> None:
        """Answer with a mark that is another one after every change."""
        self.set_header("Cache-Control", "no-store")
        self.write(saved(self.folders))


def saved(folders: list[Path]) -> str:
    """Return a mark of what pages are made from: pages, exercises and tables in ``folders``."""
    found = [path for folder in folders for path in (folder, *folder.rglob("*")) if path.suffix in AUTHORED]
    told = sorted(f"{path}:{path.stat().st_mtime_ns}" for path in found if not path.name.startswith("."))
    return hashlib.sha256("\n".join(told).encode(errors="surrogateescape")).hexdigest()


class Unknown(Spoken):
    """Any other address: a readable 404."""

    async def prepare(self) -> None:
        """Answer 404 whatever the method."""
        await super().prepare()
        raise tornado.web.HTTPError(404)


def course_handlers(base_url: str) -> list[tuple[Any, ...]]:
    """Return the handlers that the course adds to any Jupyter or Voilà server."""
    return [
        (url_path_join(base_url, r"/selfhelp/static/(.*)"), StaticFiles, {"path": str(STATIC)}),
        (url_path_join(base_url, r"/selfhelp/health"), Health),
        (url_path_join(base_url, rf"/selfhelp/kernel/{KERNEL_ID}"), KernelThere),
        (url_path_join(base_url, rf"/selfhelp/end/{KERNEL_ID}"), EndKernel),
    ]
