"""Breadth of what three groups do on the same simulated ward, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import groups, months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("kinds of activity"))


def figure(language: str = "en", three: groups.Three | None = None) -> dict[str, Any]:
    """Return what the live figure shows of a run, by default the one the page opens with."""
    _ = translator(language)
    return groups.figure(
        language,
        three,
        title=_("How many kinds of things does the group do?"),
        value=_("Kinds of activity, mean of the wards"),
        unit=_("kinds of activity"),
        filename="group-activities",
        read=groups.activities,
        outcome="activities",
    )
