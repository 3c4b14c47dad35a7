"""Start-up: what can be refused is refused in a sentence, before anything heavy is loaded."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tornado.netutil import bind_sockets

from selfhelp_teach.errors import ServingError
from selfhelp_teach.evidence.table_one import SETTING as TABLE_1
from selfhelp_teach.exercises.folders import instructor_folders
from selfhelp_teach.serving import course, prerender, readiness
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
        Where the folder holds no pages, the port cannot be used, or answers cannot be kept as asked.
    ExerciseError, DataError
        Where an instructor's exercises or Table 1 are refused.
    """
    if not any(settings.folder.glob("*.ipynb")):
        raise ServingError(
            f"There are no notebooks in {settings.folder}. Name a folder that holds the pages."
        )
    lines = [*readiness.exercises(), *readiness.supplied_table()]
    sockets = take_port(settings)
    answers = readiness.Answers(asked_for=settings.store_asked_for)
    settings = replace(settings, port=sockets[0].getsockname()[1])
    course.serve_from(settings.folder)
    share_our_template()
    leave_out_grammars()
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    maker = forks = None
    try:
        if settings.store_asked_for:  # it may be refused, and then the rest was loaded for nothing
            lines.append(answers.line())
        # Pictures are drawn and kernels' modules loaded while Voilà is imported: each takes a second or two.
        # An author's pages are shown as they are now, so nothing is made ahead.
        maker = None if settings.edit else prerender.prepare(settings.folder)
        from selfhelp_teach.serving.provisioner import start_fork_server  # noqa: PLC0415 (see above)

        config = settings.config()
        forks = None if settings.edit else start_fork_server(settings.folder, config)
        from selfhelp_teach.serving.server import CourseServer  # noqa: PLC0415 (see above)

        if not settings.store_asked_for:
            lines.append(answers.line())
        for line in lines:
            print(line, flush=True)  # noqa: T201 (whoever starts the server reads it)
        if maker is not None:
            # On a slow machine it goes on beside the server: pages wait for their kernels meanwhile.
            with suppress(subprocess.TimeoutExpired):
                maker.wait(timeout=OPENING_SECONDS)
        server = CourseServer(config=config)
        server.sockets = sockets
        tables = [Path(path) for path in [os.environ.get(TABLE_1)] if path]
        server.watched = [settings.folder, *instructor_folders(), *tables] if settings.edit else []
        server.initialize([])
        server.start()
    finally:
        answers.stop()
        if maker is not None:
            maker.kill()
        if forks is not None:
            forks.stop()
