"""What follows when communication goes badly: counted now, listed without numbers then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact, select
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: the counts of today, largest first, then the paper's list."""
    _ = translator(language)
    now = sorted(data("consequences"), key=lambda row: -int(row["parents"] or 0))
    found: list[describe.Row] = [
        {
            "header": True,
            "label": _("Now: parents who told of it"),
            "note": _("of 80 interviewed; one parent may tell of several"),
        }
    ]
    found += [
        {
            "consequence": row["consequence"],
            "label": _(str(row["label"])),
            "value": row["parents"],
            "text": str(row["parents"]),
            "when": _("now"),
            "fact": row["fact"],
        }
        for row in now
    ]
    lists = {
        "families": _("Then: what the paper sees in families"),
        "staff": _("Then: what the paper sees in staff"),
    }
    for side, header in lists.items():
        found.append(
            {
                "header": True,
                "label": header,
                "note": _("listed; the paper gives no numbers"),
                "unreported": True,
            }
        )
        found += [
            {
                "consequence": None,
                "label": _(str(row["label"])),
                "listed": True,
                "unreported": True,
                "value": None,
                "when": _("then"),
                "fact": row["fact"],
            }
            for row in data("paper-lists")
            if row["list"] == "symptoms" and row["side"] == side
        ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(rows("en"), field="consequence", domain=(0, fact("C16.parents").number()))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C16.consequences.*", "C16.parents", "C16.negative", "P.symptoms.*")
    counted = [row for row in placed if row.get("value") is not None]
    return {
        "title": _("What follows when it goes wrong, now and then?"),
        "summary": _(
            "Of {all} parents interviewed in the later study, {negative} told of communication that went "
            "badly. What followed most often: {top}. Medical harm was named by {harm}. The paper lists "
            "{then} signs of conflict in families and staff and counts none of them."
        ).format(
            all=describe.number(fact("C16.parents").number(), language),
            negative=describe.number(fact("C16.negative").number(), language),
            top=describe.listing(
                [f"{row['label'].lower()} ({row['value']})" for row in counted[:3]], language
            ),
            harm=describe.number(fact("C16.consequences.harm").number(), language),
            then=len(select("P.symptoms.*")),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(
            language, when=_("When"), label=_("Consequence"), value=(_("Parents"), _("parents"))
        ),
        "table": describe.table(placed, ("when", "label", "value"), language),
        "filename": "consequences",
    }
