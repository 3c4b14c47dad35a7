"""Our own browser parts: live figure, controls, ward picture."""

from selfhelp_teach.widgets.causal_map import CausalMap
from selfhelp_teach.widgets.controls import (
    Choice,
    Control,
    Matching,
    Number,
    Play,
    Ranking,
    Sketch,
    Slider,
    Switch,
    unopened,
)
from selfhelp_teach.widgets.figure import Figure
from selfhelp_teach.widgets.history import History
from selfhelp_teach.widgets.latest import Latest
from selfhelp_teach.widgets.panel import Panel
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.tray import PinTray, Presets
from selfhelp_teach.widgets.ward import Ward

__all__ = [
    "CausalMap",
    "Choice",
    "Control",
    "Figure",
    "History",
    "Latest",
    "Matching",
    "Number",
    "Panel",
    "Part",
    "PinTray",
    "Play",
    "Presets",
    "Ranking",
    "Sketch",
    "Slider",
    "Switch",
    "Ward",
    "unopened",
]
