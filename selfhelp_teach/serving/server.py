"""The course as a server of its own: Voilà with our pages, our addresses and our bounds."""

from __future__ import annotations

import errno
import logging
import os
import socket
from typing import Any

from jupyter_server.utils import url_path_join
from voila.app import Voila

from selfhelp_teach.errors import ServingError
from selfhelp_teach.serving import opening
from selfhelp_teach.serving.handlers import CoursePage, CourseSocket, Home, Unknown, course_handlers
from selfhelp_teach.serving.settings import Settings, share_our_template

LOG = logging.getLogger(__name__)
KEPT = ("/voila/templates/", "/voila/static/", "/voila/labextensions/", "/voila/api/themes/", "/voila/query/")


class CourseServer(Voila):  # type: ignore[misc]
    """Voilà, restricted to what the course needs.

    The stock server also offers a file browser and the contents of its folder; a course has no use for
    them, so only pages, their static files and their kernels' sockets are served.
    """

    name = "voila"

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
            *kept,
            pages,
            (r".*", Unknown),
        ]

    def listen(self) -> None:
        """Tell the address once the server answers, then serve until stopped."""
        print(f"The course is open at {self.connection_url}", flush=True)  # noqa: T201 (a person waits for it)
        super().listen()


def free_port(settings: Settings) -> int:
    """Return the port to use, after trying that it is free.

    Raises
    ------
    ServingError
        Where another program listens on it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.ip, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise ServingError(
                    f"Port {settings.port} is in use by another program. Stop it, or choose another: "
                    f"selfhelp-teach serve --port {settings.port + 1}"
                ) from error
            raise ServingError(
                f"The server cannot listen on {settings.ip} port {settings.port} ({error.strerror}). "
                "Choose another address or a port above 1023."
            ) from error
        return int(probe.getsockname()[1])


def run(settings: Settings) -> None:
    """Serve the course until it is interrupted.

    Raises
    ------
    ServingError
        Where the folder holds no pages or the port cannot be used.
    """
    if not any(settings.folder.glob("*.ipynb")):
        raise ServingError(f"There are no notebooks in {settings.folder}. Name a folder that holds the pages.")
    port = free_port(settings)
    share_our_template()
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    config = settings.config()
    config.Voila.port = port
    maker = opening.prepare(settings.folder)
    try:
        # The first visitor should find the pictures drawn; the wait is short and happens once.
        maker.wait(timeout=60)
        server = CourseServer(config=config)
        server.initialize([])
        server.start()
    finally:
        maker.kill()
