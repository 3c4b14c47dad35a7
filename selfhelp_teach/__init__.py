"""Interactive notebooks on conflict between families and health care, and on self-help groups.

What a notebook of one's own needs is here by name, and loaded when it is asked for:

>>> from selfhelp_teach import Scenario, simulate
>>> simulate(Scenario(leadership="shared"), replicates=50).replicates
50
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfhelp_teach.charts.ensembles import plot
    from selfhelp_teach.evidence import fact
    from selfhelp_teach.exercises.parts import ExercisePart
    from selfhelp_teach.model import BASELINE, Parameters, Scenario, Shift, compare, simulate
    from selfhelp_teach.pages.live_chart import chart
    from selfhelp_teach.widgets import Figure, Latest, LatestWins, Slider

__version__ = "0.1.0"

# name -> where it lies; nothing is imported before it is named, so that pages open as fast as without
_FACE = {
    "BASELINE": "model",
    "ExercisePart": "exercises.parts",
    "Figure": "widgets",
    "Latest": "widgets",  # the former name of LatestWins
    "LatestWins": "widgets",
    "Parameters": "model",
    "Scenario": "model",
    "Shift": "model",
    "Slider": "widgets",
    "chart": "pages.live_chart",
    "compare": "model",
    "fact": "evidence",
    "plot": "charts.ensembles",
    "simulate": "model",
}

__all__ = [
    "BASELINE", "ExercisePart", "Figure", "Latest", "LatestWins", "Parameters", "Scenario", "Shift", "Slider",
    "__version__", "chart", "compare", "fact", "plot", "simulate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Return what the public face names, loading the module where it lies."""
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_FACE[name]}"), name)
    return found


def __dir__() -> list[str]:
    """Name the public face."""
    return sorted({*globals(), *_FACE})
