"""Peer and professional leaders of cancer support groups: a committee, and a need for training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

FIELD = "leadership"


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: two items, each for peer and for professional leaders."""
    _ = translator(language)
    leaders = {"peer": _("peer leaders"), "professional": _("professional leaders")}
    tones = {"peer": "parent", "professional": "clinician"}
    found: list[describe.Row] = []
    for item in dict.fromkeys(row["item"] for row in data("leader-comparisons")):
        of_item = [row for row in data("leader-comparisons") if row["item"] == item]
        header = _(str(of_item[0]["label"]))
        found.append({"header": True, "label": header})
        found += [
            {
                "leadership": row["leadership"],
                "label": _("{leaders} ({n})").format(
                    leaders=leaders[str(row["leadership"])], n=row["leaders"]
                ),
                "item": header,
                "tone": tones[str(row["leadership"])],
                "value": row["percent"],
                "text": describe.percent(float(row["percent"] or 0), language, 1),
                "fact": row["fact"],
            }
            for row in of_item
        ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field=FIELD, domain=(0, 100))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts(
        "C12.committee.*", "C12.training.*", "C12.leaders", "C12.response", "C12.kind.*", "C12.activities"
    )
    return {
        "title": _("How did peer and professional leaders differ?"),
        "summary": _(
            "{peer} of the groups led by peers are run by a committee, against {professional} of those led "
            "by professionals. Professional leaders more often feel a need for training: {trained} against "
            "{untrained}."
        ).format(
            peer=describe.percent(fact("C12.committee.peer").number(), language, 1),
            professional=describe.percent(fact("C12.committee.professional").number(), language, 1),
            trained=describe.percent(fact("C12.training.professional").number(), language, 1),
            untrained=describe.percent(fact("C12.training.peer").number(), language, 1),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, item=_("Item"), label=_("Leaders"), value=(_("Share"), "%")),
        "table": describe.table(placed, ("item", "label", "value"), language),
        "filename": "leaders-compared",
    }
