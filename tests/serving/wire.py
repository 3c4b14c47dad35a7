"""A client that speaks the kernel's protocol itself, as a page or an attacker would."""

from __future__ import annotations

import json
import re
import time
import urllib.request
import uuid

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def kernel_of(course, page="index"):
    """Open a page as a browser does and return the id of its kernel."""
    with urllib.request.urlopen(course.page(page), timeout=60) as answer:
        return re.search(r'name="selfhelp-kernel" content="([^"]+)"', answer.read().decode())[1]


async def connect(course, kernel, **headers):
    """Open the socket of a kernel."""
    url = f"ws{course.url.removeprefix('http')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    request = HTTPRequest(url, headers=headers, request_timeout=60)
    return await websocket_connect(request, subprotocols=[PROTOCOL])


def frame(kind="kernel_info_request", content=None, *, channel="shell", buffers=(), **header):
    """Lay out one message."""
    head = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "test", "version": "5.3", **header}
    head |= {"username": "", "date": "2026-01-01T00:00:00.000000Z"}
    parts = [
        channel.encode(),
        *(json.dumps(part).encode() for part in (head, {}, {}, content or {})),
        *buffers,
    ]
    begin = 8 * (len(parts) + 2)
    offsets = [begin]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = [len(offsets), *offsets]
    return b"".join([*(number.to_bytes(8, "little") for number in numbers), *parts])


def parts(data):
    """Read one message: channel and the four dictionaries."""
    count = int.from_bytes(data[:8], "little")
    offsets = [int.from_bytes(data[8 * (n + 1) : 8 * (n + 2)], "little") for n in range(count)]
    found = [data[offsets[n] : offsets[n + 1]] for n in range(5)]
    return found[0].decode(), *(json.loads(part) for part in found[1:])


async def answer_to(socket, kind, seconds=30):
    """Return the content of the next message of a kind; fail where the socket closes before."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = await socket.read_message()
        assert data is not None, f"closed ({socket.close_code}): {socket.close_reason}"
        _, header, _, _, content = parts(data)
        if header["msg_type"] == kind:
            return content
    raise AssertionError(f"no {kind} came")


async def closed(socket):
    """Read until the socket is closed; return the code."""
    while await socket.read_message() is not None:
        pass
    return socket.close_code
