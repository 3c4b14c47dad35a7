"""Voilà's exporter, which would compile our template anew at every opening of a page."""

from __future__ import annotations

from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from voila.exporter import VoilaExporter


class Compiled(BytecodeCache):
    """Keeps templates compiled while the server runs; one whose text was changed is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what was compiled of this text, if it was."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.code


class CourseExporter(VoilaExporter):
    """Exports pages with templates that were compiled once."""

    compiled = Compiled()

    @property
    def environment(self) -> Any:
        """What templates are loaded by."""
        environment = super().environment
        environment.bytecode_cache = self.compiled
        return environment
