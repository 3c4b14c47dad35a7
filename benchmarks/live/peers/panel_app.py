import panel as pn
import work

pn.extension("vega")
sliders = [
    pn.widgets.FloatSlider(name=name, value=0.5, start=0, end=1, step=0.02)
    for name in ("power", "bureaucracy", "expertise")
]


def draw(*values):
    lines, bars = work.charts(*work.frames(*values))
    return pn.Column(pn.pane.Vega(lines), pn.pane.Vega(bars))


pn.Column(*sliders, pn.bind(draw, *sliders)).servable()
