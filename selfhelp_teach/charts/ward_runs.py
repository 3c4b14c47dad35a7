"""One measure of simulated wards over the months: median and band of each run, several runs laid over."""

from __future__ import annotations

from selfhelp_teach.charts import describe, months
from selfhelp_teach.charts.ends import label
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, by, choose, colour
from selfhelp_teach.translation import Translate, translator

SLOTS = ("now", "A", "B", "C", "D")
"""Runs that can be laid over one another: the one on the page and four pinned."""

# who leads gives the colour, on every page; which run it is, the dash and the letter
_TONES = ("none", "professional", "shared", "independent")
_DASHES = {"now": [1, 0], "A": [7, 3], "B": [2, 2], "C": [9, 3, 2, 3], "D": [12, 3]}
MONTHS = 60
_MARGIN = 26  # pixels left of the plot, taken by the upright axis
_LOW = 60  # pixels: a plot as low has no room for its unit, and an upright axis nobody sees
_HEIGHT = 190  # pixels, unless the page sets the signal of this name


def chart(_: Translate) -> Drawing:
    """Draw the chart; its data set ``runs`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    shade = by(alt.Color, "tone", {tone: colour(tone) for tone in _TONES})
    dash = by(alt.StrokeDash, "run", _DASHES)
    base = alt.Chart(alt.NamedData(name="runs")).encode(x=months.axis(_))
    y_axis = alt.Axis(title=None, tickCount=4)
    bands = base.mark_area().encode(
        opacity=alt.condition("datum.run === 'now'", alt.value(0.18), alt.value(0.1)),
        y=alt.Y("low:Q", axis=y_axis, scale=alt.Scale(zero=True, nice=True)),
        y2="high:Q",
        color=shade,
        detail="run:N",
    )
    lines = base.mark_line().encode(
        y=alt.Y("mid:Q", axis=y_axis),
        color=shade,
        strokeDash=dash,
        detail="run:N",
        strokeWidth=alt.condition("datum.run === 'now'", alt.value(3), alt.value(2)),
    )
    names = label(
        base,
        line="run",
        text="datum.label + ' ' + format(datum.mid, "
        "abs(datum.mid) >= 10 ? ',.0f' : abs(datum.mid) >= 1 ? '.1f' : abs(datum.mid) < 0.005 ? '.0f' : '.2f')"
        " + (unit === '%' ? '%' : '')",
        tone=alt.value({"expr": choose("tone", {tone: tone for tone in (*_TONES[1:], "none")})}),
        height="height",
        most=len(SLOTS),
        widest=_("now") + " 00%",
    )
    # level and above the axis, as in the charts of the three groups; each measure has its own
    unit = (
        base.transform_filter("datum.run === 'now' && datum.month === 1")
        .mark_text(align="left", baseline="bottom", fontSize=TEXT_SIZE - 1, color=colour("inkSoft"))
        .encode(
            x=alt.value(-_MARGIN),
            y=alt.value(-6),
            text=alt.value(alt.ExprRef(f"height < {_LOW} ? '' : unit")),
        )
        .add_params(alt.param(name="unit", value=""))
    )
    return alt.LayerChart(layer=[bands, lines, *names, unit]).properties(height=_HEIGHT)


def figure(
    language: str = "en", *, title: str = "", measure: str = "", unit: str = "", how: str = ""
) -> describe.Traits:
    """Return what frames the live figure; ``pages.ward_views`` gives what it shows of runs.

    Parameters
    ----------
    title
        A question.
    measure, unit
        What is drawn, in words.
    how
        How the months are drawn, in words.
    """
    _ = translator(language)
    return describe.simulated(
        language,
        title=title or _("How does it go on from month to month?"),
        how=_("simulated, not observed; {how}").format(how=how),
        columns={
            "label": _("Run"),
            "month": _("Month"),
            "low": (_("Low (5%)"), unit),
            "mid": (measure or _("Mean"), unit),
            "high": (_("High (95%)"), unit),
        },
        # what stands above the axis: the unit, or the ends of a scale without one
        params={"unit": unit or _("on a scale from 0 to 1")},
        filename="ward",
    )
