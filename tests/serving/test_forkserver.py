"""Kernels as copies of a loaded process: quick, apart from one another, and gone with their server."""

from __future__ import annotations

import ast
import os
import signal
import sys
import time
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config

from selfhelp_teach.serving import provisioner
from selfhelp_teach.serving.forkserver import imported_by, named_in
from tests.conftest import ROOT
from tests.serving.pages import page_with
from tests.serving.wire import in_a_loop

PAGES = ROOT / "notebooks"


@contextmanager
def forking(pages):
    """Give a fork server for a folder of pages, through which kernels are started."""
    if sys.platform != "linux":
        pytest.skip("elsewhere kernels are started afresh")
    KernelProvisionerFactory.clear_instance()
    config = Config()
    server = provisioner.start_fork_server(pages, config)
    KernelProvisionerFactory.instance(config=config)
    yield server
    server.stop()
    provisioner.ForkServer.running = None
    KernelProvisionerFactory.clear_instance()
    KernelProvisionerFactory.provisioners.pop(provisioner.NAME, None)


@pytest.fixture
def fork_server(tmp_path):
    """A fork server for a page that needs the model, and with it NumPy, and no page of ours to be worked out ahead."""
    with forking(page_with(tmp_path / "pages", "from selfhelp_teach.model import Scenario")) as server:
        yield server


@asynccontextmanager
async def kernel():
    """Start a kernel; give what manages it and a client of it, and end it."""
    manager = AsyncKernelManager(kernel_name="python3")
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        yield manager, client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def reply_to(client, asked):
    """The reply to one request: a slow kernel may still owe others."""
    while True:
        reply = await client.get_shell_msg(timeout=60)
        if reply["parent_header"]["msg_id"] == asked:
            return reply["content"]


async def value_of(client, expression):
    """The value of an expression in a kernel."""
    reply = await reply_to(client, client.execute("", user_expressions={"value": expression}))
    return ast.literal_eval(reply["user_expressions"]["value"]["data"]["text/plain"])


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until_gone(pid, seconds=20):
    until = time.monotonic() + seconds
    while not gone(pid):
        assert time.monotonic() < until, "the process is still there"
        time.sleep(0.02)


@in_a_loop
async def test_a_kernel_is_a_copy_that_has_our_pages_and_the_opening_wards_already():
    with forking(PAGES) as server:
        async with kernel() as (manager, client):
            assert isinstance(manager.provisioner, provisioner.ForkProvisioner)
            assert await value_of(client, "__import__('os').getppid()") == server.process.pid
            assert await value_of(client, "'selfhelp_teach.pages.simulator' in __import__('sys').modules")
            kept = "__import__('selfhelp_teach.model.rng').model.rng.STORE.nbytes > 0"
            assert await value_of(client, kept), "the draws of the opening wards were made before the copy"


@in_a_loop
async def test_two_kernels_share_neither_names_nor_luck_nor_fate(fork_server):
    async with kernel() as (_, other):
        async with kernel() as (first, one):
            await reply_to(one, one.execute("secret = 1"))
            assert not await value_of(other, "'secret' in globals()")
            luck = "(__import__('random').random(), float(__import__('numpy').random.random()))"
            assert set(await value_of(one, luck)).isdisjoint(await value_of(other, luck))
        assert not await first.is_alive()
        assert await value_of(other, "1 + 1") == 2


@in_a_loop
async def test_a_kernel_is_interrupted_and_told_dead_like_any_other(fork_server):
    async with kernel() as (manager, client):
        asked = client.execute("print('on', flush=True)\nwhile True: pass")
        while (await client.get_iopub_msg(timeout=60))["msg_type"] != "stream":
            continue
        await manager.interrupt_kernel()
        assert (await reply_to(client, asked))["ename"] == "KeyboardInterrupt"
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        wait_until_gone(manager.provisioner.pid)
        assert not await manager.is_alive()


@in_a_loop
async def test_kernels_go_when_the_fork_server_does_and_the_next_is_started_afresh(fork_server):
    async with kernel() as (manager, _):
        fork_server.stop()
        wait_until_gone(manager.provisioner.pid)
    async with kernel() as (_, client):
        assert await value_of(client, "'selfhelp_teach' in __import__('sys').modules") is False


@in_a_loop
async def test_a_copy_that_came_too_late_is_not_taken_for_the_next_and_harms_no_kernel(fork_server):
    async with kernel() as (manager, client):
        request = {"arguments": [], "env": dict(os.environ), "cwd": str(ROOT), "name": "late"}
        os.kill(fork_server.process.pid, signal.SIGSTOP)
        with pytest.raises(OSError, match="does not answer"):
            await fork_server.copy(request, seconds=0.05)
        os.kill(fork_server.process.pid, signal.SIGCONT)
        async with kernel() as (other, client_of_other):
            assert isinstance(other.provisioner.process, provisioner.Copy), "the server still makes copies"
            for each in (client, client_of_other):
                assert await value_of(each, "1 + 1") == 2
            assert manager.provisioner.pid != other.provisioner.pid


def test_only_modules_of_our_own_are_loaded_ahead():
    assert list(named_in("import os, numpy\nfrom pathlib import Path\nimport mine")) == []
    assert list(named_in("from selfhelp_teach.pages.roots import Roots")) == ["selfhelp_teach.pages.roots"]
    found = set(imported_by(PAGES))
    pages = {path.stem for path in (ROOT / "selfhelp_teach" / "pages").glob("*.py")}
    assert found
    assert {name.rsplit(".", 1)[-1] for name in found} <= pages


def test_a_page_that_cannot_be_read_stops_nothing(tmp_path):
    Path(tmp_path / "cut.ipynb").write_text('{"cells": [', encoding="utf-8")
    Path(tmp_path / "broken.ipynb").write_text(
        '{"cells": [{"cell_type": "code", "source": ["from selfhelp_teach import ("]}]}', encoding="utf-8"
    )
    assert list(imported_by(tmp_path)) == []
