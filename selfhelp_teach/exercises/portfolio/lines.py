"""What every form of a portfolio says at its top and of each exercise."""

from __future__ import annotations

from selfhelp_teach.exercises.portfolio.model import Item, Portfolio
from selfhelp_teach.translation import moment


def overview(portfolio: Portfolio, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pairs at the top: who, when, which version, the score."""
    pairs = [
        (words["name"], portfolio.name),
        (words["made"], moment(portfolio.made, portfolio.language)),
        (words["version"], portfolio.package),
        (words["total"], f"{portfolio.score:.0%}" if portfolio.score is not None else ""),
    ]
    return [(name, text) for name, text in pairs if text]


def notes(portfolio: Portfolio, words: dict[str, str]) -> list[str]:
    """Return what a reader should know of what is missing."""
    told = [] if portfolio.items else [words["empty"]]
    return told + ([words["private"].format(count=portfolio.left_out)] if portfolio.left_out else [])


def own(item: Item, words: dict[str, str]) -> str:
    """Return what stands above the learner's answer."""
    name = words["expected"] if item.kind == "prediction" else words["answer"]
    return f"{name} ({words['draft']})" if item.tries == 0 else name


def facts(item: Item, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pairs beneath the learner's answer."""
    pairs = [
        (words["result"], "\n".join(item.result)),
        (words["confidence"], item.confidence),
        (words["score"], f"{item.score:.0%}" if item.score is not None else ""),
        (words["tries"], str(item.tries) if item.tries > 1 else ""),
        (words["scenario"], item.scenario),
        (words["seed"], "" if item.seed is None else str(item.seed)),
    ]
    return [(name, text) for name, text in pairs if text]
