"""The two maps of page 01: the roots by level, and why childhood cancer strengthens them.

What a box says comes from the ledger. An arrow is marked ``mechanism`` where the source argues it and
``assumption`` where it is our reading.
"""

from __future__ import annotations

from typing import Any

from selfhelp_teach.evidence import fact, select
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets import CausalMap

Item = dict[str, Any]
ARGUED, OURS = "mechanism", "assumption"

_LEVELS = {
    "P.macro.*": "society",
    "P.roots.bureaucracy": "organisation",
    "P.roots.role": "role",
    "P.roots.power": "role",
    "P.roots.expertise": "interaction",
}
_ROOT_EDGES = (
    ("P.macro.state", "P.roots.role", ARGUED),
    ("P.macro.profit", "P.roots.bureaucracy", OURS),
    ("P.macro.cutbacks", "conflict", ARGUED),
    ("P.macro.access", "conflict", ARGUED),
    ("P.macro.rights", "conflict", ARGUED),
    ("P.macro.dualism", "P.roots.expertise", OURS),
    ("P.roots.bureaucracy", "P.roots.power", ARGUED),
    ("P.roots.bureaucracy", "conflict", ARGUED),
    ("P.roots.role", "P.roots.power", ARGUED),
    ("P.roots.expertise", "P.roots.role", ARGUED),
    ("P.roots.power", "conflict", ARGUED),
    ("P.roots.expertise", "conflict", ARGUED),
)
_REASON_EDGES = (
    ("P.why.serious", "P.roots.power", ARGUED),
    ("P.why.chronic", "P.roots.expertise", ARGUED),
    ("P.why.chronic", "trust", ARGUED),
    ("P.why.centres", "P.roots.bureaucracy", ARGUED),
    ("P.why.cost", "P.macro.access", ARGUED),
    ("P.why.norms", "P.roots.role", ARGUED),
    ("P.why.rotation", "P.roots.bureaucracy", OURS),
    ("P.why.rotation", "trust", ARGUED),
    ("P.why.many-alike", "voice", ARGUED),
    ("P.why.advocate", "voice", ARGUED),
)


def _box(fact_id: str, level: str, language: str) -> Item:
    """Return a box that says what a fact of the ledger says."""
    _ = translator(language)
    entry = fact(fact_id)
    return {
        "key": entry.id,
        "level": level,
        "label": _(entry.label),
        "text": _(entry.statement),
        "status": str(entry.status),
        "source": entry.cited.short(language),
        "locator": entry.place(_),
        "url": entry.cited.href,
    }


def _own(key: str, level: str, label: str, text: str) -> Item:
    """Return a box of ours: what the arrows lead to."""
    return {"key": key, "level": level, "label": label, "text": text, "status": OURS}


def _edges(
    edges: tuple[tuple[str, str, str], ...], lowers: frozenset[tuple[str, str]] = frozenset()
) -> list[Item]:
    return [
        {"from": start, "to": end, "status": status, **({"sign": "-"} if (start, end) in lowers else {})}
        for start, end, status in edges
    ]


def roots(language: str = "en") -> CausalMap:
    """Return the map of the roots, from society on the left to the conflict on the right."""
    _ = translator(language)
    boxes = [
        _box(entry.id, level, language) for pattern, level in _LEVELS.items() for entry in select(pattern)
    ]
    for box in boxes:
        if box["key"] == "P.roots.expertise":
            contrasts = select("P.expertise.*")
            box["points"] = [{"label": _(each.label), "text": _(each.statement)} for each in contrasts]
    boxes.append(
        _own(
            "conflict",
            "conflict",
            _("Conflict, open or silent"),
            _(
                "What you meet on the ward. The box stands for everything the arrows lead to; page 02 "
                "shows what it looks like."
            ),
        )
    )
    return CausalMap(
        _("Which roots lie behind what two people say to each other?"),
        levels=[
            {"key": "society", "label": _("Society")},
            {"key": "organisation", "label": _("Organisation"), "align": "end"},
            {"key": "role", "label": _("Role")},
            {"key": "interaction", "label": _("Interaction"), "align": "start"},
            {"key": "conflict", "label": _("What follows")},
        ],
        nodes=boxes,
        edges=_edges(_ROOT_EDGES),
        chosen="P.roots.power",
        key="p01-roots",
        language=language,
    )


def reasons(language: str = "en") -> CausalMap:
    """Return the map of the eight reasons and of what each of them strengthens."""
    _ = translator(language)
    boxes = [_box(entry.id, "reason", language) for entry in select("P.why.*")]
    strengthened = (
        "P.roots.power",
        "P.roots.expertise",
        "P.roots.role",
        "P.roots.bureaucracy",
        "P.macro.access",
    )
    boxes += [_box(root, "root", language) for root in strengthened]
    boxes += [
        _own(
            "trust",
            "root",
            _("Trust between two people"),
            _("Familiarity that lets two people settle things between them."),
        ),
        _own(
            "voice",
            "root",
            _("Conflict that is said aloud"),
            _("Conflict that is voiced, by one parent or by many together."),
        ),
    ]
    return CausalMap(
        _("What does childhood cancer add?"),
        levels=[
            {"key": "reason", "label": _("A feature of the illness and its treatment")},
            {"key": "root", "label": _("What it makes stronger or weaker")},
        ],
        nodes=boxes,
        edges=_edges(_REASON_EDGES, lowers=frozenset({("P.why.rotation", "trust")})),
        chosen="P.why.rotation",
        key="p01-reasons",
        language=language,
    )
