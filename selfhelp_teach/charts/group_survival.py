"""Share of simulated wards whose group is still alive, for three kinds of group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("of 100 wards"), high=100, band=False)


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows around the numbers of a run."""
    _ = translator(language)
    return months.figure(
        language,
        title=_("Which groups are still alive?"),
        value=_("Wards whose group is alive"),
        unit=_("of 100 wards"),
        filename="group-survival",
        band=False,
    )
