"""Parents reporting problems by education, then: two percentages and an honest gap between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "education"


def rows(language: str) -> list[describe.Row]:
    """Return one placed row an education group; the middle one has no value."""
    _ = translator(language)
    return place(
        {
            "education": row["education"],
            "label": _(str(row["label"])),
            "value": row["percent"],
            "text": _("not in the surviving text")
            if row["percent"] is None
            else _("{percent}, group size lost").format(
                percent=describe.percent(float(row["percent"]), language)
            ),
            "fact": row["fact"],
        }
        for row in data("education-then")
    )


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(rows("en"), field=LINK_FIELD, domain=(0, 100))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("P4.college", "P4.high-school", "P4.middle", "P4.bases", "P4.direction")
    return {
        "title": _("Then: which parents reported problems?"),
        "summary": _(
            "{college} of parents who had graduated from college reported problems with staff, against "
            "{school} of those with high school or less. Nothing survives about the parents in between. "
            "How large the groups were is not known, so neither percentage can be given an interval."
        ).format(
            college=describe.percent(fact("P4.college").number(), language),
            school=describe.percent(fact("P4.high-school").number(), language),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(
            language, label=_("Education"), value=(_("Parents reporting problems"), "%")
        ),
        "table": describe.table(placed, ("label", "value"), language),
        "link": describe.link("education", LINK_FIELD, placed),
        "filename": "education-then",
    }
