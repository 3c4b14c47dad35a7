"""The words and rows beside a chart: sources, statuses, numbers in a language, table columns. No Altair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from selfhelp_teach.evidence import Fact, Interval, select
from selfhelp_teach.translation import number as number  # noqa: PLC0414 (the charts' own name for it)
from selfhelp_teach.translation import translator

Row = dict[str, Any]


def percent(value: float, language: str, digits: int | None = None) -> str:
    """Return a percentage (0-100) as readers of the language write it."""
    space = "\N{NO-BREAK SPACE}" if language == "es" else ""
    return f"{number(value, language, digits)}{space}%"


def span(interval: Interval, language: str) -> str:
    """Return an interval of shares as whole percentages: "48% to 70%"."""
    _ = translator(language)
    return _("{low} to {high}").format(
        low=percent(100 * interval.low, language, 0), high=percent(100 * interval.high, language, 0)
    )


def listing(items: Sequence[str], language: str) -> str:
    """Return "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004 (one item needs no "and")
        return "".join(items)
    _ = translator(language)
    return _("{several} and {last}").format(several=", ".join(items[:-1]), last=items[-1])


def sources(language: str, *facts: Fact) -> list[Row]:
    """Return the source lines of facts: one for each source, place and status, in order."""
    _ = translator(language)
    lines: dict[tuple[str, str, str], Row] = {}
    for fact in facts:
        key = (fact.source, fact.locator, fact.status)
        lines.setdefault(
            key,
            {
                "text": fact.cited.short(language),
                "status": str(fact.status),
                "locator": fact.place(_),
                "url": fact.cited.href,
            },
        )
    return list(lines.values())


def facts(*patterns: str) -> tuple[Fact, ...]:
    """Return the facts that patterns name, in order; to cite them is to use them."""
    return tuple(fact for pattern in patterns for fact in select(pattern))


def columns(language: str, **labels: str | tuple[str, str]) -> list[Row]:
    """Return table columns: ``field="label"`` or ``field=("label", "unit")``, status last."""
    _ = translator(language)
    found = []
    for field, label in {**labels, "status": _("Status")}.items():
        name, unit = label if isinstance(label, tuple) else (label, "")
        found.append({"field": field, "label": name, "unit": unit})
    return found


def status_word(fact: Fact, language: str) -> str:
    """Return the status of a fact as a table shows it, with a word where we computed it."""
    _ = translator(language)
    word = fact.status.label(_)
    return _("{status}, computed here").format(status=word) if fact.computed_from else word


def link(group: str, field: str, rows: Iterable[Mapping[str, Any]]) -> Row:
    """Return the link of a figure: which rows light up together with those of other figures."""
    labels: dict[str, str] = {}
    for row in rows:
        if row.get(field) is not None:
            labels.setdefault(row[field], row["label"])
    return {
        "group": group,
        "field": field,
        "signal": "picked",
        "labels": labels,
        "values": [{"value": value, "label": label} for value, label in labels.items()],
    }
