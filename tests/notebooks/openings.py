"""What the pages open with, each run once for all tests that look at it."""

from __future__ import annotations

from functools import cache

import nbformat
import pytest

from selfhelp_teach.serving import prerender

one_worker = pytest.mark.xdist_group("openings")  # which has run the page already


@cache
def notebook(path):
    return nbformat.read(path, as_version=4)


@cache
def opening(path):
    """The opening states of a page's parts, cell by cell; who reads them changes none."""
    return prerender.make(prerender.code_cells(notebook(path)))["cells"]


def views(path):
    """Everything that a page opens with."""
    return [view for found in opening(path).values() for view in found]
