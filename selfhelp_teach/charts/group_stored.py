"""Grievance stored in three groups on the same simulated ward, while they live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import groups, months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("grievances per member"))


def figure(language: str = "en", three: groups.Three | None = None) -> dict[str, Any]:
    """Return what the live figure shows of a run, by default the one the page opens with."""
    _ = translator(language)
    return groups.figure(
        language,
        three,
        title=_("How much grievance is stored inside the group?"),
        value=_("Stored grievance in the middle ward"),
        unit=_("grievances per member"),
        filename="group-stored",
        read=groups.stored,
        about=_about,
    )


def _about(_: Translate, _three: groups.Three) -> str:
    return _(
        "Line: the middle ward; band: nine of ten wards. Only wards whose group is alive count, while one "
        "in ten is."
    )
