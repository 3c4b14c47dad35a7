"""A scenario as a short URL-safe string: version, changed fields, checksum.

The form is ``w1_l3_p0.3_x2.9_1a2b3c4d``: version mark, one token for each field that differs from its
default, CRC-32 of all before it. Only the one canonical spelling of a scenario is accepted.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.model.parameters import MECHANISMS
from selfhelp_teach.model.scenario_fields import FIELDS, LEADERSHIPS, SHIFTABLE, Shift

if TYPE_CHECKING:
    from selfhelp_teach.model.scenario import Scenario

VERSION = "w1"
LONGEST = 1200

# The letters are part of the format of version w1: never reuse or reorder them.
LETTERS = {
    "leadership": "l", "power_asymmetry": "p", "emotional_engagement": "e", "acceptance": "a",
    "defensiveness": "d", "perceived_danger": "g", "bureaucracy": "b", "families": "f",
    "college_share": "c", "high_school_share": "h", "treatment_min": "i", "treatment_max": "j",
    "relapse_rate": "r", "joint_meetings": "m", "ombudsperson": "o", "representative": "s",
}  # fmt: skip
FIELD_OF = {letter: name for name, letter in LETTERS.items()}


def encode(scenario: Scenario) -> str:
    """Return the canonical code of a scenario."""
    tokens = [VERSION]
    for name, letter in LETTERS.items():
        value = getattr(scenario, name)
        if value != FIELDS[name].default:
            tokens.append(letter + _spell(name, value))
    if scenario.mechanisms_off:
        tokens.append("x" + ".".join(key[1:] for key in scenario.mechanisms_off))
    tokens += [f"t{s.month}~{LETTERS[s.field]}~{s.change!r}" for s in scenario.shifts]
    body = "_".join(tokens)
    return f"{body}_{_checksum(body)}"


def decode(code: str, build: Callable[..., Scenario]) -> Scenario:
    """Return the scenario a code stands for, as ``build`` makes it of the values of its fields.

    Raises
    ------
    ScenarioError
        Where the string was cut, changed, made by another program or by another version.
    """
    if not isinstance(code, str) or len(code) > LONGEST:
        raise ScenarioError(f"A scenario link is a string of at most {LONGEST} characters. Copy it again.")
    if not code.startswith(VERSION + "_"):
        raise ScenarioError(f"{code[:40]!r} is not a scenario link of version {VERSION!r}. Copy it again.")
    body, _, checksum = code.rpartition("_")
    if checksum != _checksum(body):
        raise ScenarioError(
            f"The scenario link {code[:40]!r} is damaged: its checksum does not fit. Copy it again."
        )
    values: dict[str, Any] = {}
    shifts: list[Shift] = []
    try:
        for token in body.split("_")[1:]:
            letter, text = token[0], token[1:]
            if letter == "x":
                values["mechanisms_off"] = tuple(list(MECHANISMS)[int(n) - 1] for n in text.split("."))
            elif letter == "t":
                month, field, change = text.split("~")
                name = FIELD_OF[field]
                shifts.append(Shift(int(month), name if name in SHIFTABLE else field, float(change)))
            else:
                values[FIELD_OF[letter]] = _read(FIELD_OF[letter], text)
    except (KeyError, IndexError, ValueError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise ScenarioError(f"The scenario link {code[:40]!r} cannot be read. Copy it again.") from None
    scenario = build(**values, shifts=tuple(shifts))
    if encode(scenario) != code:
        raise ScenarioError(
            f"The scenario link {code[:40]!r} is not spelled as this version spells it. Copy it again."
        )
    return scenario


def _spell(name: str, value: Any) -> str:
    kind = FIELDS[name].kind
    if kind == "choice":
        return str(LEADERSHIPS.index(value))
    return str(int(value)) if kind in ("switch", "count") else repr(value)


def _read(name: str, text: str) -> Any:
    kind = FIELDS[name].kind
    if kind == "choice":
        return LEADERSHIPS[int(text)]
    if kind == "switch":
        return {"0": False, "1": True}[text]
    return int(text) if kind == "count" else float(text)


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode('utf-8', 'surrogatepass')):08x}"
