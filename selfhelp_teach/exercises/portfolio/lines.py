"""What every form of a portfolio says at its top and of each exercise."""

from __future__ import annotations

from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import Portfolio
from selfhelp_teach.translation import moment, percent


def overview(portfolio: Portfolio, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pairs at the top: who, when, which version, the score."""
    pairs = [
        (words["name"], portfolio.name),
        (words["made"], moment(portfolio.made, portfolio.language, portfolio.zone)),
        (words["version"], portfolio.package),
        (words["total"], _share(portfolio.score, portfolio.language)),
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


def _share(value: float | None, language: str) -> str:
    return "" if value is None else percent(100 * value, language, 0)


def when(item: Item, portfolio: Portfolio, words: dict[str, str]) -> str:
    """Return page and moment of an answer, by the learner's own clock."""
    place = f"{words['page']} {item.page} · " if item.page else ""
    return place + moment(item.time, portfolio.language, portfolio.zone)


def facts(item: Item, portfolio: Portfolio, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pairs beneath the learner's answer."""
    language = portfolio.language
    pairs = [
        *(
            (words["other"].format(time=moment(time, language, portfolio.zone)), "\n".join(answer))
            for time, answer in item.others
        ),
        (words["result"], "\n".join(item.result)),
        (words["confidence"], item.confidence),
        (words["score"], _share(item.score, language)),
        (words["tries"], str(item.tries) if item.tries > 1 else ""),
        (words["scenario"], item.scenario),
        (words["seed"], "" if item.seed is None else str(item.seed)),
    ]
    return [(name, text) for name, text in pairs if text]
