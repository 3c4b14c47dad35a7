"""One host with several course sites behind it, as a reverse proxy makes it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from urllib.parse import urlparse


class Host:
    """Forwards each connection to the site whose path its first request names; one request a connection."""

    def __init__(self, sites: dict[str, str]) -> None:
        self.ports = {path: urlparse(url).port for path, url in sites.items()}
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(60)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._forward, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            asked = head.split(b" ", 2)[1].decode()
            port = next((port for path, port in self.ports.items() if asked.startswith(path)), None)
            if port is None:
                page = b"<!doctype html><title>A host</title>"
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + page
                )
                await writer.drain()
                writer.close()
                return
            if b"upgrade: websocket" not in head.lower():
                lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
                head = b"\r\n".join([lines[0], b"Connection: close", *lines[1:]])
            there, back = await asyncio.open_connection("127.0.0.1", port)
            back.write(head)
            await asyncio.gather(_pump(reader, back), _pump(there, writer))

    def close(self) -> None:
        async def stop() -> None:
            self._server.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            self._loop.stop()

        asyncio.run_coroutine_threadsafe(stop(), self._loop)
        self._thread.join(5)


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
    target.close()
