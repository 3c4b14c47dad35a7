"""Grievance stored in three groups on the same simulated ward, while they live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("grievances per member"))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows around the numbers of a run."""
    _ = translator(language)
    return months.figure(
        language,
        title=_("How much grievance is stored inside the group?"),
        value=_("Stored grievance in the middle ward"),
        unit=_("grievances per member"),
        filename="group-stored",
    )
