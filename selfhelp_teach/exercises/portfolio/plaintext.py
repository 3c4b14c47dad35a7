"""A portfolio as Markdown. What learners wrote stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selfhelp_teach.exercises.portfolio import lines
from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import Portfolio
from selfhelp_teach.exercises.portfolio.words import portfolio_labels

_MARKS = re.compile(r"([\\`*_\[\]<>&#|~$])|^(\s*)([-+=:])|^(\s*\d+)([.)])", re.MULTILINE)


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
        blocks += _under(words[name], (block for item in items for block in _item(item, portfolio, words)))
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


def _item(item: Item, portfolio: Portfolio, words: dict[str, str]) -> Iterator[str]:
    yield f"### {escaped(item.title)}"
    yield escaped(lines.when(item, portfolio, words))
    if not item.known:
        yield words["unknown"]
    if item.prompt:
        yield escaped(item.prompt)
    yield f"**{lines.own(item, words)}**"
    yield quoted("\n".join(item.answer))
    facts = lines.facts(item, portfolio, words)
    if facts:
        yield _list(facts)
    if item.gap:
        yield f"**{words['gap']}**"
        yield quoted(item.gap)
