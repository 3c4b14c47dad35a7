"""Stores to test: memory, SQLite, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from selfhelp_teach.records.sql import SqlStore
from selfhelp_teach.records.stores import MemoryStore

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Postgres:
    """A PostgreSQL server on a socket in a folder of its own; no network port is opened."""

    folder: Path
    programs: Path

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        return subprocess.run(
            [*as_user, *command], check=check, capture_output=True, text=True, cwd=self.folder, timeout=120
        )

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    def make(self) -> None:
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run(str(self.programs / "initdb"), "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8")

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c max_connections=250"
        done = self.run(
            *(str(self.programs / "pg_ctl"), "-D", "data", "-w", "-l", "log", "-o", options, "start"),
            check=False,
        )
        assert done.returncode == 0, done.stdout + (self.folder / "log").read_text()[-2000:]

    def stop(self, how: str = "fast") -> None:
        self.run(str(self.programs / "pg_ctl"), "-D", "data", "-w", "-m", how, "stop", check=False)

    def kill(self) -> None:
        """End the server and its children at once, as a power cut would."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        processes = (pid, *map(int, children.stdout.split()))
        for number in processes:
            with suppress(ProcessLookupError):
                os.kill(number, 9)
        until = time.monotonic() + 20
        while any(map(_alive, processes)) and time.monotonic() < until:
            time.sleep(0.02)
        # Where nobody reaps the killed process it still has a number, and its locks would seem to be held.
        for lock in (self.folder / "data" / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture(scope="session")
def postgres():
    found = subprocess.run(
        [str(ROOT / "scripts" / "postgres-for-tests")], capture_output=True, text=True, check=True
    )
    folder = Path(tempfile.mkdtemp(prefix="selfhelp-pg-", dir="/tmp"))
    server = Postgres(folder, Path(found.stdout.strip()))
    server.make()
    server.start()
    yield server
    server.stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "records.sqlite3"


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request, file):
    if request.param == "memory":
        yield MemoryStore()
        return
    url = f"sqlite:///{file}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").url
    opened = SqlStore(url)
    yield opened
    opened.close()
