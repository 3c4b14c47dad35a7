"""A client that speaks the kernel's protocol itself, as a page or an attacker would."""

from __future__ import annotations

import asyncio
import functools
import json
import re
import time
import urllib.error
import urllib.request
import uuid
from http.client import HTTPConnection
from urllib.parse import urlparse

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def in_a_loop(test):
    """Run a test that is a coroutine, and wait five minutes at most for its end."""

    @functools.wraps(test)
    def run(**given):
        asyncio.run(asyncio.wait_for(test(**given), 300))

    return run


def get(url, method="GET", **headers):
    request = urllib.request.Request(url, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


def asked_as_it_stands(course, path, **headers):
    """Return what is answered to a path that no client has put in order, and to where it leads, unfollowed."""
    connection = HTTPConnection(urlparse(course.url).netloc, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def there(course, kernel):
    """Tell whether a kernel is there."""
    return get(f"{course.url}selfhelp/kernel/{kernel}")[0] == 204


def kernel_of(course, page="index"):
    """Open a page as a browser does and return the id of its kernel."""
    return re.search(r'name="selfhelp-kernel" content="([^"]+)"', get(course.page(page))[2])[1]


async def connect(course, kernel, **headers):
    """Open the socket of a kernel."""
    url = f"ws{course.url.removeprefix('http')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    request = HTTPRequest(url, headers=headers, request_timeout=60)
    return await websocket_connect(request, subprotocols=[PROTOCOL])


def frame(kind="kernel_info_request", content=None, *, channel="shell", buffers=(), **header):
    """Lay out one message."""
    head = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "test", "version": "5.3", **header}
    head |= {"username": "", "date": "2026-01-01T00:00:00.000000Z"}
    parts = (json.dumps(part).encode() for part in (head, {}, {}, content or {}))
    return serialize_msg_to_ws_v1([*parts, *buffers], channel)


async def messages(socket, seconds=30):
    """Yield what comes on a socket: header, parent header and content of each message; fail where it closes."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = await socket.read_message()
        assert data is not None, f"closed ({socket.close_code}): {socket.close_reason}"
        _channel, (header, parent, _metadata, content, *_buffers) = deserialize_msg_from_ws_v1(data)
        yield json.loads(header), json.loads(parent), json.loads(content)
    raise AssertionError("what was waited for did not come")


async def answer_to(socket, kind):
    """Return the content of the next message of a kind."""
    return await anext(content async for header, _, content in messages(socket) if header["msg_type"] == kind)


async def closed(socket):
    """Read until the socket is closed; return the code."""
    while await socket.read_message() is not None:
        pass
    return socket.close_code
