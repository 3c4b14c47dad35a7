"""What the sources say: facts with status and source, the bibliography, data sets, intervals."""

from selfhelp_teach.evidence.bibliography import Source, bibliography, source
from selfhelp_teach.evidence.citations import (
    Unmarked,
    check_citation,
    citation_faults,
    citations_in,
    render_fact_link,
    unmarked_numbers,
)
from selfhelp_teach.evidence.datasets import rows, validate
from selfhelp_teach.evidence.facts import Fact, Status, fact, ledger, search, select
from selfhelp_teach.evidence.intervals import Interval, interval_for, wilson
from selfhelp_teach.evidence.studies import Study, studies, study_of
from selfhelp_teach.evidence.table_one import ProblemKind, TableOne, load_table_1, table_1

__all__ = [
    "Fact",
    "Interval",
    "ProblemKind",
    "Source",
    "Status",
    "Study",
    "TableOne",
    "Unmarked",
    "bibliography",
    "check_citation",
    "citation_faults",
    "citations_in",
    "fact",
    "interval_for",
    "ledger",
    "load_table_1",
    "render_fact_link",
    "rows",
    "search",
    "select",
    "source",
    "studies",
    "study_of",
    "table_1",
    "unmarked_numbers",
    "validate",
    "wilson",
]
