"""Wards by name, read from ``wards.yaml``, and the things to try, each one click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.words import leadership_labels
from selfhelp_teach.model import LEADERSHIPS, Scenario
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


Wanted = list[tuple[str, Scenario]]


def tries(_: Translate) -> list[dict[str, str]]:
    """Return the things to try: name, label, and what a click does."""
    words = {
        "guarded": (
            _("From open to guarded"),
            _("Pins this ward without a group three times, each steeper and more guarded than the last."),
        ),
        "leaders": (_("All leaders on this ward"), _("Pins the four kinds of leading on the ward as it is.")),
        "doors": (
            _("Shut the door"),
            _("Switches recruitment off (M6): no referral, no recruiting of one's own."),
        ),
        "mechanism": (
            _("A mechanism instead of a group"),
            _("Pins no group, and no group but an ombudsperson and joint meetings."),
        ),
    }
    return [{"value": name, "label": label, "description": about} for name, (label, about) in words.items()]


def tried(name: str, ward: Scenario, _: Translate) -> tuple[Wanted, Scenario]:
    """Return what a thing to try pins beside a ward, and the ward it puts on the page."""
    labels = leadership_labels(_)
    alone = ward.replace(leadership="none")
    if name == "guarded":
        steps = ((_("open"), 0.3, 0.9), (_("halfway"), 0.5, 0.5), (_("guarded"), 0.9, 0.1))
        pins = [
            (label, alone.replace(power_asymmetry=power).with_attitudes(attitudes))
            for label, power, attitudes in steps
        ]
        return pins, pins[-1][1]
    if name == "leaders":
        return [(labels[kind], ward.replace(leadership=kind)) for kind in LEADERSHIPS], ward
    if name == "doors":
        return [(_("with recruitment"), ward)], ward.replace(mechanisms_off=(*ward.mechanisms_off, "M6"))
    only = alone.replace(ombudsperson=True, joint_meetings=True)
    return [(_("no group"), alone), (_("mechanisms only"), only)], ward
