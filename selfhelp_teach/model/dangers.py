"""Perceived danger built up from the seven dangers professionals named (P6), weighted by three monopolies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.model.scenario_fields import number_in

MONOPOLIES = ("knowledge", "service", "values")

DANGERS: Mapping[str, str] = MappingProxyType(
    {
        "challenge_to_power": "service",
        "emotional_problems": "values",
        "knowing_too_much": "knowledge",
        "misinformation": "knowledge",
        "taking_over_jobs": "service",
        "competition_for_patients": "service",
        "questioning_judgement": "knowledge",
    }
)
"""The seven dangers in the source's order (P6), each with the monopoly it touches (P inter-org)."""


def perceived_danger(dangers: Mapping[str, float], monopolies: Mapping[str, float] | None = None) -> float:
    """Return perceived danger, 0-1: the mean worry about the seven dangers, weighted by monopoly.

    Parameters
    ----------
    dangers : mapping
        Worry (0-1) for each danger; those left out count as 0.
    monopolies : mapping, optional
        How much staff care (0-1) about each monopoly; those left out count as 1.

    Raises
    ------
    ScenarioError
        On an unknown name or a value outside 0-1.
    """
    for name in dangers:
        if name not in DANGERS:
            raise ScenarioError(f"There is no danger {name!r}. Choose from: {', '.join(DANGERS)}.")
    for name in monopolies or {}:
        if name not in MONOPOLIES:
            raise ScenarioError(f"There is no monopoly {name!r}. Choose from: {', '.join(MONOPOLIES)}.")
    care = {m: number_in(f"monopolies.{m}", (monopolies or {}).get(m, 1.0), 0, 1) for m in MONOPOLIES}
    worry = {d: number_in(f"dangers.{d}", dangers.get(d, 0.0), 0, 1) for d in DANGERS}
    total = sum(care[m] for m in DANGERS.values())
    if not total:
        return 0.0
    return sum(worry[d] * care[m] for d, m in DANGERS.items()) / total
