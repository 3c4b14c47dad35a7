"""Our page: the work in our figures. ``python ours.py`` compiles its charts to ``specs.json``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import work

from selfhelp_teach import widgets as w

SPECS = Path(__file__).with_name("specs.json")


def columns(power, bureaucracy, expertise):
    paths, bars = work.model(power, bureaucracy, expertise)
    lines = {
        "month": [month for _ in work.TYPES for month in range(work.MONTHS)],
        "leadership": [kind for kind in work.TYPES for _ in range(work.MONTHS)],
        **{name: paths[q].ravel() for q, name in enumerate(work.QUANTILES)},
    }
    return lines, {"danger": list(work.DANGERS), "weight": bars}, {"p": np.array([power])}


def page():
    specs = json.loads(SPECS.read_text())
    names = ("power", "bureaucracy", "expertise")
    sliders = [w.Slider(name, key=name, value=0, min=0, max=1, step=0.01) for name in names]
    lines = w.Figure(key="lines", title="How many stay?", spec=specs["lines"])
    bars = w.Figure(key="bars", title="Which danger?", spec=specs["bars"])

    def steps(request):
        yield columns(*request)

    def show(answer, _final):
        lines.feed({"lines": answer[0], "label": answer[2]})
        bars.feed({"bars": answer[1]})

    latest = w.LatestWins(steps, show, lines.fail)

    def ask(_change=None):
        latest.ask(tuple(slider.value for slider in sliders))

    for slider in sliders:
        slider.observe(ask, "value")
    ask()
    return [*sliders, lines, bars]


def many(count):
    """Return as many line charts, all fed."""
    specs = json.loads(SPECS.read_text())
    lines, _, label = columns(0, 0, 0)
    figures = [
        w.Figure(key=f"lines-{n}", title=f"How many stay, {n}?", spec=specs["lines"]) for n in range(count)
    ]
    for figure in figures:
        figure.feed({"lines": lines, "label": label})
    return figures


if __name__ == "__main__":
    import altair as alt
    import vl_convert

    named = [alt.NamedData(name) for name in ("lines", "bars", "label")]
    made = work.charts(*named, width="container")
    specs = {
        name: vl_convert.vegalite_to_vega(chart.to_dict())
        for name, chart in zip(("lines", "bars"), made, strict=True)
    }
    SPECS.write_text(json.dumps(specs, separators=(",", ":")) + "\n", encoding="utf-8")
