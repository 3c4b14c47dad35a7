"""Start-up: what can be refused is refused in a sentence, before anything heavy is loaded."""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import replace

from selfhelp_teach.errors import ServingError
from selfhelp_teach.serving import opening
from selfhelp_teach.serving.settings import Settings, share_our_template

OPENING_SECONDS = 120


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


def checked(settings: Settings) -> Settings:
    """Return the settings with a port that is free.

    Raises
    ------
    ServingError
        Where the folder holds no pages or the port cannot be used.
    """
    if not any(settings.folder.glob("*.ipynb")):
        raise ServingError(
            f"There are no notebooks in {settings.folder}. Name a folder that holds the pages."
        )
    return replace(settings, port=free_port(settings))


def run(settings: Settings) -> None:
    """Serve the course until it is interrupted.

    Raises
    ------
    ServingError
        Where the folder holds no pages or the port cannot be used.
    """
    settings = checked(settings)
    share_our_template()
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    # The pictures are drawn while Voilà is imported: both take a second or two.
    maker = opening.prepare(settings.folder)
    try:
        from selfhelp_teach.serving.server import CourseServer  # noqa: PLC0415 (see above)

        maker.wait(timeout=OPENING_SECONDS)
        server = CourseServer(config=settings.config())
        server.initialize([])
        server.start()
    finally:
        maker.kill()
