"""Tests of one group run on one worker, where they share what is slow to make."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("together")
def test_the_workers_know_which_tests_belong_together(request):
    """Versions of pytest and xdist that do not fit each other lose the groups and say nothing."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert request.node.nodeid.endswith("@together"), "see the versions in pyproject.toml"
