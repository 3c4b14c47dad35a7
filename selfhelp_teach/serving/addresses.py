"""Where a course server is reached: by readers over the network, by its kernels over sockets."""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ANY = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 (asked for by the person who starts the server)
BASE = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
#: The address of a socket in the file system has at most 103 bytes (macOS; Linux has 107), of which Jupyter
#: takes 65: "/voila_12345678/kernel-<36 signs>-ipc-1".
LONGEST_FOLDER = 103 - 65


def reachable(ip: str, port: int, base_url: str) -> list[str]:
    """Return the addresses to open: on this machine first, then, where it listens to all, from others."""
    hosts = ["127.0.0.1", *outward()] if ip in ANY else [ip]
    written = (f"[{host}]" if ":" in host else host for host in hosts)  # an IPv6 one stands in brackets
    return [f"http://{host}:{port}{base_url}" for host in written]


def outward() -> list[str]:
    """Return the address by which this machine speaks to its network, if it has any."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent
        found = str(probe.getsockname()[0])
        return [] if found.startswith("127.") else [found]
    return []


def folder_for_sockets(candidates: Iterable[str] | None = None) -> Path | None:
    """Return a folder in which a private one for kernels' sockets can lie, or None where there is none.

    The folder for temporary files is used where the sockets' addresses fit, and else one with a short name:
    a usual ``TMPDIR`` of a Mac is too long already. A name with other letters than ASCII is left out too,
    since its bytes depend on the locale.
    """
    usual = [os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp", "/var/tmp", "/dev/shm"]  # noqa: S108 (a folder of one's own is made there)
    with suppress(OSError):
        usual.insert(0, tempfile.gettempdir())
    for name in usual if candidates is None else candidates:
        fits = name.isascii() and 0 < len(name) <= LONGEST_FOLDER
        if fits and Path(name).is_dir() and os.access(name, os.W_OK | os.X_OK):
            return Path(name)
    return None
