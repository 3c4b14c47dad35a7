"""Share of simulated wards whose group is still alive, for three kinds of group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import groups, months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return months.draw(_, unit=_("of 100 wards"), high=100, band=False)


def figure(language: str = "en", three: groups.Three | None = None) -> dict[str, Any]:
    """Return what the live figure shows of a run, by default the one the page opens with."""
    _ = translator(language)
    return groups.figure(
        language,
        three,
        title=_("Which groups are still alive?"),
        value=_("Wards whose group is alive"),
        unit=_("of 100 wards"),
        filename="group-survival",
        read=groups.survival,
        outcome="months_alive",
        about=_about,
        band=False,
    )


def _about(_: Translate, three: groups.Three) -> str:
    return _("Out of {wards} wards with each kind of group, shown as of 100.").format(wards=three.wards)
