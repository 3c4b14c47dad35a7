"""How the course server starts kernels: as copies of a process that has everything loaded."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets.config import Config

LOG = logging.getLogger(__name__)
NAME = "selfhelp-fork"
FORK_SERVER = "selfhelp_teach.serving.forkserver"
SECONDS = 30  # for an answer; the first waits until everything is loaded


class ForkServer:
    """The server's end of :mod:`selfhelp_teach.serving.forkserver`.

    Parameters
    ----------
    folder
        Of the pages whose kernels will be asked for.
    """

    running: ClassVar[ForkServer | None] = None

    def __init__(self, folder: Path) -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        # Copying a process with threads is unsafe, and NumPy's algebra would start some.
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", FORK_SERVER, str(theirs.fileno()), str(folder)],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
        theirs.close()
        self._socket = ours
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()
        self._asked = 0

    async def copy(self, request: dict[str, Any], seconds: float = SECONDS) -> int:
        """Ask for a copy that does ``request``; return its process number.

        Raises
        ------
        OSError
            Where the fork server is gone or does not answer in time.
        """
        async with self._turn:
            if self._streams is None:
                self._streams = await asyncio.open_connection(sock=self._socket)
            self._asked += 1
            told = {**request, "number": self._asked, "until": time.monotonic() + seconds}
            self._streams[1].write(json.dumps(told).encode() + b"\n")
            try:
                return await asyncio.wait_for(self._answer(self._streams[0], self._asked), seconds)
            except TimeoutError as error:
                raise OSError("The fork server does not answer.") from error

    async def _answer(self, reader: asyncio.StreamReader, number: int) -> int:
        """Return the copy made for one request. One that nobody waits for any more is ended."""
        while line := await reader.readline():
            answer = json.loads(line)
            if answer["number"] == number and answer["pid"]:
                return int(answer["pid"])
            if answer["pid"]:
                with suppress(ProcessLookupError):
                    os.kill(answer["pid"], signal.SIGKILL)
        raise OSError("The fork server has gone.")

    def stop(self) -> None:
        """End the process, and with it any kernel that is left."""
        self.process.kill()
        self.process.wait()


class Copy:
    """A kernel's process, child of the fork server and not ours; what `LocalProvisioner` asks of a Popen."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return None while the process runs. How it ended only its parent is told."""
        if self.returncode is None:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                self.returncode = 0
        return self.returncode

    def wait(self) -> int | None:
        """Return how it ended; asked for only when it has."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, if it is still there."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class ForkProvisioner(LocalProvisioner):
    """Starts Python kernels of this environment as copies, every other kernel as Jupyter does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start a kernel; where the fork server cannot, start it afresh."""
        server = ForkServer.running
        if server is None or not _is_our_python(cmd):
            return await super().launch_kernel(cmd, **kwargs)
        folder = Path(kwargs.get("cwd") or Path.cwd())
        request = {
            "arguments": cmd[cmd.index("ipykernel_launcher") + 1 :],
            "env": kwargs.get("env") or dict(os.environ),
            "cwd": str(folder),
            "name": f"kernel-{self.kernel_id[:8]}",
        }
        try:
            pid = await server.copy(request)
        except OSError:
            LOG.warning("A kernel could not be copied and is started afresh.", exc_info=True)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = Copy(pid)  # type: ignore[assignment]  # as much of a Popen as is asked for
        self.pid = self.pgid = pid  # the copy leads a session of its own
        self.cwd = folder
        return self.connection_info


def _is_our_python(cmd: list[str]) -> bool:
    """Tell whether a kernel's command starts IPython's kernel on the Python that runs this server."""
    return "ipykernel_launcher" in cmd and Path(cmd[0]) == Path(sys.executable)


def start_fork_server(folder: Path, config: Config) -> ForkServer | None:
    """Start the fork server where there can be one, and let kernels be started through it."""
    if sys.platform != "linux":
        return None
    # Known to this process only: other Jupyter servers of the environment are left alone.
    KernelProvisionerFactory.provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:{ForkProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME
    )
    config.KernelProvisionerFactory.default_provisioner_name = NAME
    ForkServer.running = ForkServer(folder)
    return ForkServer.running
