"""The controls of page 01: power alone, and what else staff and hospital bring."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.model import FIELDS
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets import Control, Slider, Switch, unopened

FEAR = "fear"  # the switch for the mechanism that the page's last exercise takes away


@unopened()
def power(language: str) -> dict[str, Control]:
    """Return the one lever."""
    return {"power_asymmetry": _slider("power_asymmetry", language)}


@unopened()
def levers(language: str) -> dict[str, Control]:
    """Return power, the house, the staff's attitudes, and fear of reprisal."""
    _ = translator(language)
    names = ("power_asymmetry", "bureaucracy", "acceptance", "emotional_engagement", "defensiveness")
    fear = Switch(
        _("Fear of reprisal"),
        value=True,
        description=_("What if nobody feared that a complaint comes back on the child?"),
        status="mechanism",
        language=language,
    )
    return {**{name: _slider(name, language) for name in names}, FEAR: fear}


def presets(language: str) -> tuple[dict[str, Any], ...]:
    """Return what there is to try."""
    _ = translator(language)
    return (
        {
            "value": "all-power",
            "label": _("All power with staff who take challenges badly"),
            "description": _("Which curve falls, and which one rises?"),
            "set": {"power_asymmetry": 1.0, "defensiveness": 0.9},
        },
        {
            "value": "no-power",
            "label": _("Power divided evenly, same staff"),
            "description": _("Is every conflict gone?"),
            "set": {"power_asymmetry": 0.0},
        },
        {
            "value": "house",
            "label": _("No bureaucracy, power as it was"),
            "description": _("How much is the house, how much the power?"),
            "set": {"bureaucracy": 0.0},
        },
        {
            "value": "expertise",
            "label": _("Staff who accept what parents know"),
            "description": _("Compare it with warmth alone: move engagement instead."),
            "set": {"acceptance": 0.9},
        },
        {
            "value": "no-fear",
            "label": _("Nobody fears reprisal"),
            "description": _("All power with staff, and still no fear. Where does the quiet go?"),
            "set": {"power_asymmetry": 1.0, "defensiveness": 0.9, "fear": False},
        },
    )


def _slider(name: str, language: str) -> Slider:
    _ = translator(language)
    field = FIELDS[name]
    ends = {
        "power_asymmetry": (_("divided evenly"), _("all with staff")),
        "bureaucracy": (_("flexible, same faces"), _("rule-bound, rotating")),
        "acceptance": (_("only staff know"), _("parents know too")),
        "emotional_engagement": (_("distant"), _("engaged")),
        "defensiveness": (_("takes challenges well"), _("takes them badly")),
    }
    return Slider(
        _(field.label),
        value=float(field.default),
        min=0,
        max=1,
        step=0.05,
        ends=ends[name],
        status=field.status,
        language=language,
    )
