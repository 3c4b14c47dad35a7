"""The gallery's two charts.

``python docs/gallery/charts.py`` compiles them to ``specs.json`` beside this file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selfhelp_teach.charts.ends import label

SPECS = Path(__file__).with_name("specs.json")


def compiled() -> dict[str, Any]:
    """Return both charts, authored in Altair and compiled to Vega."""
    import altair as alt  # noqa: PLC0415 - only for compiling: the gallery's kernel does without
    import vl_convert  # noqa: PLC0415 - as above

    ink, line = alt.param(name="ink", value="#1f2328"), alt.param(name="line", value="#d9d4c8")
    surface = alt.param(name="surface", value="#ffffff")
    colours = [alt.param(name=name, value="#6b7280") for name in ("none", "shared", "independent")]
    theme = {
        "axis": {
            "labelColor": {"expr": "ink"},
            "titleColor": {"expr": "ink"},
            "gridColor": {"expr": "line"},
            "domainColor": {"expr": "line"},
            "tickColor": {"expr": "line"},
        },
        "view": {"stroke": None},
    }
    scale = alt.Scale(domain=["none", "shared", "independent"], range=[{"expr": p.name} for p in colours])
    shade = alt.Color("leadership:N", scale=scale, legend=None)

    pick = alt.selection_point(name="pick", fields=["leadership"])
    month = alt.param(name="month", value=60)
    base = alt.Chart(alt.NamedData("members"), width="container", height=220).encode(
        x=alt.X("month:Q", title="month", axis=alt.Axis(tickCount=6))
    )
    band = base.mark_area(opacity=0.2).encode(
        y=alt.Y("q05:Q", title="members (families)"), y2="q95:Q", color=shade
    )
    path = base.mark_line(strokeWidth=2.5).encode(
        y="q50:Q",
        color=shade,
        strokeDash=alt.StrokeDash("leadership:N", legend=None),
        opacity=alt.condition(pick, alt.value(1), alt.value(0.25)),
    )
    here = base.transform_filter("datum.month == month").mark_point(filled=True, size=60, opacity=1)
    names = label(
        base,
        line="leadership",
        of="q50",
        text="datum.leadership",
        tone=shade,
        height=220,
        most=3,
        widest="independent",
    )
    lines = alt.layer(band, path, here.encode(y="q50:Q", color=shade), *names).add_params(
        pick, month, ink, line, surface, *colours
    )

    chosen = alt.selection_point(name="chosen", fields=["leadership"])
    bars = (
        alt.Chart(alt.NamedData("conflicts"), width="container", height=alt.Step(26))
        .mark_bar()
        .encode(
            y=alt.Y("leadership:N", title=None, sort=["none", "shared", "independent"]),
            x=alt.X("conflicts:Q", title="open conflicts a year"),
            color=shade,
            opacity=alt.condition(chosen, alt.value(1), alt.value(0.25)),
        )
        .add_params(chosen, ink, line, *colours)
    )
    charts = {"members": lines.configure(**theme), "conflicts": bars.configure(**theme)}
    return {key: vl_convert.vegalite_to_vega(chart.to_dict()) for key, chart in charts.items()}


if __name__ == "__main__":
    SPECS.write_text(json.dumps(compiled(), separators=(",", ":")) + "\n", encoding="utf-8")
