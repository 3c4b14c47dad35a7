import altair as alt
import solara
import work

alt.JupyterChart.enable_offline()
values = [solara.reactive(0.0) for _ in range(3)]


@solara.component
def Page():
    for name, value in zip(("power", "bureaucracy", "expertise"), values, strict=True):
        solara.SliderFloat(name, value=value, min=0, max=1, step=0.01)
    lines, bars = work.charts(*work.frames(*(value.value for value in values)))
    alt.JupyterChart.element(chart=lines)
    alt.JupyterChart.element(chart=bars)
