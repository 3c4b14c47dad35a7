"""What the sources say: facts with status and source, the bibliography, data sets, intervals."""

from selfhelp_teach.evidence.bibliography import Source, bibliography, source
from selfhelp_teach.evidence.datasets import rows, validate
from selfhelp_teach.evidence.facts import Fact, Status, fact, ledger, search, select
from selfhelp_teach.evidence.intervals import Interval, interval_for, wilson
from selfhelp_teach.evidence.shown import (
    Unmarked,
    check_shown,
    cited_in,
    complaints_of,
    render_fact_link,
    unmarked_numbers,
)
from selfhelp_teach.evidence.table_one import ProblemKind, TableOne, load_table_1, table_1

__all__ = [
    "Fact",
    "Interval",
    "ProblemKind",
    "Source",
    "Status",
    "TableOne",
    "Unmarked",
    "bibliography",
    "check_shown",
    "cited_in",
    "complaints_of",
    "fact",
    "interval_for",
    "ledger",
    "load_table_1",
    "render_fact_link",
    "rows",
    "search",
    "select",
    "source",
    "table_1",
    "unmarked_numbers",
    "validate",
    "wilson",
]
