"""Roles in decisions: what parents prefer, and who led, with counts and intervals for small groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact, interval_for
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "group"
TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)


def measured(row: Any, language: str, header: str) -> describe.Row:
    """Return one row of the data set with its interval, counts in its text."""
    _ = translator(language)
    entry = fact(str(row["fact"]))
    interval = interval_for(entry)
    return {
        # every parent's row belongs to no group, and never dims
        "group": None if row["group"] == "all" else row["group"],
        "label": _(str(row["label"])),
        "what": header,
        "value": entry.number(),
        "low": round(100 * interval.low, 1),
        "high": round(100 * interval.high, 1),
        "count": entry.numerator,
        "base": entry.denominator,
        "text": _("{percent}, {count} of {base}").format(
            percent=describe.percent(entry.number(), language), count=entry.numerator, base=entry.denominator
        ),
        "fact": entry.id,
    }


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: preferences of all parents, then parent-led decisions by group."""
    _ = translator(language)
    headers = {
        "preferred": (_("What parents prefer"), _("all parents")),
        "actual": (_("Where the parent did lead"), _("the fewer the parents, the longer the line")),
    }
    found: list[describe.Row] = []
    for view, (header, note) in headers.items():
        found.append({"header": True, "label": header, "note": note})
        found += [
            {**measured(row, language, header), "tone": "clinician" if view == "preferred" else "parent"}
            for row in data("decision-roles")
            if row["view"] == view
        ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
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


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C14.preferred.*", "C14.actual.parent-led.*", "C14.parents")
    by_fact = {row["fact"]: row["text"] for row in placed if row.get("fact")}
    return {
        "title": _("Who do parents want to decide, and who did?"),
        "summary": _(
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
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": interval_columns(language),
        "table": interval_table(placed, language),
        "link": describe.link("ethnic-group", LINK_FIELD, placed),
        "filename": "decision-roles",
    }


def interval_columns(language: str) -> list[describe.Row]:
    """Return the table columns of shares with intervals."""
    _ = translator(language)
    return describe.columns(
        language,
        what=_("What"),
        label=_("Group"),
        value=(_("Printed"), "%"),
        count=(_("Parents"), _("parents")),
        base=(_("Of"), _("parents")),
        low=(_("95% interval from"), "%"),
        high=(_("95% interval to"), "%"),
    )


def interval_table(placed: list[describe.Row], language: str) -> list[describe.Row]:
    """Return the table rows of shares with intervals."""
    fields = ("what", "label", "value", "count", "base", "low", "high")
    return describe.table(placed, fields, language)
