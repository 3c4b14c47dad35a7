"""Roles in decisions: what parents prefer, and who led, with counts and intervals for small groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact, interval_for
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "group"
TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)


def rows(language: str) -> Iterator[Row]:
    """Yield preferences of all parents, then parent-led decisions by group."""
    _ = translator(language)
    headers = {
        "preferred": (_("What parents prefer"), _("all parents"), "clinician"),
        "actual": (_("Where the parent did lead"), _("the fewer the parents, the longer the line"), "parent"),
    }
    for view, (what, note, tone) in headers.items():
        yield header(what, note)
        for row in data("decision-roles"):
            if row["view"] == view:
                yield measured(row, language, what=what, tone=tone)


def measured(row: Any, language: str, *, what: str, tone: str) -> Row:
    """Return one row of the data set with its interval, counts in its text."""
    _ = translator(language)
    entry = fact(str(row["fact"]))
    interval = interval_for(entry)
    counts = {"count": entry.numerator, "base": entry.denominator}
    shown = _("{percent}, {count} of {base}").format(
        percent=describe.percent(entry.number(), language), **counts
    )
    return line(
        row,
        language,
        entry.number(),
        shown,
        low=round(100 * interval.low, 1),
        high=round(100 * interval.high, 1),
        what=what,
        tone=tone,
        # every parent's row belongs to no group, and never dims
        group=None if row["group"] == "all" else row["group"],
        **counts,
    )


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(
        rows("en"),
        field=LINK_FIELD,
        domain=(0, 100),
        ticks=TICKS,
        labels="datum.label + '%'",
        points=True,
        reference=fact("C14.preferred.parent-led").number(),
        title=_("upright mark: the share who prefer to lead"),
    )


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    by_fact = {row["fact"]: row["text"] for row in rows(language) if "fact" in row}
    return describe.figure(
        language,
        rows(language),
        title=_("Who do parents want to decide, and who did?"),
        summary=_(
            "Most parents prefer to share decisions ({shared}); {lead} prefer to lead. Yet parents led in "
            "{white} of White, {black} of Black, {hispanic} of Hispanic families and {asian} of families of "
            "Asian or other race. Three of the groups are under thirty parents, so their intervals are "
            "wide. Intervals are computed here."
        ).format(
            shared=by_fact["C14.preferred.shared"],
            lead=by_fact["C14.preferred.parent-led"],
            white=by_fact["C14.actual.parent-led.white"],
            black=by_fact["C14.actual.parent-led.black"],
            hispanic=by_fact["C14.actual.parent-led.hispanic"],
            asian=by_fact["C14.actual.parent-led.asian-other"],
        ),
        cited=("C14.preferred.*", "C14.actual.parent-led.*", "C14.parents"),
        columns=columns(_),
        link=("ethnic-group", LINK_FIELD),
        filename="decision-roles",
    )


def columns(_: Translate) -> dict[str, describe.Column]:
    """Return the table columns of shares with intervals."""
    return {
        "what": _("What"),
        "label": _("Group"),
        "value": (_("Printed"), "%"),
        "count": (_("Parents"), _("parents")),
        "base": (_("Of"), _("parents")),
        "low": (_("95% interval from"), "%"),
        "high": (_("95% interval to"), "%"),
    }
