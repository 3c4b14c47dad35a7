"""Addresses of our static files, with the hash of their content as version."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from selfhelp_teach.locations import PACKAGE

STATIC = PACKAGE / "widgets" / "static"
SHEETS = ("tokens", "page", "controls", "figure", "exercise", "panel", "map", "inputs")


@lru_cache
def version() -> str:
    """Return one version for all static files: a change in any gives all a new address.

    Modules import one another by relative path, so a version per file could not reach those imports;
    the folder of the address carries it instead (see `url`).
    """
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def url(base_url: str, name: str) -> str:
    """Return the address of the static file ``name`` (``"host/host.js"``) under ``base_url``."""
    return f"{base_url}selfhelp/static/v-{version()}/{name}"
