"""The answers of a portfolio as a table, one row an exercise: CSV and XLSX."""

from __future__ import annotations

from selfhelp_teach import spreadsheet
from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import Portfolio
from selfhelp_teach.exercises.portfolio.words import portfolio_labels
from selfhelp_teach.spreadsheet import Value

COLUMNS = (
    *("page", "exercise", "heading", "kind", "time", "answer", "others", "result", "confidence", "score"),
    *("closeness", "tries", "gap", "scenario", "seed", "version"),
)


def to_csv(portfolio: Portfolio) -> str:
    """Return the answers as CSV, as spreadsheets of the portfolio's language read it."""
    return spreadsheet.to_csv(_head(portfolio), map(list, _rows(portfolio)), portfolio.language)


def to_xlsx(portfolio: Portfolio) -> bytes:
    """Return the answers as a workbook, in which every text stays as it was written."""
    words = portfolio_labels(portfolio.language)
    return spreadsheet.to_xlsx(
        _head(portfolio),
        _rows(portfolio),
        title=words["title"],
        author=portfolio.name,
        made=portfolio.made,
        too_long=words["too_long"],
    )


def _head(portfolio: Portfolio) -> list[str]:
    words = portfolio_labels(portfolio.language)
    return [words.get(f"column_{name}") or words[name] for name in COLUMNS]


def _rows(portfolio: Portfolio) -> list[list[Value]]:
    words = portfolio_labels(portfolio.language)
    return [_row(item, portfolio, words) for item in portfolio.items]


def _row(item: Item, portfolio: Portfolio, words: dict[str, str]) -> list[Value]:
    return [
        item.page,
        item.exercise,
        item.title,
        words[f"kind_{item.kind}"],
        item.time.astimezone(portfolio.zone).replace(tzinfo=None),
        "\n".join(item.answer),
        "\n\n".join("\n".join(lines) for _time, lines in item.others),
        "\n".join(item.result),
        item.confidence,
        item.score,
        item.closeness,
        item.tries,
        item.gap,
        item.scenario,
        item.seed,
        item.package,
    ]
