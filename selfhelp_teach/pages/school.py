"""The ward model under a school's names: levers, named schools, and what the charts ask. To argue with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from selfhelp_teach.model import ATTITUDES, FIELDS, Scenario
from selfhelp_teach.pages.ward_inputs import leaders
from selfhelp_teach.pages.ward_presets import NamedWard, named_wards
from selfhelp_teach.translation import Translate
from selfhelp_teach.widgets.panel import choice, slider

SCHOOLS = Path(__file__).with_name("schools.yaml")
LEVERS = ("power_asymmetry", *ATTITUDES, "bureaucracy")
MEASURES = ("silent_share", "open_conflict", "members", "burnout")


def schools() -> tuple[NamedWard, ...]:
    """Return the named schools, in the order of their file."""
    return named_wards(SCHOOLS)


def labels(_: Translate) -> dict[str, str]:
    """Return each lever's name at a school."""
    return {
        "leadership": _("Who leads the parents' association"),
        "power_asymmetry": _("Power of the school over families"),
        "emotional_engagement": _("Teachers' warmth"),
        "acceptance": _("Acceptance of what parents know"),
        "defensiveness": _("Teachers on the defensive"),
        "perceived_danger": _("How dangerous an association seems"),
        "bureaucracy": _("Rules, and teachers who change"),
    }


def on_the_ward(_: Translate) -> dict[str, str]:
    """Return what each lever is called on the ward, to be set beside it."""
    return {name: _("On the ward: {name}.").format(name=_(FIELDS[name].label).lower()) for name in labels(_)}


def groups(_: Translate) -> list[dict[str, Any]]:
    """Return the levers as controls."""
    said, ward = labels(_), on_the_ward(_)
    options = {
        "none": _("No association"),
        "professional": _("Led by the school"),
        "shared": _("Led by both"),
        "independent": _("Led by parents alone"),
    }
    first = choice("leadership", said["leadership"], leaders(options), status="assumption")
    sliders = [
        slider(name, said[name], default=FIELDS[name].default, description=ward[name], status="assumption")
        for name in LEVERS
    ]
    return [{"items": [first, *sliders]}]


def values_of(scenario: Scenario) -> dict[str, Any]:
    """Return what the levers show for a scenario."""
    return {name: getattr(scenario, name) for name in ("leadership", *LEVERS)}


def question(measure: str, _: Translate) -> str:
    """Return the question above the chart of a measure."""
    return {
        "silent_share": _("How many families keep a grievance about the school to themselves?"),
        "open_conflict": _("How much open conflict could a visitor to the school see?"),
        "members": _("How many families are in the association?"),
        "burnout": _("How burnt out are the teachers?"),
    }[measure]
