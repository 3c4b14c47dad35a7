"""The controls of page 03: whose ward is shown, and what the shared group keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfhelp_teach.charts.groups import ATTITUDES, Setting
from selfhelp_teach.pages.runs import SMALL
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.panel import Item, choice, slider, switch


def leadership(language: str, names: Mapping[str, str]) -> list[Item]:
    """Return the controls of the ward shown: who leads its group, and with which luck."""
    _ = translator(language)
    return [
        choice(
            "who",
            _("Who leads the group on the ward shown"),
            [
                {"value": who, "label": label, "colour": f"var(--selfhelp-{who})"}
                for who, label in names.items()
            ],
            status="ordinal",
        ),
        slider(
            "ward",
            _("Which of the simulated wards"),
            description=_("Each has its own luck. All three groups meet the same luck."),
            min=1,
            max=SMALL,
            step=1,
            default=1,
            status="assumption",
        ),
    ]


def both(language: str) -> list[Item]:
    """Return the switches for the two strengths of a shared group, and the staff's attitudes."""
    _ = translator(language)
    return [
        switch(
            "access",
            _("Staff open doors to the shared group"),
            description=_("Off: no more access than an independent group has."),
            status="ordinal",
        ),
        switch(
            "autonomy",
            _("The shared group sets its own agenda"),
            description=_("Off: no more autonomy than a professional group has."),
            status="ordinal",
        ),
        slider(
            "attitudes",
            _("Staff attitudes"),
            default=ATTITUDES,
            ends=[_("guarded"), _("collaborative")],
            status="assumption",
        ),
    ]


def names(items: list[Item]) -> dict[str, str]:
    """Return the label of every control, for undo."""
    return {item["name"]: item["label"] for item in items}


def tried(name: str) -> Setting:
    """Return what a thing to try sets; all else is as at the opening."""
    (preset,) = (each for each in presets("en") if each["value"] == name)
    return Setting(**preset["set"])


def presets(language: str) -> tuple[dict[str, Any], ...]:
    """Return what there is to try."""
    _ = translator(language)
    return (
        {
            "value": "doors",
            "label": _("Close the doors"),
            "description": _("Which of the other two does the shared group come to look like?"),
            "set": {"access": False},
        },
        {
            "value": "agenda",
            "label": _("Take the agenda"),
            "description": _("And now? Look at stored grievance."),
            "set": {"autonomy": False},
        },
        {
            "value": "neither",
            "label": _("Take both"),
            "description": _("Is the loss the sum of the two?"),
            "set": {"access": False, "autonomy": False},
        },
        {
            "value": "guarded",
            "label": _("Guarded staff"),
            "description": _("Does it still help to lead together?"),
            "set": {"attitudes": 0.1},
        },
        {
            "value": "collaborative",
            "label": _("Collaborative staff"),
            "description": _("Who gains most?"),
            "set": {"attitudes": 0.8},
        },
    )
