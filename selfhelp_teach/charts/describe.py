"""The words and rows beside a chart: sources, statuses, numbers in a language, table columns. No Altair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from selfhelp_teach.charts.rows import Row as Row  # noqa: PLC0414 (what the other charts are made of)
from selfhelp_teach.charts.rows import place
from selfhelp_teach.evidence import Fact, Interval, fact, select, study_of
from selfhelp_teach.translation import listing as listing  # noqa: PLC0414 (the charts' own name for it)
from selfhelp_teach.translation import number as number  # noqa: PLC0414
from selfhelp_teach.translation import percent as percent  # noqa: PLC0414
from selfhelp_teach.translation import translator

Traits = dict[str, Any]
Column = str | tuple[str, str]  # the label of a column, or its label and unit


def figure(
    language: str,
    rows: Iterable[Row],
    *,
    title: str,
    summary: str,
    cited: Sequence[str],
    columns: Mapping[str, Column],
    filename: str,
    status: str = "reported",
    link: tuple[str, str] | None = None,
) -> Traits:
    """Return what the live figure of a chart of rows shows.

    Parameters
    ----------
    rows
        What is drawn, each row but the headers a fact.
    title, summary
        The question, and what is seen in sentences.
    cited
        Patterns of the facts the chart rests on; to cite them is to use them.
    columns
        The columns of its table: a field of the rows -> its label, or label and unit.
    filename
        What a download is called, without its ending.
    status
        How firm the whole is.
    link
        Group and field by which rows light up together with those of other figures.
    """
    placed = place(rows)
    return {
        "title": title,
        "summary": summary,
        "sources": sources(language, *facts(*cited)),
        "status": status,
        "datasets": {"rows": placed},
        "columns": table_columns(language, **columns),
        "table": table(placed, columns, language),
        "filename": filename,
        **({"link": linked(*link, placed)} if link else {}),
    }


def simulated(
    language: str,
    *,
    title: str,
    how: str,
    columns: Mapping[str, Column],
    filename: str,
    params: Mapping[str, Any] | None = None,
) -> Traits:
    """Return what frames the live figure of a simulated ward, which opens empty and is fed by its page.

    Parameters
    ----------
    how
        What is drawn of the wards, in words.
    params
        Signals of the chart that this figure sets.
    title, columns, filename
        As for :func:`figure`.
    """
    _ = translator(language)
    return {
        "title": title,
        "summary": "",
        "sources": [ours(_("The ward model of this course"), how)],
        "status": "assumption",
        "datasets": {},
        "columns": table_columns(language, **columns),
        "table": [],
        "note": _("Run a ward, and its months are drawn here."),
        "filename": filename,
        **({"params": params} if params else {}),
    }


def ours(model: str, how: str) -> Row:
    """Return the source line of what a model of this course gave."""
    return {"text": model, "status": "assumption", "locator": how, "url": ""}


def span(interval: Interval, language: str) -> str:
    """Return an interval of shares as whole percentages: "48% to 70%"."""
    _ = translator(language)
    return _("{low} to {high}").format(
        low=percent(100 * interval.low, language, 0), high=percent(100 * interval.high, language, 0)
    )


def numbers(language: str, digits: int | None = None, **ids: str) -> dict[str, str]:
    """Return the numbers of facts as readers write them, by the names that a sentence has for them."""
    return {name: number(fact(id).number(), language, digits) for name, id in ids.items()}


def percents(language: str, digits: int | None = None, **ids: str) -> dict[str, str]:
    """Return the same of facts that are percentages, with the sign."""
    return {name: percent(fact(id).number(), language, digits) for name, id in ids.items()}


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


def table_columns(language: str, **labels: Column) -> list[Row]:
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


def table(rows: Iterable[Row], fields: Iterable[str], language: str) -> list[Row]:
    """Return the table of rows that each draw a fact: these fields, and the fact's status; headers stay out."""
    return [
        {**{field: row[field] for field in fields}, "status": status_word(fact(row["fact"]), language)}
        for row in rows
        if not row.get("header")
    ]


def linked(group: str, field: str, rows: Iterable[Row]) -> Row:
    """Return the link of a figure: which rows light up together with those of other figures."""
    labels: dict[str, str] = {}
    for row in rows:
        if row.get(field) is not None:
            labels.setdefault(row[field], row["label"])
    return {"group": group, "field": field, "signal": "picked", "labels": labels}
