"""How many problems the 74 parents reported: none, one or two, three or more, a dot a parent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import height, place
from selfhelp_teach.charts.theme import colour, emphasis
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "band"


def rows(language: str) -> list[describe.Row]:
    """Return one placed row a band."""
    _ = translator(language)
    asked = fact("P1.share").denominator
    labels = {
        "none": _("No problem"),
        "one-or-two": _("One problem or two"),
        "three-or-more": _("Three problems or more"),
    }
    return place(
        {
            "band": row["band"],
            "label": labels[str(row["band"])],
            "value": row["parents"],
            "share": round(100 * float(row["share"] or 0), 1),
            "text": _("{parents} of {asked}").format(parents=row["parents"], asked=asked),
            "fact": row["fact"],
        }
        for row in data("number-of-problems")
    )


def dots(placed: list[describe.Row]) -> list[describe.Row]:
    """Return one row a parent."""
    return [
        {"band": row["band"], "parent": number, "z": row["z"] + 2}
        for row in placed
        for number in range(1, row["value"] + 1)
    ]


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart: a row of dots for each band."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    placed = rows("en")
    most = max(row["value"] for row in placed)
    opacity = alt.value(emphasis(LINK_FIELD, tuple(row["band"] for row in placed)))
    base = alt.Chart(alt.NamedData(name="rows"))
    line = alt.Y("y:Q", scale=None, axis=None)
    return alt.LayerChart(
        layer=[
            base.mark_text(align="left").encode(x=alt.value(0), y=line, text="label:N", opacity=opacity),
            base.mark_text(align="right", fontWeight=700).encode(
                x=alt.value({"expr": "width"}), y=line, text="text:N", opacity=opacity
            ),
            alt.Chart(alt.NamedData(name="parents"))
            # as large as the width allows, and no larger than looks well
            .mark_circle(
                size={"expr": f"pow(min(11, 0.72 * width / {most}), 2)"}, color=colour("accent"), opacity=1
            )
            .encode(
                x=alt.X(
                    "parent:Q", scale=alt.Scale(domain=[0.4, most + 0.6], nice=False, zero=False), axis=None
                ),
                y=alt.Y("z:Q", scale=None, axis=None),
                opacity=opacity,
            ),
        ]
    ).properties(height=height(placed))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("P1.share", "P2.share", "P1.none", "P2.one-or-two", "P2.count")
    asked = fact("P1.share").denominator
    counts = {row["band"]: row["value"] for row in placed}
    return {
        "title": _("How many problems did a parent report?"),
        "summary": _(
            "Of {asked} parents, {none} reported no problem with staff, {some} one or two, and {many} three "
            "or more. The paper prints {any} with any problem and {percent} with three or more; the rest is "
            "computed here."
        ).format(
            asked=asked,
            none=counts["none"],
            some=counts["one-or-two"],
            many=counts["three-or-more"],
            any=fact("P1.share").numerator,
            percent=describe.percent(fact("P2.share").number(), language),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed, "parents": dots(placed)},
        "columns": describe.columns(
            language,
            label=_("Problems reported"),
            value=(_("Parents"), _("parents")),
            share=(_("Percent of 74"), "%"),
        ),
        "table": describe.table(placed, ("label", "value", "share"), language),
        "link": describe.link("problem-band", LINK_FIELD, placed),
        "filename": "number-of-problems",
    }
