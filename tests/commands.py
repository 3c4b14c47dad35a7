"""The command line as a person calls it: in a process of its own, until it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from tests.conftest import ROOT


def run(*arguments: object, text: bool = True, **environment: str) -> subprocess.CompletedProcess[Any]:
    """Run ``selfhelp-teach`` with arguments, whatever comes of it; nothing ends in the person's own store."""
    return subprocess.run(
        [sys.executable, "-m", "selfhelp_teach", *map(str, arguments)],
        capture_output=True,
        text=text,
        cwd=ROOT,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SELFHELP_STORE": "none", **environment},
    )


def refused(*arguments: object, **environment: str) -> str:
    """Return the sentence with which ``selfhelp-teach`` refuses what it is asked for."""
    done = run(*arguments, **environment)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr
