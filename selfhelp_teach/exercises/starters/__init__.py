"""Commented starters, one file a type."""

from __future__ import annotations

from pathlib import Path


def starter(kind: str, name: str) -> str:
    """Return a commented starter of type ``kind`` whose id is ``name``."""
    text = Path(__file__).with_name(f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("id: my-exercise", f"id: {name}", 1)
