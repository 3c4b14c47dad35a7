"""Clean environments, made as a user would make them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

UV = Path(sys.executable).with_name("uv")


def run(*command, **options):
    """Run a command to its end; a failure shows what it printed."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=900, check=False, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def bare_environment():
    """The machine's environment without anything that could lead Python back to this checkout."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}


def clone(folder: Path) -> Path:
    """Copy what git holds and would take up, so that nothing else slips in."""
    folder.mkdir()
    copy = 'git ls-files -co --exclude-standard -z | tar -c --null --ignore-failed-read -T - | tar -x -C "$1"'
    run("sh", "-c", copy, "sh", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from a clone."""
    out = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "--wheel", "--quiet", "--out-dir", out, clone(out / "source"))
    (built,) = out.glob("*.whl")
    return built


def make_environment(folder: Path) -> Path:
    """Make an environment with nothing in it, not even pip."""
    run(UV, "venv", "--quiet", "--python", sys.executable, folder)
    return folder / "bin"


def install(bin_folder: Path, *what, **options) -> None:
    """Install packages as ``pip install`` would, by uv: the same packages in an eighth of the time."""
    run(UV, "pip", "install", "--quiet", "--python", bin_folder / "python", *what, **options)
