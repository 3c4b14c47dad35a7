"""The controls of page 01: power alone, and what else staff and hospital bring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfhelp_teach.model import BASELINE, FIELDS, Scenario
from selfhelp_teach.pages.page_state import Try
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.panel import Item, slider, switch

POWER = "power_asymmetry"
LEVERS = (POWER, "bureaucracy", "acceptance", "emotional_engagement", "defensiveness")
FEAR = "fear"  # the switch for the mechanism that the page's last exercise takes away
FEAR_OF_REPRISAL = "M3"


def values_of(scenario: Scenario) -> dict[str, Any]:
    """Return what the levers show for a scenario."""
    fear = FEAR_OF_REPRISAL not in scenario.mechanisms_off
    return {**{name: getattr(scenario, name) for name in LEVERS}, FEAR: fear}


def moved(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return the scenario after some levers were moved."""
    fields: dict[str, Any] = {name: float(value) for name, value in values.items() if name in LEVERS}
    if FEAR in values:
        fields["mechanisms_off"] = () if values[FEAR] else (FEAR_OF_REPRISAL,)
    return scenario.replace(**fields)


def power(language: str) -> Item:
    """Return the one lever."""
    return _slider(POWER, language)


def levers(language: str) -> list[Item]:
    """Return power, the house, the staff's attitudes, and fear of reprisal."""
    _ = translator(language)
    fear = switch(
        FEAR,
        _("Fear of reprisal"),
        description=_("What if nobody feared that a complaint comes back on the child?"),
        status="mechanism",
    )
    return [*(_slider(name, language) for name in LEVERS), fear]


def presets(language: str) -> dict[str, Try]:
    """Return what there is to try, and the levers that it sets."""
    _ = translator(language)
    return {
        "all-power": Try(
            _("All power with staff who take challenges badly"),
            {"power_asymmetry": 1.0, "defensiveness": 0.9},
            _("Which curve falls, and which one rises?"),
        ),
        "no-power": Try(
            _("Power divided evenly, same staff"), {"power_asymmetry": 0.0}, _("Is every conflict gone?")
        ),
        "house": Try(
            _("No bureaucracy, power as it was"),
            {"bureaucracy": 0.0},
            _("How much is the house, how much the power?"),
        ),
        "expertise": Try(
            _("Staff who accept what parents know"),
            {"acceptance": 0.9},
            _("Compare it with warmth alone: move engagement instead."),
        ),
        "no-fear": Try(
            _("Nobody fears reprisal"),
            {"power_asymmetry": 1.0, "defensiveness": 0.9, "fear": False},
            _("All power with staff, and still no fear. Where does the quiet go?"),
        ),
    }


def tried(name: str) -> Scenario:
    """Return the ward that a thing to try puts on the page."""
    return moved(BASELINE, presets("en")[name].sets)


def _slider(name: str, language: str) -> Item:
    _ = translator(language)
    field = FIELDS[name]
    ends = {
        POWER: [_("divided evenly"), _("all with staff")],
        "bureaucracy": [_("flexible, same faces"), _("rule-bound, rotating")],
        "acceptance": [_("only staff know"), _("parents know too")],
        "emotional_engagement": [_("distant"), _("engaged")],
        "defensiveness": [_("takes challenges well"), _("takes them badly")],
    }
    return slider(name, _(field.label), default=float(field.default), ends=ends[name], status=field.status)
