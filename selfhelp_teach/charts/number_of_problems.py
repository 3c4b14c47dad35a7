"""How many problems the 74 parents reported: none, one or two, three or more, a dot a parent."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, height, line, place
from selfhelp_teach.charts.theme import Drawing, colour, emphasis
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "band"


def rows(language: str) -> Iterator[Row]:
    """Yield one row a band."""
    _ = translator(language)
    asked = fact("P1.share").denominator
    labels = {
        "none": _("No problem"),
        "one-or-two": _("One problem or two"),
        "three-or-more": _("Three problems or more"),
    }
    for row in data("number-of-problems"):
        band, parents = str(row["band"]), row["parents"]
        text = _("{parents} of {asked}").format(parents=parents, asked=asked)
        share = round(100 * float(row["share"] or 0), 1)
        yield line(row, language, parents, text, label=labels[band], band=band, share=share)


def dots(placed: list[Row]) -> list[Row]:
    """Return one row a parent."""
    return [
        {"band": row["band"], "parent": number, "z": row["z"] + 2}
        for row in placed
        for number in range(1, row["value"] + 1)
    ]


def chart(_: Translate) -> Drawing:
    """Return the chart: a row of dots for each band."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    placed = place(rows("en"))
    most = max(row["value"] for row in placed)
    opacity = alt.value(emphasis(LINK_FIELD, tuple(row["band"] for row in placed)))
    base = alt.Chart(alt.NamedData(name="rows"))
    top = alt.Y("y:Q", scale=None, axis=None)
    return alt.LayerChart(
        layer=[
            base.mark_text(align="left").encode(x=alt.value(0), y=top, text="label:N", opacity=opacity),
            base.mark_text(align="right", fontWeight=700).encode(
                x=alt.value({"expr": "width"}), y=top, text="text:N", opacity=opacity
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


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = place(rows(language))
    asked = fact("P1.share")
    counts = {row["band"]: row["value"] for row in placed}
    traits = describe.figure(
        language,
        placed,
        title=_("How many problems did a parent report?"),
        summary=_(
            "Of {asked} parents, {none} reported no problem with staff, {some} one or two, and {many} three "
            "or more. The paper prints {any} with any problem and {percent} with three or more; the rest is "
            "computed here."
        ).format(
            asked=asked.denominator,
            none=counts["none"],
            some=counts["one-or-two"],
            many=counts["three-or-more"],
            any=asked.numerator,
            **describe.percents(language, percent="P2.share"),
        ),
        cited=("P1.share", "P2.share", "P1.none", "P2.one-or-two", "P2.count"),
        columns={
            "label": _("Problems reported"),
            "value": (_("Parents"), _("parents")),
            "share": (_("Percent of 74"), "%"),
        },
        link=("problem-band", LINK_FIELD),
        filename="number-of-problems",
    )
    traits["datasets"]["parents"] = dots(placed)
    return traits
