"""The course's own addresses: static files, health, the end of a kernel, safe sockets and page errors."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from selfhelp_teach import __version__
from selfhelp_teach.serving.assets import STATIC, TEXT, compressed, version
from selfhelp_teach.translation import LANGUAGES, translator

PROTOCOL = "v1.kernel.websocket.jupyter.org"
VERSIONED = re.compile(r"v-(?P<version>[0-9a-f]+)/")
YEAR = 365 * 24 * 3600
# Voilà keeps a slow answer alive with one inline script; this is its hash, and no other may run.
HEARTBEAT = "'sha256-m16tKAZfrqdfaIlK4k9Uc4bmwJm0z0f+0b2ahSGv/Ko='"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class StaticFiles(tornado.web.StaticFileHandler):
    """Our JS and CSS. An address whose folder carries the version never changes its content."""

    def initialize(self, path: str) -> None:  # type: ignore[override]
        """Serve the files below ``path``."""
        super().initialize(path)
        self.versioned = False

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
    """Answers monitors and tests: the server is up, with so many kernels."""

    def get(self) -> None:
        """Write version and kernel count as JSON."""
        kernels = self.settings["kernel_manager"]
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps({"status": "ok", "version": __version__, "kernels": len(kernels)}))


class KernelThere(JupyterHandler):
    """Tells a page that lost its socket whether its kernel is still there."""

    @tornado.web.authenticated
    def get(self, kernel_id: str) -> None:
        """Answer 204 for a kernel that runs, 404 for one that is gone."""
        self.set_status(204 if kernel_id in self.kernel_manager else 404)
        self.finish()


class EndKernel(APIHandler):
    """Ends a page's kernel when the page goes; the request carries the ``_xsrf`` token."""

    @tornado.web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel; one that is gone already is fine."""
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))
        self.set_status(204)
        self.finish()


class KernelModel(KernelHandler):
    """What the stock front end asks of a kernel before it connects; nothing can be changed here."""

    SUPPORTED_METHODS = ("GET",)


class CourseSocket(VoilaKernelWebsocketHandler):
    """The kernel's socket, for clients of the current protocol only.

    Voilà reads every outgoing frame as the current protocol; a frame of the older one sends its reader
    into a loop without end, which would let one old client stop the server for everybody.
    """

    async def get(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a client that does not ask for the current protocol."""
        asked = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in [name.strip() for name in asked.split(",")]:
            raise tornado.web.HTTPError(400, reason=f"This socket speaks {PROTOCOL} only")
        await super().get(*args, **kwargs)


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
    """A page. Sets the ``_xsrf`` cookie that its farewell will need, and lets nothing in from elsewhere."""

    async def get(self, path: str | None = None) -> None:
        """Serve the page, with its cookie."""
        _ = self.xsrf_token
        await super().get(path)

    @property
    def content_security_policy(self) -> str:
        """Scripts, styles and data from this server only; Vega compiles its expressions (``unsafe-eval``)."""
        return (
            f"default-src 'self'; script-src 'self' 'unsafe-eval' blob: {HEARTBEAT}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
            "form-action 'self'; frame-ancestors 'self'"
        )


class Home(JupyterHandler):
    """The bare address leads to the course's first page."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Redirect to the index page."""
        self.redirect(url_path_join(self.base_url, "voila/render/index.ipynb"))


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
