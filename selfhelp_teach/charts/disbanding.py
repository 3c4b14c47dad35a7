"""Why groups ended, as they gave the reasons, and where active groups differ from those that ended."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, item, share
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.evidence import select
from selfhelp_teach.translation import Translate, translator


def rows(language: str) -> Iterator[Row]:
    """Yield the reasons with their percentages, then the differences, which have no numbers."""
    _ = translator(language)
    yield header(_("Reasons given for ending"), _("a group may give several"))
    for row in data("disbanding-reasons"):
        yield share(row, language, row["percent"], reason=row["reason"], kind=_("reason given"))
    yield header(_("Active groups and ended ones differ in"), _("listed without numbers"))
    for entry in select("C10.differ.*"):
        yield item(entry, language, reason=None, kind=_("difference"))


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field="reason", domain=(0, 100))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Why did groups end?"),
        summary=_(
            "Attendance was given as a reason by {attendance}, leadership by {leadership}, and not being "
            "needed any longer by {needless}. A published summary adds that professional involvement did not "
            "seem to be a factor; the abstract does not say it, and all groups were in Kansas."
        ).format(
            **describe.percents(
                language,
                attendance="C10.reasons.attendance",
                leadership="C10.reasons.leadership",
                needless="C10.reasons.not-needed",
            )
        ),
        cited=("C10.reasons.*", "C10.differ.*", "C10.active", "C10.disbanded", "C10.professional"),
        columns={"kind": _("Kind"), "label": _("What"), "value": (_("Share"), "%")},
        filename="why-groups-ended",
    )
