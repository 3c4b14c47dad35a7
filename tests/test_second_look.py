"""The list of what broke elsewhere names tests that are there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

LIST = (ROOT / "docs" / "second-look.md").read_text(encoding="utf-8")


def test_every_test_and_file_that_the_list_names_is_there():
    files = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "tests").rglob("*.mjs")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in files)
    named = re.findall(r"`(test_\w+?)(?:_?…)?`", LIST)
    assert len(named) > 20
    assert [name for name in named if name not in written] == []
    places = re.findall(r"\b[\w/]*test_\w+\.py|js/[\w.]+\.mjs", LIST)
    there = [path.as_posix() for path in files]
    assert [place for place in places if not any(path.endswith(place) for path in there)] == []
