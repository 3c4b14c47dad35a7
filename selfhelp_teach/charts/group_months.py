"""A measure of three groups on the same simulated ward, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe, groups, months
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled; ``unit`` and ``top`` are signals, each measure has its own."""
    return months.draw(_)


def figure(language: str = "en", measure: str = "members") -> dict[str, Any]:
    """Return what frames the live figure of a measure; :func:`groups.shown` gives what it shows of a run."""
    _ = translator(language)
    of = groups.measures(_)[measure]
    ends = {"low": (_("Nine of ten wards, from"), of.unit), "high": (_("to"), of.unit)} if of.band else {}
    return {
        "title": of.title,
        "summary": "",
        "sources": [groups.simulated(language, band=of.band)],
        "status": "assumption",
        "datasets": {},
        "columns": describe.columns(
            language, group=_("Group"), month=_("Month"), mid=(of.value, of.unit), **ends
        ),
        "table": [],
        "params": {"unit": of.unit, "top": of.high},
        "note": groups.empty(_),
        "filename": f"group-{measure}",
    }
