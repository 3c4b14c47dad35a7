"""A small package of data sets that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from selfhelp_teach import locations


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the course's own data sets."""
    return Path(shutil.copytree(locations.datasets(), tmp_path / "datasets"))
