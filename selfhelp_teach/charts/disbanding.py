"""Why groups ended, as they gave the reasons, and where active groups differ from those that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact, select
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

FIELD = "reason"


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: the reasons with their percentages, then the differences, which have no numbers."""
    _ = translator(language)
    found: list[describe.Row] = [
        {"header": True, "label": _("Reasons given for ending"), "note": _("a group may give several")}
    ]
    found += [
        {
            "reason": row["reason"],
            "label": _(str(row["label"])),
            "kind": _("reason given"),
            "value": row["percent"],
            "text": describe.percent(float(row["percent"] or 0), language),
            "fact": row["fact"],
        }
        for row in data("disbanding-reasons")
    ]
    found.append(
        {
            "header": True,
            "label": _("Active groups and ended ones differ in"),
            "note": _("listed without numbers"),
        }
    )
    found += [
        {
            "reason": None,
            "label": _(entry.label),
            "kind": _("difference"),
            "listed": True,
            "value": None,
            "fact": entry.id,
        }
        for entry in select("C10.differ.*")
    ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field=FIELD, domain=(0, 100))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C10.reasons.*", "C10.differ.*", "C10.active", "C10.disbanded", "C10.professional")
    return {
        "title": _("Why did groups end?"),
        "summary": _(
            "Attendance was given as a reason by {attendance}, leadership by {leadership}, and not being "
            "needed any longer by {needless}. A published summary adds that professional involvement did not "
            "seem to be a factor; the abstract does not say it, and all groups were in Kansas."
        ).format(
            attendance=describe.percent(fact("C10.reasons.attendance").number(), language),
            leadership=describe.percent(fact("C10.reasons.leadership").number(), language),
            needless=describe.percent(fact("C10.reasons.not-needed").number(), language),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, kind=_("Kind"), label=_("What"), value=(_("Share"), "%")),
        "table": describe.table(placed, ("kind", "label", "value"), language),
        "filename": "why-groups-ended",
    }
