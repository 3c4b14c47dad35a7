"""The server's sockets, attacked: one client can harm nobody else."""

from __future__ import annotations

import asyncio
import struct
import time
from contextlib import asynccontextmanager, suppress

import pytest
from tornado.websocket import WebSocketClosedError

from selfhelp_teach.serving import frames
from selfhelp_teach.serving.frames import Allowance, FrameError, NotForReadersError, check
from tests.conftest import serve
from tests.serving.pages import small_pages
from tests.serving.wire import answer_to, closed, connect, frame, get, in_a_loop, kernel_of, messages, there

SOUND = frame()


def with_offset(number, value):
    changed = bytearray(SOUND)
    changed[8 * (number + 1) : 8 * (number + 2)] = struct.pack("<Q", value)
    return bytes(changed)


MALFORMED = {
    "eight bytes that promise 2**60 parts": struct.pack("<Q", 2**60),
    "all bits set": b"\xff" * 64,
    "nothing": b"",
    "a count without offsets": struct.pack("<Q", 6),
    "no parts": struct.pack("<Q", 0),
    "more parts than bytes": struct.pack("<Q", 60) + SOUND[8:],
    "more buffers than any page sends": frame(buffers=[b"x"] * 200),
    "offsets beyond the end": with_offset(5, 2**40),
    "offsets that go back": with_offset(2, 8),
    "offsets into the count": with_offset(0, 0),
    "cut in the middle": SOUND[:-3],
    "something after the end": SOUND + b"more",
    "a header that is no JSON": frame().replace(b'{"msg_id', b'["msg_id'),
    "a header of depth 5000": frame(deep="x" * 9998).replace(
        b'"' + b"x" * 9998 + b'"', b"[" * 5000 + b"]" * 5000
    ),
    "a header of a megabyte": frame(long="x" * 2**20),
    "text": "kernel_info_request",
}
LEFT_OUT = {
    "the end of the kernel": frame("shutdown_request", {"restart": False}, channel="control"),
    "the end of the kernel on the shell": frame("shutdown_request", {"restart": False}),
    "code": frame("execute_request", {"code": "1 + 1", "silent": False}),
    "code on the control channel": frame("execute_request", {"code": "1"}, channel="control"),
    "an interruption": frame("interrupt_request", channel="control"),
    "a debugger": frame("debug_request", {"command": "attach"}, channel="control"),
    "a completion": frame("complete_request", {"code": "import os; os.", "cursor_pos": 14}),
    "an inspection": frame("inspect_request", {"code": "open", "cursor_pos": 4}),
    "the history": frame("history_request", {"hist_access_type": "tail", "n": 10}),
    "an input": frame("input_reply", {"value": "yes"}, channel="stdin"),
    "a subshell": frame("create_subshell_request", channel="control"),
    "a comm of another kind": frame(
        "comm_open", {"comm_id": "a", "target_name": "jupyter.widget", "data": {}}
    ),
    "a channel that is none": frame(channel="iopub"),
}


KERNELS: dict[str, str] = {}


def kept(course, of="a reader"):
    """Return a kernel that tests of this file share, opened anew where it has ended."""
    if of not in KERNELS or not there(course, KERNELS[of]):
        KERNELS[of] = kernel_of(course)
    return KERNELS[of]


@asynccontextmanager
async def connected(course, kernel):
    """Give a socket of a kernel, and leave when the server has closed it too."""
    socket = await connect(course, kernel)
    try:
        yield socket
    finally:
        socket.close()
        await closed(socket)


@pytest.mark.parametrize("name", MALFORMED)
@in_a_loop
async def test_a_frame_that_no_page_sends_closes_its_socket_and_no_other(course, name):
    attacker = await connect(course, kept(course, "an attacker"))
    async with connected(course, kept(course)) as reader:
        await attacker.write_message(MALFORMED[name], binary=isinstance(MALFORMED[name], bytes))
        assert await closed(attacker) == 1008
        await reader.write_message(frame(), binary=True)
        assert (await answer_to(reader, "kernel_info_reply"))["status"] == "ok"


