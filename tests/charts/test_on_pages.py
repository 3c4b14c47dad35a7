"""Every chart stands on a page: one that nobody sees is nobody's."""

import re

import pytest

from selfhelp_teach import charts, locations
from selfhelp_teach.locations import PACKAGE

# Notebooks name charts, and so do the modules of pages; in a notebook's file a quotation mark is escaped.
TEXTS = "".join(
    path.read_text(encoding="utf-8")
    for path in [*locations.notebooks().glob("*.ipynb"), *(PACKAGE / "pages").glob("*.py")]
)


@pytest.mark.parametrize("name", charts.names())
def test_a_chart_stands_on_a_page(name):
    assert re.search(rf'"{name}\\?"', TEXTS), (
        f'{name} stands on no page: page.figure("{name}") in a notebook and its Spanish twin'
    )
