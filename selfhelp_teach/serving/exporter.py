"""Voilà's exporter, which would compile our template anew at every opening of a page."""

from __future__ import annotations

from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from voila.exporter import VoilaExporter


class Compiled(BytecodeCache):
    """Keeps templates compiled while the server runs; one whose text was changed is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what is kept; Jinja looks whether it is of this text."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class CourseExporter(VoilaExporter):
    """Exports pages with templates that were compiled once."""

    @property
    def environment(self) -> Any:
        """What templates are loaded by."""
        environment = super().environment
        environment.bytecode_cache = COMPILED
        return environment
