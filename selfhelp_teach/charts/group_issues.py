"""Issues that three groups have raised so far on the same simulated ward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import groups, months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("issues so far"))


def figure(language: str = "en", three: groups.Three | None = None) -> dict[str, Any]:
    """Return what the live figure shows of a run, by default the one the page opens with."""
    _ = translator(language)
    return groups.figure(
        language,
        three,
        title=_("How many issues has the group raised so far?"),
        value=_("Issues raised, mean of the wards"),
        unit=_("issues so far"),
        filename="group-issues",
        read=groups.issues,
        outcome="collective_issues",
    )
