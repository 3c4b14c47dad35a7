"""Rooms: whoever leaves gives the place back, and nobody is told "full" for pages that nobody reads."""

from __future__ import annotations

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor

from selfhelp_teach.serving.settings import Settings
from tests.conftest import serve
from tests.serving.pages import small_pages
from tests.serving.wire import answer_to, connect, frame, get, in_a_loop, kernel_of, there


def test_pages_whose_farewell_was_lost_never_fill_the_room(tmp_path):
    with serve(
        tmp_path, *small_pages(tmp_path), "--warm", "0", "--most-kernels", "3", "--away", "3"
    ) as course:
        statuses = []
        for _ in range(8):
            course.wait_for(lambda: statuses.append(get(course.page())[0]) or statuses[-1] == 200, 30)
        assert statuses.count(200) == 8
        assert course.health()["kernels"] <= 3


@in_a_loop
async def test_a_kernel_without_a_socket_is_ended_and_one_that_is_read_is_kept(tmp_path):
    with serve(tmp_path, *small_pages(tmp_path), "--warm", "0", "--away", "8") as course:
        socket = await connect(course, kernel_of(course))
        left, never_read = kernel_of(course), kernel_of(course)
        (await connect(course, left)).close()
        await asyncio.to_thread(course.wait_for, lambda: not there(course, left), 90)
        await asyncio.to_thread(course.wait_for, lambda: not there(course, never_read), 90)
        await socket.write_message(frame(), binary=True)
        assert await answer_to(socket, "kernel_info_reply"), "whoever stays connected is not ended"
        socket.close()


def test_by_default_a_lost_page_gives_its_place_back_within_two_minutes():
    kernels = Settings().config().CourseKernels
    assert kernels.alone_seconds + 2 * kernels.care_seconds <= 120


@in_a_loop
async def test_a_reader_goes_before_kernels_that_are_only_kept_ready(tmp_path):
    pages = small_pages(tmp_path, "one", "two", "three")
    with serve(tmp_path, *pages, "--warm", "1", "--most-kernels", "4", "--away", "8") as course:
        course.wait_for(lambda: course.health()["kernels"] == 4, 120)
        # as many as there is room for, on a server whose every place is kept ready
        sockets = [await connect(course, await asyncio.to_thread(kernel_of, course)) for _ in range(4)]
        status = (await asyncio.to_thread(get, course.page()))[0]
        assert status == 503, "every kernel has a reader now"
        sockets.pop().close()
        # whose socket has just closed may come back; after its time the place is free
        await asyncio.to_thread(course.wait_for, lambda: get(course.page())[0] == 200, 90)
        for socket in sockets:
            socket.close()
        # and the places are taken up again by kernels kept ready
        await asyncio.to_thread(course.wait_for, lambda: course.health()["kernels"] == 4, 120)


def test_a_class_that_opens_at_once_never_exceeds_the_bound_and_who_comes_later_is_told_so(tmp_path):
    with serve(
        tmp_path, *small_pages(tmp_path), "--warm", "0", "--most-kernels", "4", "--away", "60"
    ) as course:
        with ThreadPoolExecutor(12) as readers:
            statuses = list(readers.map(lambda _: get(course.page())[0], range(12)))
        assert sorted(set(statuses)) == [200, 503]
        assert course.health()["kernels"] <= 4
        status, _, text = get(course.page())
        assert status == 503
        assert "The room is full" in text
        assert "Traceback" not in text


def test_a_farewell_without_a_cookie_ends_the_kernel_and_a_wrong_one_ends_nothing(course):
    def post(kernel):
        return get(f"{course.url}selfhelp/end/{kernel}", "POST")[0]

    kernel = kernel_of(course)
    assert post(uuid.uuid4()) == 204, "one that is gone already is fine"
    assert there(course, kernel)
    assert post(kernel) == 204
    assert not there(course, kernel)
