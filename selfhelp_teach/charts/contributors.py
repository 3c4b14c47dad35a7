"""What contributed to communication that went badly, by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def rows(language: str) -> list[describe.Row]:
    """Return one placed row a level, from the person to the system."""
    _ = translator(language)
    return place(
        {
            "level": row["level"],
            "label": _(str(row["label"])),
            "value": row["parents"],
            "text": str(row["parents"]),
            "fact": row["fact"],
        }
        for row in data("contributors")
    )


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(rows("en"), field="level", domain=(0, fact("C16.parents").number()))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C16.contributors.*", "C16.parents", "C16.negative")
    counts = {row["level"]: row["value"] for row in placed}
    return {
        "title": _("Where did parents see the cause?"),
        "summary": _(
            "Of {all} parents interviewed, {individual} named something about a person, {team} about the "
            "team, {organisation} about the organisation and {system} about the health care system. One "
            "parent may name several."
        ).format(all=describe.number(fact("C16.parents").number(), language), **counts),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, label=_("Level"), value=(_("Parents"), _("parents"))),
        "table": describe.table(placed, ("label", "value"), language),
        "filename": "contributors",
    }
