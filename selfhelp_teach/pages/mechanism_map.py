"""The causal diagram of the model's mechanisms as a map on the page."""

from __future__ import annotations

from selfhelp_teach.model import MECHANISMS, Scenario
from selfhelp_teach.model.diagram import arrows, nodes
from selfhelp_teach.translation import Translate
from selfhelp_teach.widgets.causal_map import CausalMap


def causal_map(scenario: Scenario, language: str, _: Translate) -> CausalMap:
    """Return the diagram, the mechanisms that ``scenario`` switches off drawn faint."""
    labels = {
        "institution": _("The place"),
        "staff": _("Staff"),
        "families": _("Families"),
        "group": _("The group"),
    }
    return CausalMap(
        _("Which mechanisms of the model lead where?"),
        key="05-map",
        language=language,
        levels=[{"key": key, "label": label} for key, label in labels.items()],
        nodes=[
            {
                "key": _key_of(node.name),
                "level": node.column,
                "label": _(node.name),
                "text": _sentences(node.name, _),
                "status": "mechanism",
            }
            for node in nodes()
        ],
        edges=[
            {
                "from": _key_of(arrow.start),
                "to": _key_of(arrow.end),
                "sign": arrow.sign,
                "status": MECHANISMS[arrow.mechanism].evidence_status,
                "label": arrow.mechanism,
                "strong": arrow.active,
            }
            for arrow in arrows(scenario)
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
