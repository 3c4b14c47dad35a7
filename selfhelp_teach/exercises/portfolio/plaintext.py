"""A portfolio as Markdown, and its answers as a table. What learners wrote stays text in both."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from selfhelp_teach.exercises.portfolio import lines
from selfhelp_teach.exercises.portfolio.model import Item, Portfolio
from selfhelp_teach.exercises.portfolio.words import portfolio_labels

_MARKS = re.compile(r"([\\`*_\[\]<>&#|~$])|^(\s*)([-+=:])|^(\s*\d+)([.)])", re.MULTILINE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

COLUMNS = (
    *("page", "exercise", "title", "kind", "time", "answer", "result", "confidence", "score", "closeness"),
    *("tries", "gap", "scenario", "seed", "package"),
)


def escaped(text: str) -> str:
    """Return text in which nothing is a mark of Markdown or HTML."""
    return _MARKS.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    mark, indent, bullet, number, point = match.groups()
    return f"\\{mark}" if mark else f"{indent}\\{bullet}" if bullet else f"{number}\\{point}"


def quoted(text: str) -> str:
    """Return text as a block quotation that holds nothing but text."""
    written = text.splitlines() or [""]
    quoted_lines = [f"> {escaped(line.strip())}\\" if line.strip() else ">" for line in written]
    return "\n".join(quoted_lines).removesuffix("\\")


def to_markdown(portfolio: Portfolio) -> str:
    """Return the portfolio as Markdown."""
    words = portfolio_labels(portfolio.language)
    blocks = [
        f"# {words['title']}",
        words["subtitle"],
        _list(lines.overview(portfolio, words)),
        *lines.notes(portfolio, words),
        *_under(
            words["gaps"], (f"**{escaped(text.title)}** {escaped(text.text)}" for text in portfolio.prompts)
        ),
    ]
    for name in ("predictions", "answers", "challenges"):
        items: tuple[Item, ...] = getattr(portfolio, name)
        blocks += _under(words[name], (block for item in items for block in _item(item, words)))
    blocks += _under(
        words["synthesis"],
        (f"### {escaped(text.title)}\n\n{quoted(text.text)}" for text in portfolio.synthesis),
    )
    blocks += _under(words["rating"], [escaped(portfolio.rating)] if portfolio.rating else [])
    served = [(f"{one}: {two}", "; ".join(titles)) for one, two, titles in portfolio.competencies]
    blocks += _under(words["competencies"], [_list(served)] if served else [])
    return "\n\n".join([*blocks, words["hash"]]) + "\n"


def _under(title: str, blocks: Iterable[str]) -> list[str]:
    told = list(blocks)
    return [f"## {title}", *told] if told else []


def _list(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {escaped(name)}: {escaped('; '.join(text.splitlines()))}" for name, text in pairs)


def _item(item: Item, words: dict[str, str]) -> Iterator[str]:
    yield f"### {escaped(item.title)}"
    if not item.known:
        yield words["unknown"]
    if item.prompt:
        yield escaped(item.prompt)
    yield f"**{lines.own(item, words)}**"
    yield quoted("\n".join(item.answer))
    facts = lines.facts(item, words)
    if facts:
        yield _list(facts)
    if item.gap:
        yield f"**{words['gap']}**"
        yield quoted(item.gap)


def cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def to_csv(portfolio: Portfolio) -> str:
    """Return the answers as a table, one row an exercise, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in portfolio.items:
        writer.writerow(_row(item))
    return "\ufeff" + out.getvalue()  # spreadsheets read UTF-8 only with the mark


def _row(item: Item) -> list[str]:
    row = []
    for column in COLUMNS:
        value = getattr(item, column)
        if isinstance(value, tuple):
            value = "\n".join(value)
        if column == "time":
            value = f"{item.time:%Y-%m-%dT%H:%M:%SZ}"
        is_number = isinstance(value, int | float)
        row.append("" if value is None else str(value) if is_number else cell(value))
    return row
