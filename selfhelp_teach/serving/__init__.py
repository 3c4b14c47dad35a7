"""Voilà configuration and template, health, start-up: how the course reaches a browser."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell a Jupyter server what to load (its protocol)."""
    return [{"module": "selfhelp_teach.serving"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Load the course into a Jupyter server (its protocol)."""
    from selfhelp_teach.serving.extension import load  # noqa: PLC0415 (heavy; only a server needs it)

    load(app)
