"""One look for all charts: system fonts, the page's colours as signals, no frame, no legend.

Each colour is a signal named as its variable of ``tokens.css`` without prefix, in camel case; the page
sets them from its style sheet, so a chart follows light, dark and print without being compiled again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import altair as alt

Drawing: TypeAlias = "alt.LayerChart"  # what the module of a chart authors

# As in tokens.css; a test holds the two together.
COLOURS: dict[str, dict[str, str]] = {
    "light": {
        "paper": "#fdfcf9",
        "surface": "#ffffff",
        "ink": "#1f2328",
        "inkSoft": "#555b64",
        "line": "#d9d4c8",
        "lineStrong": "#857f72",
        "accent": "#1d5b79",
        "accentSoft": "#e3eef4",
        "none": "#6b7280",
        "professional": "#0068a5",
        "shared": "#007a5a",
        "independent": "#b84e00",
    },
    "dark": {
        "paper": "#15181c",
        "surface": "#1c2026",
        "ink": "#ece9e2",
        "inkSoft": "#b5b9c0",
        "line": "#3a4049",
        "lineStrong": "#8b929d",
        "accent": "#8cc4e2",
        "accentSoft": "#1f3745",
        "none": "#a2a9b4",
        "professional": "#6db8ea",
        "shared": "#4fc79f",
        "independent": "#f0945a",
    },
}
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
TEXT_SIZE = 13  # pixels, at every width
PICKED = "picked"  # the signal that holds the highlighted value, null for none
DIMMED = 0.3
WIDTH = 640  # pixels; the page and the renderer set their own


def colour(name: str) -> dict[str, str]:
    """Return a reference to a colour of the page."""
    if name not in COLOURS["light"]:
        raise KeyError(name)
    return {"expr": name}


def choose(field: str, values: Mapping[str, str]) -> str:
    """Return the Vega expression that gives each value of a field its own, and the last to all others."""
    *first, last = values
    return "".join(f"datum.{field} === '{each}' ? {values[each]} : " for each in first) + values[last]


def by(channel: Any, field: str, values: Mapping[str, Any]) -> Any:
    """Return a channel, such as ``alt.Color``, in which each value of a field has its own; no legend."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    scale = alt.Scale(domain=list(values), range=list(values.values()))
    return channel(f"{field}:N", scale=scale, legend=None)


def emphasis(field: str, values: tuple[str, ...]) -> dict[str, str]:
    """Return the opacity of a row: full where nothing, another chart's value, or this row is picked."""
    known = ", ".join(f"'{value}'" for value in values)
    return {
        "expr": f"{PICKED} === null || datum.header === true || indexof([{known}], {PICKED}) < 0 "
        f"|| datum.{field} === {PICKED} ? 1 : {DIMMED}"
    }


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart."""
    axis = {
        "labelColor": colour("inkSoft"),
        "labelFontSize": 12,
        "titleColor": colour("inkSoft"),
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": colour("line"),
        "domain": False,
        "tickColor": colour("line"),
        "labelPadding": 4,
    }
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"fontSize": TEXT_SIZE, "color": colour("ink")},
        "rule": {"color": colour("lineStrong")},
    }


def dress(chart: alt.Chart | alt.LayerChart) -> dict[str, Any]:
    """Return the Vega-Lite of a chart with the colours, the highlight signal, the size and the look."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    params = [alt.param(name=name, value=value) for name, value in COLOURS["light"].items()]
    dressed = chart.add_params(*params, alt.param(name=PICKED, value=None))
    spec: dict[str, Any] = dressed.to_dict()
    # Altair fills in its own size and data defaults; ours are these
    spec["config"] = config()
    spec["width"] = "container"
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 2, "right": 2, "top": 4, "bottom": 4}
    return spec
