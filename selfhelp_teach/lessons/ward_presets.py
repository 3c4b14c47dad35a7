"""The named wards of the simulator, read from ``wards.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import Scenario

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
