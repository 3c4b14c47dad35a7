"""The words and rows beside a chart: sources, statuses, numbers in a language, table columns. No Altair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from selfhelp_teach.evidence import Fact, Interval, fact, select, study_of
from selfhelp_teach.translation import listing as listing  # noqa: PLC0414 (the charts' own name for it)
from selfhelp_teach.translation import number as number  # noqa: PLC0414
from selfhelp_teach.translation import percent as percent  # noqa: PLC0414
from selfhelp_teach.translation import translator

Row = dict[str, Any]


def span(interval: Interval, language: str) -> str:
    """Return an interval of shares as whole percentages: "48% to 70%"."""
    _ = translator(language)
    return _("{low} to {high}").format(
        low=percent(100 * interval.low, language, 0), high=percent(100 * interval.high, language, 0)
    )


def sources(language: str, *facts: Fact) -> list[Row]:
    """Return the source lines of facts: one for each source, place and status, in order.

    The first line of a study has its design and limits as well.
    """
    _ = translator(language)
    lines: dict[tuple[str, str, str], Row] = {}
    told = set()
    for each in facts:
        key = (each.source, each.locator, each.status)
        study = study_of(each.id)
        lines.setdefault(
            key,
            {
                "text": each.cited.short(language),
                "english": each.cited.title_in(each.cited.short(language)),
                "status": str(each.status),
                "locator": each.place(_),
                "url": each.cited.href,
                "design": "" if study.study in told else study.line(language),
            },
        )
        told.add(study.study)
    return list(lines.values())


def facts(*patterns: str) -> tuple[Fact, ...]:
    """Return the facts that patterns name, in order; to cite them is to use them."""
    return tuple(found for pattern in patterns for found in select(pattern))


def columns(language: str, **labels: str | tuple[str, str]) -> list[Row]:
    """Return table columns: ``field="label"`` or ``field=("label", "unit")``, status last."""
    _ = translator(language)
    found = []
    for field, label in {**labels, "status": _("Status")}.items():
        name, unit = label if isinstance(label, tuple) else (label, "")
        found.append({"field": field, "label": name, "unit": unit})
    return found


def status_word(of: Fact, language: str) -> str:
    """Return the status of a fact as a table shows it, with a word where we computed it."""
    _ = translator(language)
    word = of.status.label(_)
    return _("{status}, computed here").format(status=word) if of.computed_from else word


def table(rows: Iterable[Row], fields: Sequence[str], language: str) -> list[Row]:
    """Return the table of rows that each draw a fact: these fields, and the fact's status; headers stay out."""
    return [
        {**{field: row[field] for field in fields}, "status": status_word(fact(row["fact"]), language)}
        for row in rows
        if not row.get("header")
    ]


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
    }
