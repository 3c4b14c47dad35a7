"""Stands for PyYAML in the browser's Python: the site's builder writes every YAML file as JSON."""

from __future__ import annotations

import json
from typing import Any


class YAMLError(ValueError):
    """A file that cannot be read."""


class SafeLoader:
    """Named by modules that read files of authors; none is read in a browser."""

    @classmethod
    def add_implicit_resolver(cls, *_rule: object) -> None:
        """Take a rule for reading, of which there is no need."""


class MarkedYAMLError(YAMLError):
    """Named by modules that read files of authors."""


def safe_load(text: str) -> Any:
    """Return what a file holds."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise YAMLError(str(error)) from error
