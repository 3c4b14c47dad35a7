"""The course as a server of its own: Voilà with our pages, our addresses and our bounds."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import GZipContentEncoding
from voila.app import Voila

from selfhelp_teach.errors import ServingError
from selfhelp_teach.serving.handlers import (
    KERNEL_ID,
    CoursePage,
    CourseSocket,
    Home,
    KernelModel,
    Unknown,
    course_handlers,
)

KEPT = ("/voila/templates/", "/voila/static/", "/voila/labextensions/", "/voila/api/themes/", "/voila/query/")


class CourseServer(Voila):
    """Voilà, restricted to what the course needs.

    The stock server also offers a file browser and the contents of its folder; a course has no use for
    them, so only pages, their static files and their kernels' sockets are served.
    """

    name = "voila"
    sockets: list[socket.socket]

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return the handlers: ours, and of Voilà's own those that pages need."""
        base = self.server_url
        kernel_socket, pages, kept = None, None, []
        for handler in super().init_handlers():
            pattern = str(handler[0])
            if pattern.endswith("/channels"):
                kernel_socket = (pattern, CourseSocket)
            elif pattern == url_path_join(base, r"/voila/render/(.*)"):
                pages = (pattern, CoursePage, handler[2])
            elif any(pattern.startswith(url_path_join(base, prefix)) for prefix in KEPT):
                kept.append(handler)
        if kernel_socket is None or pages is None:
            raise ServingError("This version of Voilà has other addresses than expected. Install voila 0.5.")
        return [
            *course_handlers(base),
            (base, Home),
            kernel_socket,
            (url_path_join(base, rf"/api/kernels/{KERNEL_ID}"), KernelModel),
            *kept,
            pages,
            (r".*", Unknown, {"voila_configuration": self.voila_configuration}),
        ]

    def listen(self) -> None:
        """Answer on the sockets taken at start-up, tell the address, and serve until stopped."""
        # A setting would come too late: the application has been made. Text shrinks four to six times.
        self.app.add_transform(GZipContentEncoding)
        HTTPServer(self.app).add_sockets(self.sockets)
        print(f"The course is open at {self.connection_url}", flush=True)  # noqa: T201 (a person waits for it)
        if self.open_browser:
            self.launch_browser()
        self.ioloop = IOLoop.current()
        try:
            with suppress(KeyboardInterrupt):
                self.ioloop.start()
        finally:
            self.stop()
