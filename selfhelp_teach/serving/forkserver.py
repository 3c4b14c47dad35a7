"""A process that has imported everything and waits; each kernel is a copy of it, made in milliseconds.

A kernel started afresh spends a second importing Jupyter's kernel, NumPy and our pages before it looks
at the page. Here that is done once. The copies also share the memory of what was imported, until they
write to it. Only for Linux: elsewhere a process that has loaded system libraries cannot safely be copied.

The server speaks to this process over a socket, one JSON line each way: what to run, and the process
number that runs it. When the server goes, the socket ends, this process with it, and so do its kernels
(each watches its parent).
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import logging
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

LOG = logging.getLogger(__name__)
# What every kernel imports before its first cell, some of it only when it starts.
KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger")
PACKAGE = "selfhelp_teach"
PAGES = f"{PACKAGE}.pages"


def imported_by(folder: Path) -> Iterator[str]:
    """Yield the modules of our own package that the pages in ``folder`` import."""
    for path in sorted(folder.rglob("*.ipynb")):
        with suppress(ValueError, KeyError):  # no notebook: the page itself will say so
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    with suppress(SyntaxError):  # this too
                        yield from named_in("".join(cell["source"]))


def named_in(source: str) -> Iterator[str]:
    """Yield the modules of our own package that a cell's code names in its imports."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        yield from (name for name in names if name.split(".")[0] == PACKAGE)


def preload(folder: Path) -> None:
    """Import what kernels and pages need, and work out what all pages open with.

    A module that fails is left to the page, which will tell.
    """
    for name in dict.fromkeys((*KERNEL, *imported_by(folder))):
        try:
            importlib.import_module(name)
        except Exception:
            LOG.exception("%s could not be loaded ahead.", name)
    if any(name.startswith(PAGES) for name in sys.modules):
        try:
            importlib.import_module(f"{PAGES}.warmup").warm_up()
        except Exception:
            LOG.exception("What pages open with could not be worked out ahead; each page does it.")
    gc.collect()
    gc.freeze()  # the copies' garbage collectors leave these objects, and so their shared memory, alone


def serve(channel: socket.socket) -> dict[str, Any] | None:
    """Copy this process for each request. Returns the request in a copy, None when the server has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to answer
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave nothing behind
    lines = channel.makefile("rb")
    for line in lines:
        request: dict[str, Any] = json.loads(line)
        # Whoever asked has given up by then and started a kernel afresh, on the same sockets.
        number = os.fork() if time.monotonic() < request["until"] else None
        if number == 0:
            lines.close()
            channel.close()
            return request
        channel.sendall(json.dumps({"number": request["number"], "pid": number}).encode() + b"\n")
    return None


def become_kernel(request: dict[str, Any]) -> None:
    """Turn this copy into the kernel that was asked for; returns when it has been shut down."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    random.seed()  # every copy would draw the same numbers
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    with suppress(OSError):
        Path("/proc/self/comm").write_text(request["name"], encoding="utf-8")
    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 (loaded by `preload`)

    app = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(request["arguments"])
    if "ipywidgets" in sys.modules:
        # Done when ipywidgets is imported, but only inside a running kernel; here it came before.
        sys.modules["ipywidgets"].register_comm_target()
    app.start()


def main(descriptor: int, folder: Path) -> None:
    """Load everything, then wait for requests on the socket ``descriptor``."""
    preload(folder)
    with socket.socket(fileno=descriptor) as channel:
        request = serve(channel)
    if request is not None:
        become_kernel(request)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
