"""How often oncologists predicted the role a parent prefers, by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.decision_roles import TICKS, interval_columns, interval_table, measured
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "group"


def rows(language: str) -> list[describe.Row]:
    """Return one placed row a group, all parents first."""
    _ = translator(language)
    what = _("Preference predicted correctly")
    return place(
        {**measured(row, language, what), "tone": "soft" if row["group"] == "all" else "clinician"}
        for row in data("decision-roles")
        if row["view"] == "predicted"
    )


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(
        rows("en"),
        field=LINK_FIELD,
        domain=(0, 100),
        ticks=TICKS,
        labels="datum.value + '%'",
        points=True,
        reference=fact("C14.predicted.all").number(),
        title=_("upright mark: all parents"),
    )


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C14.predicted.*")
    all_parents = fact("C14.predicted.all")
    groups = [row for row in placed if row["group"]]
    return {
        "title": _("How often did oncologists predict what parents prefer?"),
        "summary": _(
            "Oncologists predicted the preferred role correctly for {all} of parents ({count} of {base}): "
            "{groups}. The bars show 95% intervals, computed here; the smaller groups' are wide."
        ).format(
            all=describe.percent(all_parents.number(), language),
            count=all_parents.numerator,
            base=all_parents.denominator,
            groups=describe.listing(
                [f"{row['label']} {describe.percent(row['value'], language)}" for row in groups], language
            ),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": interval_columns(language),
        "table": interval_table(placed, language),
        "link": describe.link("ethnic-group", LINK_FIELD, placed),
        "filename": "predicted-correctly",
    }
