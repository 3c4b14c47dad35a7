"""A portfolio as one HTML file: no script, no other host, prints well. Every word in it is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from selfhelp_teach.exercises.portfolio import lines
from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import Portfolio, Text
from selfhelp_teach.exercises.portfolio.words import portfolio_labels

_STYLE = """
:root { color-scheme: light; --ink: #1f2328; --soft: #555b64; --line: #d9d4c8; --accent: #1d5b79; }
body { margin: 2rem auto; padding: 0 1.25rem; max-width: 46rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 Georgia, "DejaVu Serif", serif; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.75rem 0 0.25rem; }
.soft, dt { color: var(--soft); font-family: system-ui, sans-serif; font-size: 0.9rem; }
dl { margin: 0.5rem 0; } dd { margin: 0 0 0.5rem; white-space: pre-line; overflow-wrap: anywhere; }
blockquote { margin: 0.25rem 0; padding-left: 0.9rem; border-left: 3px solid var(--accent);
  white-space: pre-wrap; overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; } table { border-collapse: collapse; }
th, td { padding: 0.2rem 0.9rem 0.2rem 0; border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; }
article { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } }
"""


def to_html(portfolio: Portfolio) -> str:
    """Return the portfolio as a page of its own."""
    words = portfolio_labels(portfolio.language)
    parts = [
        _head(portfolio, words),
        _texts(words["gaps"], portfolio.prompts, learner=False),
        _section(words["predictions"], (_item(item, portfolio, words) for item in portfolio.predictions)),
        _section(words["answers"], (_item(item, portfolio, words) for item in portfolio.answers)),
        _section(words["challenges"], (_item(item, portfolio, words) for item in portfolio.challenges)),
        _texts(words["synthesis"], portfolio.synthesis, learner=True),
        _section(words["rating"], [f"<p>{escape(portfolio.rating)}</p>"] if portfolio.rating else []),
        _competencies(portfolio, words),
        _runs(portfolio, words),
        f'<p class="soft">{escape(words["hash"])}</p>',
    ]
    title = escape(f"{words['title']}: {portfolio.name}" if portfolio.name else words["title"])
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{escape(portfolio.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _head(portfolio: Portfolio, words: dict[str, str]) -> str:
    told = "".join(f'<p class="soft">{escape(note)}</p>' for note in lines.notes(portfolio, words))
    title = f"<h1>{escape(words['title'])}</h1><p>{escape(words['subtitle'])}</p>"
    return f"{title}{_list(lines.overview(portfolio, words))}{told}"


def _list(rows: Iterable[tuple[str, str]]) -> str:
    told = "".join(
        f'<dt>{escape(name)}</dt><dd dir="auto">{escape(text)}</dd>' for name, text in rows if text
    )
    return f"<dl>{told}</dl>" if told else ""


def _section(title: str, parts: Iterable[str]) -> str:
    told = "\n".join(parts)
    return f"<section>\n<h2>{escape(title)}</h2>\n{told}\n</section>" if told else ""


def _texts(title: str, texts: Iterable[Text], *, learner: bool) -> str:
    tag = "blockquote" if learner else "p"
    return _section(
        title,
        (f'<h3>{escape(text.title)}</h3><{tag} dir="auto">{escape(text.text)}</{tag}>' for text in texts),
    )


def _item(item: Item, portfolio: Portfolio, words: dict[str, str]) -> str:
    note = "" if item.known else f'<p class="soft">{escape(words["unknown"])}</p>'
    gap = _quoted(words["gap"], item.gap) if item.gap else ""
    when = lines.when(item, portfolio, words)
    head = f'<h3>{escape(item.title)}</h3>\n<p class="soft">{escape(when)}</p>'
    answer = _quoted(lines.own(item, words), "\n".join(item.answer))
    body = f"{note}<p>{escape(item.prompt)}</p>\n{answer}{item.chart}{_list(lines.facts(item, portfolio, words))}{gap}"
    return f"<article>\n{head}\n{body}</article>"


def _quoted(name: str, text: str) -> str:
    return f'<dl><dt>{escape(name)}</dt></dl><blockquote dir="auto">{escape(text)}</blockquote>'


def _competencies(portfolio: Portfolio, words: dict[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{escape(framework)}</td><td>{escape(title)}</td><td>{escape('; '.join(titles))}</td></tr>"
        for framework, title, titles in portfolio.competencies
    )
    return _section(words["competencies"], [f"<table>{rows}</table>"] if rows else [])


def _runs(portfolio: Portfolio, words: dict[str, str]) -> str:
    runs = [item for item in portfolio.items if item.scenario]
    if not runs:
        return ""
    head = "".join(f"<th>{escape(words[name])}</th>" for name in ("scenario", "seed", "version"))
    rows = "".join(
        f"<tr><td>{escape(item.scenario)}</td><td>{item.seed}</td><td>{escape(item.package)}</td></tr>"
        for item in runs
    )
    note = f'<p class="soft">{escape(words["simulated"])}</p>'
    return _section(words["runs"], [note, f"<table><tr>{head}</tr>{rows}</table>"])
