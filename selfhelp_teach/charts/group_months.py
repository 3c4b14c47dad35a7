"""A measure of three groups on the same simulated ward, month by month."""

from __future__ import annotations

from selfhelp_teach.charts import describe, groups, months
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.translation import Translate, translator


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled; ``unit`` and ``top`` are signals, each measure has its own."""
    return months.draw(_)


def figure(language: str = "en", measure: str = "members") -> describe.Traits:
    """Return what frames the live figure of a measure; :func:`groups.shown` gives what it shows of a run."""
    _ = translator(language)
    of = groups.measures(_)[measure]
    ends = {"low": (_("Nine of ten wards, from"), of.unit), "high": (_("to"), of.unit)} if of.band else {}
    return describe.simulated(
        language,
        title=of.title,
        how=groups.how(_, band=of.band),
        columns={"group": _("Group"), "month": _("Month"), "mid": (of.value, of.unit), **ends},
        params={"unit": of.unit, "top": of.high},
        filename=f"group-{measure}",
    )
