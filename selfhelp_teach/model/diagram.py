"""The causal diagram of the mechanisms, generated from the one table of mechanisms."""

from __future__ import annotations

from dataclasses import dataclass

from selfhelp_teach.model.parameters import MECHANISMS, Parameters
from selfhelp_teach.model.scenario import Scenario

COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("institution", ("power asymmetry", "bureaucracy", "installed mechanisms", "education")),
    ("staff", ("acceptance", "engagement", "defensiveness", "perceived danger", "burnout",
               "dependence on staff", "referral")),
    ("families", ("problems", "grievance", "fear of reprisal", "silent grievance", "voice",
                  "conflict skill", "resolution", "open conflict", "alternatives")),
    ("group", ("group access", "group autonomy", "own recruiting", "recruits", "members", "activities",
               "shared load", "collected concerns", "mediation", "collective action",
               "collective success", "failed pressure", "stored grievance", "bursts", "group survival")),
)  # fmt: skip
"""Where each quantity stands in the diagram, column by column."""


@dataclass(frozen=True, slots=True)
class Node:
    """A quantity: its name, its column, and its place in 0-1."""

    name: str
    column: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """An influence: from, to, sign, the mechanism it belongs to, and whether that is now active."""

    start: str
    end: str
    sign: str
    mechanism: str
    active: bool


def nodes() -> list[Node]:
    """Return the quantities of the diagram with their places."""
    found = []
    for i, (column, names) in enumerate(COLUMNS):
        for j, name in enumerate(names):
            found.append(Node(name, column, (i + 0.5) / len(COLUMNS), (j + 0.5) / len(names)))
    return found


def arrows(scenario: Scenario | None = None, parameters: Parameters | None = None) -> list[Arrow]:
    """Return the influences; those whose mechanism a scenario switches off are not active."""
    p = parameters or Parameters()
    off = () if scenario is None else scenario.mechanisms_off
    return [
        Arrow(start, end, sign, key, key not in off and p[mechanism.strength] > 0)
        for key, mechanism in MECHANISMS.items()
        for start, end, sign in mechanism.edges
    ]


def mermaid(scenario: Scenario | None = None) -> str:
    """Return the diagram as Mermaid text: solid arrows active, dotted ones switched off."""
    ids = {node.name: f"n{i}" for i, node in enumerate(nodes())}
    lines = ["flowchart LR"]
    for column, names in COLUMNS:
        lines += [f"  subgraph {column}", *(f'    {ids[n]}["{n}"]' for n in names), "  end"]
    for a in arrows(scenario):
        stroke = "-->" if a.active else "-.->"
        lines.append(f'  {ids[a.start]} {stroke}|"{a.mechanism} {a.sign}"| {ids[a.end]}')
    return "\n".join(lines)
