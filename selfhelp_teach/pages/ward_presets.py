"""Wards by name, read from ``wards.yaml``, and the things to try, each one click."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.words import leadership_labels
from selfhelp_teach.model import Scenario
from selfhelp_teach.pages.page_state import Try
from selfhelp_teach.translation import Translate

WARDS = Path(__file__).with_name("wards.yaml")


@dataclass(frozen=True, slots=True)
class NamedWard:
    """A ward with a name: what the page shows, and what it sets."""

    key: str
    label: str
    about: str
    scenario: Scenario


@cache
def named_wards(path: Path = WARDS) -> tuple[NamedWard, ...]:
    """Return the named wards, in the order of the file.

    Raises
    ------
    InputError
        Where a key stands twice, or a ward lacks a text.
    """
    found: dict[str, NamedWard] = {}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        try:
            ward = NamedWard(
                entry["key"], entry["label"], entry["about"], Scenario.from_dict(entry["scenario"])
            )
        except KeyError as missing:
            raise InputError(f"A ward in {path.name} has no {missing}. Add it.") from None
        if ward.key in found:
            raise InputError(f"The ward {ward.key!r} stands twice in {path.name}. Give each its own key.")
        found[ward.key] = ward
    return tuple(found.values())


def buttons(wards: Iterable[NamedWard], _: Translate) -> dict[str, Try]:
    """Return a button for each named ward."""
    return {ward.key: Try(_(ward.label), ward.scenario, _(ward.about)) for ward in wards}


def tries(ward: Scenario, _: Translate) -> dict[str, Try]:
    """Return the things to try on a ward; each sets what is pinned beside it, by label, and the ward on the page."""
    alone = ward.replace(leadership="none")
    steps = ((_("open"), 0.3, 0.9), (_("halfway"), 0.5, 0.5), (_("guarded"), 0.9, 0.1))
    guarded = [
        (label, alone.replace(power_asymmetry=power).with_attitudes(attitudes))
        for label, power, attitudes in steps
    ]
    leaders = [(label, ward.replace(leadership=kind)) for kind, label in leadership_labels(_).items()]
    closed = ward.replace(mechanisms_off=(*ward.mechanisms_off, "M6"))
    only = alone.replace(ombudsperson=True, joint_meetings=True)
    return {
        "guarded": Try(
            _("From open to guarded"),
            (guarded, guarded[-1][1]),
            _("Pins this ward without a group three times, each steeper and more guarded than the last."),
        ),
        "leaders": Try(
            _("All leaders on this ward"),
            (leaders, ward),
            _("Pins the four kinds of leading on the ward as it is."),
        ),
        "doors": Try(
            _("Shut the door"),
            ([(_("with recruitment"), ward)], closed),
            _("Switches recruitment off (M6): no referral, no recruiting of one's own."),
        ),
        "mechanism": Try(
            _("A mechanism instead of a group"),
            ([(_("no group"), alone), (_("mechanisms only"), only)], ward),
            _("Pins no group, and no group but an ombudsperson and joint meetings."),
        ),
    }
