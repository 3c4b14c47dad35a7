"""The course as a server of its own: Voilà with our pages, our addresses and our bounds."""

from __future__ import annotations

import socket
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import GZipContentEncoding
from voila import notebook_renderer
from voila.app import Voila

from selfhelp_teach.errors import ServingError
from selfhelp_teach.serving.addresses import reachable
from selfhelp_teach.serving.deep_link import deep_link_handler
from selfhelp_teach.serving.exporter import CourseExporter
from selfhelp_teach.serving.handlers import (
    KERNEL_ID,
    CoursePage,
    Home,
    KernelModel,
    Saved,
    Unknown,
    course_handlers,
)
from selfhelp_teach.serving.sockets import CourseSocket, RequestInfo
from selfhelp_teach.serving.storewatch import StoreWatch

KEPT = ("/voila/templates/", "/voila/static/", "/voila/labextensions/", "/voila/api/themes/")

LARGEST_BODY = 64 * 1024  # of a request: a farewell has none
IDLE_SECONDS = 75  # a connection that asks nothing, or never ends its request, is closed


class CourseServer(Voila):
    """Voilà, restricted to what the course needs.

    The stock server also offers a file browser and the contents of its folder; a course has no use for
    them, so only pages, their static files and their kernels' sockets are served.
    """

    name = "voila"
    sockets: list[socket.socket]
    addresses: list[str]
    watched: list[Path]

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return the handlers: ours, and of Voilà's own those that pages need."""
        notebook_renderer.VoilaExporter = CourseExporter  # Voilà has no setting for it
        base = self.server_url
        kernel_socket, pages, kept = None, None, []
        for handler in super().init_handlers():
            pattern = str(handler[0])
            if pattern.endswith("/channels"):
                kernel_socket = (pattern, CourseSocket)
            elif pattern == url_path_join(base, r"/voila/render/(.*)"):
                pages = (pattern, CoursePage, handler[2])
            elif pattern.startswith(url_path_join(base, "/voila/query/")):
                kept.append((pattern, RequestInfo, {"kernels": self.kernel_manager}))
            elif any(pattern.startswith(url_path_join(base, prefix)) for prefix in KEPT):
                kept.append(handler)
        if kernel_socket is None or pages is None:
            raise ServingError("This version of Voilà has other addresses than expected. Install voila 0.5.")
        saved = (url_path_join(base, "/selfhelp/saved"), Saved, {"folders": self.watched})
        return [
            *course_handlers(base),
            deep_link_handler(base, "voila/render"),
            *([saved] if self.watched else []),
            (base, Home),
            kernel_socket,
            (url_path_join(base, rf"/api/kernels/{KERNEL_ID}"), KernelModel),
            *kept,
            pages,
            (r".*", Unknown, {"voila_configuration": self.voila_configuration}),
        ]

    def launch_browser(self) -> None:
        """Open the person's browser at the course."""
        threading.Thread(target=webbrowser.open, args=(self.addresses[0],), daemon=True).start()

    def listen(self) -> None:
        """Answer on the sockets taken at start-up, tell the address, and serve until stopped."""
        # A setting would come too late: the application has been made. Text shrinks four to six times.
        self.app.add_transform(GZipContentEncoding)
        server = HTTPServer(self.app, max_body_size=LARGEST_BODY, idle_connection_timeout=IDLE_SECONDS)
        server.add_sockets(self.sockets)
        watch = self.app.settings["selfhelp_store"] = StoreWatch()
        watch.start()
        self.addresses = reachable(self.ip, self.port, self.base_url)
        here, *others = self.addresses
        print(f"The course is open at {here}", flush=True)  # noqa: T201 (a person waits for it)
        for other in others:
            print(f"Others in your network open {other}", flush=True)  # noqa: T201 (this too)
        if self.open_browser:
            self.launch_browser()
        self.ioloop = IOLoop.current()
        try:
            with suppress(KeyboardInterrupt):
                self.ioloop.start()
        finally:
            self.stop()
