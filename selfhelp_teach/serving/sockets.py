"""The sockets of a course server: for clients of the current protocol, which send what pages send."""

from __future__ import annotations

import asyncio
from typing import Any

import tornado.web
from voila.request_info_handler import RequestInfoSocketHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from selfhelp_teach.serving.frames import Allowance, FrameError, NotForReadersError, check

PROTOCOL = "v1.kernel.websocket.jupyter.org"
#: A page has one socket, and another while it comes back after a loss.
MOST_SOCKETS = 4
#: Bytes that wait for a client that does not read what it asked for.
MOST_UNREAD = 64 * 1024 * 1024
MOST_LEFT_OUT = 100  # messages that do not pass, until the socket is closed
POLICY = 1008  # the code by which a socket says that its client broke the rules


class CourseSocket(VoilaKernelWebsocketHandler):
    """The kernel's socket, for clients of the current protocol only.

    Voilà reads every outgoing frame as the current protocol; a frame of the older one sends its reader
    into a loop without end, which would let one old client stop the server for everybody. Incoming
    frames are checked here (:mod:`selfhelp_teach.serving.frames`) before Jupyter reads them.
    """

    async def get(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a client that does not ask for the current protocol, or has sockets enough."""
        asked = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in [name.strip() for name in asked.split(",")]:
            raise tornado.web.HTTPError(400, reason=f"This socket speaks {PROTOCOL} only")
        if self.kernel_manager.connections(str(kwargs.get("kernel_id", ""))) >= MOST_SOCKETS:
            raise tornado.web.HTTPError(429, reason="This page has sockets enough")
        self._allowance = Allowance()
        self._left_out = 0
        self._unread = 0
        await super().get(*args, **kwargs)

    def check_origin(self, origin: str | None = None) -> bool:  # noqa: ARG002 (tornado's signature)
        """Let any origin in: a proxy may have renamed this host, and the kernel's id proves the page.

        No cookie opens this socket. What opens it is an id of 122 random bits that only its page was told.
        """
        return True

    async def on_message(self, message: str | bytes) -> None:
        """Hand a frame on to the kernel. Nothing more is read from this client until it is."""
        try:
            check(message)
        except NotForReadersError as refusal:
            self._left_out += 1
            self.log.warning("A message for kernel %s was left out: %s.", self.kernel_id, refusal)
            if self._left_out > MOST_LEFT_OUT:
                self.close(POLICY, "too many messages of other kinds")
            return
        except FrameError as refusal:
            self.log.warning("A socket of kernel %s was closed: %s.", self.kernel_id, refusal)
            self.close(POLICY, str(refusal))
            return
        wait = self._allowance.take(len(message))
        if wait:
            await asyncio.sleep(wait)
        if self.connection is not None:  # closed meanwhile
            super().on_message(message)

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send a frame, unless its client has stopped to read: then its socket is closed."""
        size = len(message) if isinstance(message, bytes | str) else 0
        if self._unread + size > MOST_UNREAD:
            self.log.warning("A client of kernel %s does not read; its socket is closed.", self.kernel_id)
            self.close(POLICY, "not read")
            return None
        sent = super().write_message(message, binary)
        if sent is not None:
            self._unread += size
            sent.add_done_callback(lambda done: self._was_read(done, size))
        return sent

    def _was_read(self, done: Any, size: int) -> None:
        done.exception()  # a socket that closed meanwhile says so by itself
        self._unread -= size


class RequestInfo(RequestInfoSocketHandler):
    """Tells a kernel that was kept ready which address its page was asked for by; listens to nothing."""

    def initialize(self, kernels: Any) -> None:
        """Answer for these kernels only."""
        self.kernels = kernels

    async def get(self, *args: Any, **kwargs: Any) -> None:
        """Refuse who asks for a kernel that is not there, or is asked for already."""
        kernel_id = kwargs.get("kernel_id")
        if kernel_id not in self.kernels or kernel_id in self._waiters:
            raise tornado.web.HTTPError(404)
        await super().get(*args, **kwargs)

    def on_message(self, message: str | bytes) -> None:  # noqa: ARG002 (tornado's signature)
        """Close the socket of a client that speaks."""
        self.close(POLICY)
