import altair as alt
import work
from shiny.express import input, ui
from shinywidgets import render_altair

alt.JupyterChart.enable_offline()
for name in ("power", "bureaucracy", "expertise"):
    ui.input_slider(name, name, 0, 1, 0, step=0.01)


def drawn():
    return work.charts(*work.frames(input.power(), input.bureaucracy(), input.expertise()))


@render_altair
def lines():
    return drawn()[0]


@render_altair
def bars():
    return drawn()[1]
