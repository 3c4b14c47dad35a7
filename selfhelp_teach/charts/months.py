"""The house's chart of a run: a measure over months, a line and a band for each kind of group.

``draw`` authors the chart; ``groups`` has what is drawn. The month under the finger is the signal ``month``,
which the ward picture of the same page sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfhelp_teach.charts import ends
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, choose, colour
from selfhelp_teach.translation import Translate

if TYPE_CHECKING:
    import altair as alt

LAST = 60
YEARS = [1, 12, 24, 36, 48, 60]
OPENING_MONTH = 36
HEIGHT = 210
_UNIT = -12  # pixels above the plot
_MARGIN = 34  # pixels left of the plot, taken by the upright axis
_DASHES = {"professional": "[7, 4]", "shared": "[1, 0]", "independent": "[2, 3]"}


def names(_: Translate) -> dict[str, str]:
    """Return the three kinds of group in the order in which they are drawn and told."""
    return {
        "professional": _("professional"),
        "shared": _("shared"),
        "independent": _("independent"),
    }


def axis(_: Translate) -> alt.X:
    """Return the level axis of months, whole months and years from end to end of the plot."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    return alt.X(
        "month:Q",
        title=_("month"),
        scale=alt.Scale(domain=[1, LAST], nice=False),
        axis=alt.Axis(values=YEARS, grid=False, labelFlush=True),
    )


def draw(_: Translate) -> Drawing:
    """Return the chart, its data set open under the name ``months``.

    Signals: ``unit``, what the upright axis counts, and ``top``, its upper end, from the data where null.
    """
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    labels = names(_)
    tone = alt.value({"expr": choose("who", {who: who for who in labels})})
    dash = alt.value({"expr": choose("who", _DASHES)})
    base = alt.Chart(alt.NamedData(name="months"))
    x = alt.X(
        "month:Q",
        scale=alt.Scale(domain=[1, LAST], nice=False),
        axis=alt.Axis(values=YEARS, grid=False, title=_("month")),
    )
    scale = alt.Scale(nice=True, domainMin=0, domainMax=alt.ExprRef("top"))

    def y(of: str) -> alt.Y:
        return alt.Y(f"{of}:Q", scale=scale, stack=None, axis=alt.Axis(title=None, tickCount=5))

    here = base.transform_filter("datum.month === month && isValid(datum.mid)")
    layers: list[alt.Chart] = [
        base.mark_area(opacity=0.11).encode(x=x, y=y("low"), y2="high:Q", detail="who:N", fill=tone)
    ]
    layers.append(
        base.mark_line(strokeWidth=2.5, clip=True).encode(
            x=x, y=y("mid"), detail="who:N", stroke=tone, strokeDash=dash
        )
    )
    layers.append(
        here.transform_filter("datum.who === 'shared'")
        .mark_rule(strokeDash=[3, 3], color=colour("inkSoft"))
        .encode(x=x)
    )
    layers.append(here.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y("mid"), color=tone))
    layers += ends.label(
        base,
        line="who",
        text=choose("who", {who: f"'{label}'" for who, label in labels.items()}),
        tone=tone,
        height=HEIGHT,
        most=len(labels),
        widest=max(labels.values(), key=len),
    )
    signals = {"month": OPENING_MONTH, "unit": "", "top": None}
    layers[0] = layers[0].add_params(*(alt.param(name=name, value=value) for name, value in signals.items()))
    # level and above the axis: a title on its side is hard to read
    layers.append(
        base.transform_filter("datum.month === 1 && datum.who === 'shared'")
        .mark_text(align="left", baseline="middle", fontSize=TEXT_SIZE - 1, color=colour("inkSoft"))
        .encode(x=alt.value(-_MARGIN), y=alt.value(_UNIT), text=alt.value(alt.ExprRef("unit")))
    )
    return alt.LayerChart(layer=layers).properties(height=HEIGHT)
