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
)
from selfhelp_teach.widgets.door import Door
from selfhelp_teach.widgets.figure import Figure
from selfhelp_teach.widgets.history import History
from selfhelp_teach.widgets.latest_wins import LatestWins
from selfhelp_teach.widgets.panel import Panel
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.pins import Compared, Pins, Presets
from selfhelp_teach.widgets.ward import Ward

Latest = LatestWins  # its former name, which notebooks import

__all__ = [
    "CausalMap",
    "Choice",
    "Compared",
    "Control",
    "Door",
    "Figure",
    "History",
    "Latest",
    "LatestWins",
    "Matching",
    "Number",
    "Panel",
    "Part",
    "Pins",
    "Play",
    "Presets",
    "Ranking",
    "Sketch",
    "Slider",
    "Switch",
    "Ward",
]
