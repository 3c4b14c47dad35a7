"""What is opened is light: no library of weight is imported before somebody needs it."""

import subprocess
import sys

import pytest

# What is opened, and the libraries that it does without.
LIGHT = {
    "the ledger": (
        "from selfhelp_teach.evidence import ledger, table_1; ledger(); table_1()",
        {"pandas", "altair", "yaml", "frictionless", "numpy"},
    ),
    "every figure": (
        "from selfhelp_teach import charts; [charts.figure(name) for name in charts.names()]",
        {"altair", "pandas", "vl_convert"},
    ),
    "a page": (
        "from selfhelp_teach.pages.dangers import Dangers; page = Dangers(); "
        "page.dangers(); page.runs('members'); page.chairs(); page.exercise('p04-what-moved')",
        {"sqlalchemy", "alembic", "docx", "pandas", "altair", "vl_convert"},
    ),
}


@pytest.mark.served
@pytest.mark.parametrize("opened", LIGHT)
def test_what_is_opened_imports_nothing_of_weight(opened):
    code, heavy = LIGHT[opened]
    script = f"import sys; {code}; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "[]"
