"""A network between browser and server that can stall, drop, refuse and rewrite, connection by connection."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Relay:
    """Passes bytes on, or does not. Kernel sockets and plain requests are told apart by their first bytes.

    Parameters
    ----------
    upstream
        The address of the server; or, by the paths below which each answers, those of several on one host.

    Attributes
    ----------
    sockets, requests
        What happens to each kind: ``pass``, ``stall`` (held back, open ones too, until it passes again),
        ``refuse`` (closed at once, open ones too), ``mute`` (sent on, but no answer comes back).
    host
        Where not empty, the ``Host`` that the server is told, as by a proxy that rewrites it.
    without
        Paths of files that are not found, as behind a filter.
    """

    def __init__(self, upstream: str | dict[str, str]) -> None:
        self.servers = {"/": upstream} if isinstance(upstream, str) else upstream
        self.sockets = "pass"
        self.requests = "pass"
        self.host = ""
        self.without: tuple[str, ...] = ()
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._open: dict[asyncio.StreamWriter, str] = {}
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def page(self, name: str = "index") -> str:
        return f"{self.url}voila/render/{name}.ipynb"

    def set(self, *, sockets: str | None = None, requests: str | None = None) -> None:
        """Change what happens from now on; connections that are refused are cut."""
        self.sockets = sockets or self.sockets
        self.requests = requests or self.requests
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _mode(self, kind: str) -> str:
        return self.sockets if kind == "socket" else self.requests

    async def _cut(self) -> None:
        for writer, kind in list(self._open.items()):
            if self._mode(kind) == "refuse":
                writer.close()

    def _run(self, ready: threading.Event) -> None:
        async def start() -> None:
            server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            ready.set()

        asyncio.set_event_loop(self._loop)
        self._loop.create_task(start())
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            kind = "socket" if b"upgrade: websocket" in head.lower() else "request"
            if self._mode(kind) == "refuse":
                writer.close()
                return
            asked = head.split(b" ", 2)[1].decode()
            upstream = next((url for path, url in self.servers.items() if asked.startswith(path)), None)
            if upstream is None or any(path in asked for path in self.without):
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                writer.close()
                return
            if self.host:
                head = re.sub(rb"(?im)^host: .*$", f"Host: {self.host}\r".encode(), head, count=1)
            if self.without or len(self.servers) > 1:  # one request a connection, so that each is looked at
                head = re.sub(rb"(?im)^connection: keep-alive", b"Connection: close", head)
            server = urlsplit(upstream)
            there, away = await asyncio.open_connection(server.hostname, server.port)
            self._open[writer] = kind
            try:
                await self._passes(kind, "up")
                away.write(head)
                await asyncio.gather(
                    self._pump(reader, away, kind, "up"), self._pump(there, writer, kind, "down")
                )
            finally:
                self._open.pop(writer, None)
                away.close()
                writer.close()

    async def _passes(self, kind: str, way: str) -> None:
        while self._mode(kind) == "stall" or (self._mode(kind) == "mute" and way == "down"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, kind: str, way: str
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65_536):
                await self._passes(kind, way)
                sink.write(data)
                await sink.drain()
        sink.close()


@contextmanager
def relayed(upstream: str | dict[str, str]) -> Iterator[Relay]:
    relay = Relay(upstream)
    try:
        yield relay
    finally:
        relay.close()
