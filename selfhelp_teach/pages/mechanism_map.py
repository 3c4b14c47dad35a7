"""The causal diagram of the model's mechanisms, made from the same table the model runs on."""

from __future__ import annotations

from selfhelp_teach.model import MECHANISMS, Scenario
from selfhelp_teach.translation import Translate
from selfhelp_teach.widgets.causal_map import CausalMap

# The column in which each quantity stands.
LEVELS = {
    "place": ("power asymmetry", "bureaucracy", "installed mechanisms", "education"),
    "staff": (
        "acceptance",
        "engagement",
        "defensiveness",
        "perceived danger",
        "burnout",
        "dependence on staff",
        "referral",
    ),
    "families": (
        "problems",
        "grievance",
        "fear of reprisal",
        "silent grievance",
        "voice",
        "conflict skill",
        "resolution",
        "open conflict",
        "alternatives",
    ),
    "group": (
        "group access",
        "group autonomy",
        "own recruiting",
        "recruits",
        "members",
        "activities",
        "shared load",
        "collected concerns",
        "mediation",
        "collective action",
        "collective success",
        "failed pressure",
        "stored grievance",
        "bursts",
        "group survival",
    ),
}


def causal_map(scenario: Scenario, language: str, _: Translate) -> CausalMap:
    """Return the diagram, the mechanisms that ``scenario`` switches off drawn faint."""
    labels = {
        "place": _("The place"),
        "staff": _("Staff"),
        "families": _("Families"),
        "group": _("The group"),
    }
    level_of = {name: level for level, names in LEVELS.items() for name in names}
    found = [(key, m, edge) for key, m in MECHANISMS.items() for edge in m.edges]
    names = list(dict.fromkeys(name for _key, _m, edge in found for name in edge[:2]))
    names.sort(key=lambda name: list(level_of).index(name) if name in level_of else len(level_of))
    return CausalMap(
        _("Which mechanisms of the model lead where?"),
        key="05-map",
        language=language,
        levels=[{"key": key, "label": label} for key, label in labels.items()],
        nodes=[
            {
                "key": _key_of(name),
                "level": level_of.get(name, "group"),
                "label": _(name),
                "text": _sentences(name, _),
                "status": "mechanism",
            }
            for name in names
        ],
        edges=[
            {
                "from": _key_of(edge[0]),
                "to": _key_of(edge[1]),
                "sign": edge[2],
                "status": m.evidence_status,
                "label": key,
                "strong": key not in scenario.mechanisms_off,
            }
            for key, m, edge in found
        ],
        chosen="silent-grievance",
    )


def _key_of(name: str) -> str:
    return name.replace(" ", "-")


def _sentences(name: str, _: Translate) -> str:
    """Return the mechanisms that move a quantity, in words."""
    moving = [
        f"{key}: {_(m.sentence)}" for key, m in MECHANISMS.items() if any(edge[1] == name for edge in m.edges)
    ]
    return " ".join(moving) or _("Set by you, or by the kind of group.")
