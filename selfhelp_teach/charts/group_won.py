"""Changes that three groups have won so far on the same simulated ward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import groups, months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("changes so far"))


def figure(language: str = "en", three: groups.Three | None = None) -> dict[str, Any]:
    """Return what the live figure shows of a run, by default the one the page opens with."""
    _ = translator(language)
    return groups.figure(
        language,
        three,
        title=_("How many changes has the group won so far?"),
        value=_("Changes won, mean of the wards"),
        unit=_("changes so far"),
        filename="group-won",
        read=groups.won,
        outcome="collective_successes",
    )
