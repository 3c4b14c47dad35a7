"""The map of a conversation as a picture (SVG), for its author: turns in columns by their distance from the start."""

from __future__ import annotations

from collections import deque
from xml.sax.saxutils import escape

from selfhelp_teach.exercises.talks.graph import CLOSE
from selfhelp_teach.exercises.talks.script import Conversation

_WIDE, _HIGH, _ACROSS, _DOWN, _EDGE = 150, 44, 230, 70, 30  # px
_FONT = 'font-family="sans-serif" font-size="12"'
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 0 8 4 0 8z" fill="#667"/></marker></defs>'
)
_COLOURS = {"settled": "#2e7d5b", "open": "#b0561c", "silent": "#5b5b6b", None: "#333333"}


def columns(talk: Conversation) -> dict[str, int]:
    """Return how many lines it takes at least to come to each turn; endings stand last."""
    far = {talk.start: 0}
    frontier = deque([talk.start])
    while frontier:
        name = frontier.popleft()
        for to, _dashed in _edges(talk, name):
            if to not in far:
                far[to] = far[name] + 1
                frontier.append(to)
    last = max(far.values())
    return {name: (last if talk.nodes[name].ending is not None else at) for name, at in far.items()}


def _edges(talk: Conversation, name: str) -> list[tuple[str, bool]]:
    """Return where the lines of a turn lead, each once; with whether only under a condition."""
    found: dict[str, bool] = {}
    for choice in talk.nodes[name].choices:
        for to in choice.targets:
            ends = [rule.to for rule in talk.closing] if to == CLOSE else [to]
            bound = choice.when is not None or to != choice.to or len(ends) > 1
            for end in ends:
                found[end] = found.get(end, True) and bound
    return list(found.items())


def svg(talk: Conversation) -> str:
    """Return the picture. Dashed arrows depend on a condition; an ending has a thick border and its outcome."""
    place: dict[str, tuple[int, int]] = {}
    rows: dict[int, int] = {}
    for name, column in columns(talk).items():
        row = rows.get(column, 0)
        rows[column] = row + 1
        place[name] = (_EDGE + column * _ACROSS, _EDGE + row * _DOWN)
    wide = max(x for x, _y in place.values()) + _WIDE + _EDGE
    high = max(y for _x, y in place.values()) + _HIGH + _EDGE
    size = f'width="{wide}" height="{high}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" {size} role="img" {_FONT}>',
        f"<title>{escape(talk.title)}</title>",
        _TIP,
        f'<rect {size} fill="#ffffff"/>',
    ]
    for name, start in place.items():
        parts += [_arrow(start, place[to], dashed=dashed) for to, dashed in _edges(talk, name)]
    parts += [_box(talk, name, x, y) for name, (x, y) in place.items()]
    return "\n".join([*parts, "</svg>", ""])


def _arrow(start: tuple[int, int], end: tuple[int, int], *, dashed: bool) -> str:
    ahead = end[0] > start[0]
    x1, y1 = start[0] + (_WIDE if ahead else 0), start[1] + _HIGH // 2
    x2, y2 = end[0] + (0 if ahead else _WIDE), end[1] + _HIGH // 2
    bend = 40 if ahead else -40
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<path d="M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}" fill="none" stroke="#667"{dash} '
        'marker-end="url(#tip)"/>'
    )


def _box(talk: Conversation, name: str, x: int, y: int) -> str:
    node = talk.nodes[name]
    ends = node.ending is not None
    colour = _COLOURS[node.outcome] if ends else "#333333"
    under = (node.outcome or "ending") if ends else f"{node.speaker}, {len(node.choices)} lines"
    told = escape(node.text.strip())
    return (
        f'<g><title>{told}</title><rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="6" fill="#f7f7fa" '
        f'stroke="{colour}" stroke-width="{3 if ends else 1}"/>'
        f'<text x="{x + 8}" y="{y + 18}" font-weight="bold">{escape(name)}</text>'
        f'<text x="{x + 8}" y="{y + 34}" fill="#555">{escape(under)}</text></g>'
    )
