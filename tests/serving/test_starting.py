"""The server starts for everyone: whatever the temporary folder is called, whatever address is asked for."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.serving import addresses
from selfhelp_teach.serving.addresses import LONGEST_FOLDER, folder_for_sockets, reachable
from selfhelp_teach.serving.settings import Settings
from tests.commands import refused
from tests.conftest import serve
from tests.serving.pages import small_pages
from tests.serving.wire import get

FOLDERS = {
    "of a usual Mac": "v/r8/abcdefghijklmnopqrstuvwxyz012345/T",
    "beyond every bound": "/".join(["a-folder-with-quite-a-long-name"] * 6),
    "with other letters and a space": "mi año 例",
}


@pytest.mark.parametrize("name", FOLDERS)
def test_pages_open_whatever_the_temporary_folder_is_called(tmp_path, name):
    folder = tmp_path / FOLDERS[name]
    folder.mkdir(parents=True)
    with serve(tmp_path, *small_pages(tmp_path), "--warm", "0", env={"TMPDIR": str(folder)}) as course:
        status, _, text = get(course.page())
        assert status == 200
        assert 'id="selfhelp-complete"' in text, "the kernel has run the page"


def test_sockets_lie_where_their_addresses_fit(tmp_path):
    long = tmp_path / ("x" * LONGEST_FOLDER)
    long.mkdir()
    assert folder_for_sockets([str(long), "/tmp"]) == Path("/tmp")
    assert folder_for_sockets([str(long)]) is None, "then the kernels are spoken to over TCP"
    assert folder_for_sockets(["/nowhere", "/tmp/ñ", "", "/tmp"]) == Path("/tmp")
    longest = f"/{'x' * (LONGEST_FOLDER - 1)}/voila_12345678/kernel-{'0' * 36}-ipc-1"
    assert len(longest) == 103, "what macOS allows"


def test_where_no_folder_fits_kernels_are_spoken_to_over_tcp(monkeypatch):
    monkeypatch.setattr("selfhelp_teach.serving.settings.folder_for_sockets", lambda: None)
    assert "transport" not in Settings().config().KernelManager


one_server = pytest.mark.xdist_group("abroad")  # started by one worker


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """A server for the network, below a path, whose pages a learning platform may show."""
    options = ("--ip", "0.0.0.0", "--base-url", "spring/2027", "--frame-in", "https://lms.example.edu")
    with serve(tmp_path_factory.mktemp("abroad"), "--warm", "0", *options) as running:
        yield running


@one_server
def test_a_server_for_the_network_tells_addresses_that_can_be_opened(abroad):
    told = re.findall(r"http://\S+", abroad.log.read_text())
    assert told
    assert [url for url in told if "0.0.0.0" in url] == []
    assert {get(url)[0] for url in told} == {200}


def test_an_address_of_the_newer_kind_stands_in_brackets():
    assert reachable("::1", 8866, "/") == ["http://[::1]:8866/"]
    assert reachable("::", 8866, "/")[0] == "http://127.0.0.1:8866/"
    assert reachable("localhost", 1, "/a/") == ["http://localhost:1/a/"]


def test_a_machine_without_a_network_tells_its_own_address_only(monkeypatch):
    def unreachable(*_):
        raise OSError

    monkeypatch.setattr(addresses.socket.socket, "connect", unreachable)
    assert reachable("0.0.0.0", 8866, "/") == ["http://127.0.0.1:8866/"]


@pytest.mark.parametrize(
    "base", ["/C:/Program Files/Git/spring/", "/https://x.org/", "/a b/", "/año/", "/(.*)/", "//"]
)
def test_a_base_url_that_cannot_be_is_refused_in_a_sentence(base):
    with pytest.raises(InputError, match="Give the path alone"):
        Settings(base_url=base)


@one_server
def test_a_course_below_a_path_is_whole(abroad):
    assert abroad.url.endswith("/spring/2027/")
    status, _, text = get(abroad.page())
    assert status == 200
    assert "/spring/2027/selfhelp/static/v-" in text


@one_server
def test_a_learning_platform_that_is_named_may_show_the_course_in_a_frame_and_no_other(abroad):
    policy = get(abroad.page())[1]["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://lms.example.edu" in policy
    with pytest.raises(InputError, match="--frame-in"):
        Settings(frames=("lms; script-src *",))


def test_no_page_sets_a_cookie(course):
    assert "Set-Cookie" not in get(course.page())[1]


def test_an_address_of_another_machine_is_refused_in_a_sentence():
    assert "cannot listen on 192.0.2.7" in refused("serve", "--port", "0", "--ip", "192.0.2.7")


def test_a_free_port_is_the_same_for_both_families_of_localhost():
    from selfhelp_teach.serving.start import take_port

    taken = take_port(Settings(port=0, ip="localhost"))
    try:
        assert len({each.getsockname()[1] for each in taken}) == 1
        assert {each.type for each in taken} == {socket.SOCK_STREAM}
    finally:
        for each in taken:
            each.close()


def test_a_machine_too_slow_to_make_what_pages_open_with_still_starts_the_course(monkeypatch):
    from selfhelp_teach.serving import server, start

    started = []
    slow = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(start.prerender, "prepare", lambda _: subprocess.Popen(slow))
    monkeypatch.setattr(start, "OPENING_SECONDS", 0.1)
    monkeypatch.setattr(server.CourseServer, "start", lambda self: started.append(self.sockets))
    monkeypatch.setenv("SELFHELP_STORE", "none")
    start.run(Settings(port=0, warm=0))
    assert started
    for each in started[0]:
        each.close()
