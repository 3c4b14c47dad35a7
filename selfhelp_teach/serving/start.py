"""Start-up: what can be refused is refused in a sentence, before anything heavy is loaded."""

from __future__ import annotations

import errno
import os
import socket
import sys
from dataclasses import replace

from tornado.netutil import bind_sockets

from selfhelp_teach.errors import ServingError
from selfhelp_teach.exercises.folders import added_folders
from selfhelp_teach.serving import opening
from selfhelp_teach.serving.settings import Settings, share_our_template

OPENING_SECONDS = 120


def take_port(settings: Settings) -> list[socket.socket]:
    """Return sockets that listen on the server's address, from now on: nobody can take the port meanwhile.

    Whoever asks before the pages are ready waits a moment and is not refused.

    Raises
    ------
    ServingError
        Where another program listens there, or nobody may.
    """
    try:
        return bind_sockets(settings.port, settings.ip)
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


def leave_out_grammars() -> None:
    """Spare the start a second: no schema of Jupyter's asks whether a text is an address with any letters.

    With `rfc3987_syntax` installed, jsonschema has it compile 38 grammars when it is imported. Found
    missing, it checks everything else as before.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: not to be found


def run(settings: Settings) -> None:
    """Serve the course until it is interrupted.

    Raises
    ------
    ServingError
        Where the folder holds no pages or the port cannot be used.
    """
    if not any(settings.folder.glob("*.ipynb")):
        raise ServingError(
            f"There are no notebooks in {settings.folder}. Name a folder that holds the pages."
        )
    if added_folders():
        from selfhelp_teach.exercises import library  # noqa: PLC0415 (only for a folder of somebody's own)

        library.exercises()  # a fault is told here, with file and line, and not by a page in class
    sockets = take_port(settings)
    settings = replace(settings, port=sockets[0].getsockname()[1])
    share_our_template()
    leave_out_grammars()
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    # Pictures are drawn and kernels' modules loaded while Voilà is imported: each takes a second or two.
    maker = opening.prepare(settings.folder)
    forks = None
    try:
        from selfhelp_teach.serving.provisioner import start_fork_server  # noqa: PLC0415 (see above)

        config = settings.config()
        forks = start_fork_server(settings.folder, config)
        from selfhelp_teach.serving.server import CourseServer  # noqa: PLC0415 (see above)

        maker.wait(timeout=OPENING_SECONDS)
        server = CourseServer(config=config)
        server.sockets = sockets
        server.initialize([])
        server.start()
    finally:
        maker.kill()
        if forks is not None:
            forks.stop()
