import panel as pn
import work

pn.extension("vega")
sliders = [
    pn.widgets.FloatSlider(name=name, value=0, start=0, end=1, step=0.01)
    for name in ("power", "bureaucracy", "expertise")
]
panes = [pn.pane.Vega(chart) for chart in work.charts(*work.frames(0, 0, 0))]


def answer(*_events):
    for pane, chart in zip(
        panes, work.charts(*work.frames(*(slider.value for slider in sliders))), strict=True
    ):
        pane.object = chart


for slider in sliders:
    slider.param.watch(answer, "value")
pn.Column(*sliders, *panes).servable()
