"""The seven kinds of problem of Table 1: order only, until an instructor supplies the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, place
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import Status, TableOne, fact, table_1
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "kind"


def rows(table: TableOne, language: str) -> Iterator[Row]:
    """Yield one row a kind, in printed order."""
    _ = translator(language)
    for kind in table.kinds:
        first = kind.fact == "P3.kinds.conflict-resolution"
        text = _("most prominent") if first else _("number lost")
        if kind.parents is not None and kind.percent is not None:
            text = _("{parents} parents, {percent}").format(
                parents=kind.parents, percent=describe.percent(kind.percent, language)
            )
        yield {
            "kind": kind.kind,
            "label": _(kind.label),
            "order": kind.order,
            "rank": kind.order,
            "value": kind.parents,
            "percent": kind.percent,
            "text": text,
            "status": str(kind.status),
        }


def chart(_: Translate) -> Drawing:
    """Return the chart: bars of parents where there are numbers, a broken line where they are lost."""
    return draw(rows(table_1(), "en"), field=LINK_FIELD, domain=(0, fact("P3.base").number()))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows, with the instructor's numbers where the setting names them."""
    _ = translator(language)
    table = table_1(language)
    placed = place(rows(table, language))
    cited = describe.facts("P3.kinds.*", "P3.first", "P3.counts", "P3.base")
    if table.supplied:
        summary = _(
            "Of the 44 parents who reported a problem: {list}. These numbers come from your instructor."
        ).format(list=describe.listing([f"{row['label']} {row['value']}" for row in placed], language))
    else:
        summary = _(
            "The paper lists seven kinds of problem, in this order: {list}. It calls the first the most "
            "prominent. How many parents named each is lost, so the lines have no length."
        ).format(list=describe.listing([row["label"] for row in placed], language))
    shown = {"order": _("Place in the table"), "label": _("Kind of problem")}
    if table.supplied:
        shown |= {"value": _("Parents of 44"), "percent": _("Percent of 44")}
    status = Status.INSTRUCTOR_SUPPLIED if table.supplied else Status.LISTED
    return {
        "title": _("What kinds of problem did parents report?"),
        "summary": f"{summary} {table.notice}".strip(),
        "sources": describe.sources(language, *cited),
        "status": str(status),
        "datasets": {"rows": placed},
        "columns": describe.table_columns(language, **shown),
        "table": [{**{field: row[field] for field in shown}, "status": status.label(_)} for row in placed],
        "link": describe.linked("problem-kind", LINK_FIELD, placed),
        "filename": "problem-kinds",
    }