@pytest.mark.parametrize("name", LEFT_OUT)
@in_a_loop
async def test_a_message_that_is_not_a_widgets_reaches_no_kernel(course, name):
    asked, answered = set(), set()
    async with connected(course, kept(course)) as socket:
        await socket.write_message(LEFT_OUT[name], binary=True)
        await socket.write_message(frame(), binary=True)
        async for header, parent, _ in messages(socket):
            asked |= {parent["msg_type"]} if parent else set()
            answered |= {header["msg_type"]} if header["msg_type"].endswith("_reply") else set()
            if header["msg_type"] == "kernel_info_reply" and parent.get("session") == "test":
                break
    assert asked <= {"kernel_info_request", "execute_request"}
    assert answered == {"kernel_info_reply"}


@in_a_loop
async def test_a_client_that_goes_on_with_other_messages_is_closed(course):
    socket = await connect(course, kept(course, "an attacker"))
    for _ in range(150):
        await socket.write_message(LEFT_OUT["code"], binary=True)
    assert await closed(socket) == 1008


@in_a_loop
async def test_a_frame_beyond_the_bound_closes_its_socket_only(course):
    socket = await connect(course, kept(course, "an attacker"))
    async with connected(course, kept(course)) as other:
        with suppress(WebSocketClosedError):  # it is closed before all is sent
            await socket.write_message(frame("comm_msg", buffers=[b"x" * frames.LONGEST_FRAME]), binary=True)
        await closed(socket)
        await other.write_message(frame(), binary=True)
        assert await answer_to(other, "kernel_info_reply")


@in_a_loop
async def test_a_page_has_so_many_sockets_and_no_more(course):
    kernel = kernel_of(course)
    sockets = [await connect(course, kernel) for _ in range(4)]
    with pytest.raises(Exception, match="429"):
        await connect(course, kernel)
    for socket in sockets:
        socket.close()


@in_a_loop
async def test_others_are_served_while_clients_flood_the_server(tmp_path):
    with serve(tmp_path, *small_pages(tmp_path), "--warm", "0") as course:
        flooding = True
        floods = [await connect(course, kernel_of(course)) for _ in range(3)]
        reader = await connect(course, kernel_of(course))
        sent = 0

        async def flood(socket):
            nonlocal sent
            while flooding:
                await socket.write_message(frame(), binary=True)
                sent += 1
                await asyncio.sleep(0)

        async def drain(socket):
            while await socket.read_message() is not None:
                pass

        tasks = [asyncio.create_task(work(socket)) for socket in floods for work in (flood, drain)]
        times = []
        for _ in range(20):
            begun = time.monotonic()
            await reader.write_message(frame(), binary=True)
            await answer_to(reader, "kernel_info_reply")
            times.append(time.monotonic() - begun)
        page = (await asyncio.to_thread(get, course.page()))[0]
        flooding = False
        for socket in (*floods, reader):
            socket.close()
        for task in tasks:
            task.cancel()
        assert page == 200
        assert sent > 100
        assert sorted(times)[len(times) // 2] < 5, times


@in_a_loop
async def test_a_proxy_that_renames_the_host_and_a_page_in_a_frame_reach_their_kernel(course):
    socket = await connect(course, kept(course), Origin="https://course.example.edu")
    await socket.write_message(frame(), binary=True)
    assert await answer_to(socket, "kernel_info_reply")
    socket.close()


def test_what_a_page_sends_passes():
    control = {"comm_id": "a", "target_name": frames.CONTROL, "data": {}}
    for sound in (
        frame("comm_open", control),
        frame("comm_msg", {"comm_id": "a", "data": {"method": "update"}}, buffers=[b"x" * 1000, b""]),
        frame("comm_close", {"comm_id": "a"}),
        frame("comm_info_request", {"target_name": "jupyter.widget"}),
        SOUND,
    ):
        check(sound)
    for name, bad in MALFORMED.items():
        with pytest.raises(FrameError):
            check(bad), name
    for name, other in LEFT_OUT.items():
        with pytest.raises(NotForReadersError):
            check(other), name


def test_a_hand_that_drags_never_waits_and_a_flood_does():
    calm = Allowance(messages=10, messages_each_second=60)
    assert [calm.take(100) for _ in range(10)] == [0.0] * 10
    assert sum(calm.take(100) for _ in range(100)) > 10
    large = Allowance(size=1000, size_each_second=100)
    assert large.take(900) == 0
    assert 7 < large.take(900) < 9
