"""Issues that three groups have won so far on the same simulated ward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("changes so far"))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows around the numbers of a run."""
    _ = translator(language)
    return months.figure(
        language,
        title=_("How many changes has the group won so far?"),
        value=_("Changes won, mean of the wards"),
        unit=_("changes so far"),
        filename="group-won",
    )
