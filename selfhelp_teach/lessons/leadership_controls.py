"""The controls of page 03: whose ward is shown, and what the shared group keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfhelp_teach.charts.groups import ATTITUDES, REPLICATES
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets import Choice, Control, Slider, Switch, unopened


@unopened()
def leadership(language: str, names: Mapping[str, str]) -> dict[str, Control]:
    """Return the controls of the ward shown: who leads its group, and with which luck."""
    _ = translator(language)
    return {
        "who": Choice(
            _("Who leads the group on the ward shown"),
            [
                {"value": who, "label": label, "colour": f"var(--selfhelp-{who})"}
                for who, label in names.items()
            ],
            value="shared",
            status="ordinal",
            language=language,
        ),
        "ward": Slider(
            _("Which of the simulated wards"),
            description=_("Each has its own luck. All three groups meet the same luck."),
            value=1,
            min=1,
            max=REPLICATES,
            step=1,
            status="assumption",
            language=language,
        ),
    }


@unopened()
def both(language: str) -> dict[str, Control]:
    """Return the switches for the two strengths of a shared group, and the staff's attitudes."""
    _ = translator(language)
    return {
        "access": Switch(
            _("Staff open doors to the shared group"),
            value=True,
            description=_("Off: no more access than an independent group has."),
            status="ordinal",
            language=language,
        ),
        "autonomy": Switch(
            _("The shared group sets its own agenda"),
            value=True,
            description=_("Off: no more autonomy than a professional group has."),
            status="ordinal",
            language=language,
        ),
        "attitudes": Slider(
            _("Staff attitudes"),
            value=ATTITUDES,
            min=0,
            max=1,
            step=0.05,
            ends=(_("guarded"), _("collaborative")),
            status="assumption",
            language=language,
        ),
    }


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
