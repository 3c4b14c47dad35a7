"""What power does on a simulated ward without a group: problems, silence and open conflict.

Each panel has its own scale, so heights are worked out in pixels from ``most``, the top of its panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import months
from selfhelp_teach.charts.theme import TEXT_SIZE, colour
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

_TALL, _STEP, _FIRST = 92, 146, 30  # pixels: a panel, from one to the next, above the first


@dataclass(frozen=True, slots=True)
class PowerPanel:
    """One measure and its place in the chart.

    Attributes
    ----------
    measure
        Monthly measure of the model.
    label
        What it is, in words.
    most
        Top of the panel, in families of 100.
    top
        Upper edge in pixels.
    times
        Factor from the model's unit to families of 100.
    """

    measure: str
    label: str
    most: float
    top: int
    times: float


def panels(_: Translate) -> tuple[PowerPanel, ...]:
    """Return the panels from top to bottom."""
    told = (
        ("any_problem", _("Have met at least one problem"), 100.0, 100.0),
        ("silent_share", _("Carry a grievance in silence"), 100.0, 100.0),
        ("open_conflict", _("In open conflict in a month"), 10.0, 1.0),
    )
    return tuple(
        PowerPanel(measure, label, most, _FIRST + at * _STEP, times)
        for at, (measure, label, most, times) in enumerate(told)
    )


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    shown = panels(_)
    scale = alt.Scale(domain=[0, 1], nice=False)
    low, high = _("divided evenly"), _("all with staff")
    ends = f"datum.value === 0 ? '{low}' : datum.value === 1 ? '{high}' : datum.label"
    axis = alt.Axis(
        values=[0, 0.25, 0.5, 0.75, 1],
        labelExpr=ends,
        labelFlush=True,
        grid=False,
        title=_("power asymmetry, our scale"),
    )
    x = alt.X("power:Q", scale=scale, axis=axis)
    left, right = alt.value(0), alt.value({"expr": "width"})

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=None, axis=None, stack=None)

    def pixels(chart: alt.Chart, *fields: str) -> alt.Chart:
        for field in fields:
            chart = chart.transform_calculate(
                **{f"{field}_at": f"datum.top + {_TALL} * (1 - min(datum.{field}, datum.most) / datum.most)"}
            )
        return chart

    lines = alt.Chart(
        alt.InlineData(
            values=[
                {
                    "y": panel.top + _TALL * (1 - part),
                    "at": panel.top + _TALL * (1 - part) + (8 if part == 1 else -6),
                    "value": panel.most * part,
                }
                for panel in shown
                for part in (0, 0.5, 1)
            ]
        )
    )
    heads = alt.Chart(alt.InlineData(values=[{"label": panel.label, "y": panel.top - 14} for panel in shown]))
    curve = pixels(alt.Chart(alt.NamedData(name="curve")), "low", "mid", "high")
    before = pixels(alt.Chart(alt.NamedData(name="before")), "mid")
    now = pixels(alt.Chart(alt.NamedData(name="now")), "mid")
    layers = [
        lines.mark_rule(color=colour("line")).encode(x=left, x2=right, y=y("y")),
        curve.mark_area(opacity=0.18, fill=colour("accent")).encode(
            x=x, y=y("low_at"), y2="high_at:Q", detail="panel:N"
        ),
        before.mark_line(strokeDash=[4, 4], strokeWidth=1.5, color=colour("inkSoft")).encode(
            x=x, y=y("mid_at"), detail="panel:N"
        ),
        curve.mark_line(strokeWidth=2.5, color=colour("accent")).encode(x=x, y=y("mid_at"), detail="panel:N"),
        now.transform_calculate(bottom=f"datum.top + {_TALL}")
        .mark_rule(strokeDash=[3, 3], color=colour("ink"))
        .encode(x=x, y=y("top"), y2="bottom:Q"),
        now.mark_point(filled=True, size=90, opacity=1, color=colour("ink")).encode(x=x, y=y("mid_at")),
        lines.mark_text(align="left", fontSize=TEXT_SIZE - 2, color=colour("inkSoft")).encode(
            x=left, y=y("at"), text="value:Q"
        ),
        heads.mark_text(align="left", fontWeight=600, limit={"expr": "width - 70"}).encode(
            x=left, y=y("y"), text="label:N"
        ),
        now.transform_calculate(head="datum.top - 14")
        .mark_text(align="right", fontWeight=700)
        .encode(x=right, y=y("head"), text="text:N"),
    ]
    return alt.LayerChart(layer=layers).properties(height=shown[-1].top + _TALL)


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows around the numbers of a run."""
    _ = translator(language)
    unit = _("of 100 families")
    return {
        "title": _("What does power do on a ward without a group?"),
        "summary": "",
        "sources": [months.source(language)],
        "status": "assumption",
        "datasets": {},
        "columns": [
            {"field": "label", "label": _("Families that …"), "unit": ""},
            {"field": "power", "label": _("Power asymmetry"), "unit": ""},
            {"field": "mid", "label": _("Middle ward"), "unit": unit},
            {"field": "low", "label": _("Nine of ten wards, from"), "unit": unit},
            {"field": "high", "label": _("to"), "unit": unit},
        ],
        "table": [],
        "params": {},
        "link": {},
        "note": "",
        "filename": "power",
    }
