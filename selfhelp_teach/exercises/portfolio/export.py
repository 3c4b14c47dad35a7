"""A portfolio in a file: which formats there are, and the JSON file with its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, Literal

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.portfolio.document import Draw, to_docx
from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import Portfolio
from selfhelp_teach.exercises.portfolio.page import to_html
from selfhelp_teach.exercises.portfolio.plaintext import to_markdown
from selfhelp_teach.exercises.portfolio.table import to_csv, to_xlsx
from selfhelp_teach.records.schema import canonical_json

FORMAT = "selfhelp-portfolio"
VERSION = 1
# What the file tells of an exercise: attributes of an item, in this order.
_TOLD = (
    *("exercise", "title", "page", "kind", "answer", "others", "result"),
    *("confidence", "score", "closeness", "gap"),
)

Found = Literal["unchanged", "changed", "no hash"]


def to_json(portfolio: Portfolio) -> str:
    """Return the portfolio as JSON: the record, what was told of it, and a SHA-256 over both.

    The hash is over the portfolio written as canonical JSON (sorted keys, no spaces, ASCII).
    """
    body = {
        "format": FORMAT,
        "version": VERSION,
        "made": portfolio.made.isoformat(timespec="seconds"),
        "package": portfolio.package,
        "language": portfolio.language,
        "name": portfolio.name,
        "score": portfolio.score,
        "rating": portfolio.rating,
        "synthesis": [{"title": text.title, "text": text.text} for text in portfolio.synthesis],
        "prompts": [{"title": text.title, "text": text.text} for text in portfolio.prompts],
        "items": [_item(item) for item in portfolio.items],
        "record": portfolio.record.as_dict(),
    }
    return json.dumps({"portfolio": body, "sha256": digest(body)}, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item) -> dict[str, Any]:
    told = {name: getattr(item, name) for name in _TOLD}
    return told | {"others": [lines for _time, lines in item.others]}


def digest(body: Any) -> str:
    """Return the SHA-256 of plain data, as hexadecimal digits."""
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()


def unchanged(data: Any) -> Found:
    """Return whether a JSON portfolio is as it was exported. This is no proof: see the portfolio itself."""
    if not isinstance(data, dict) or "portfolio" not in data or "sha256" not in data:
        return "no hash"
    return "unchanged" if data["sha256"] == digest(data["portfolio"]) else "changed"


#: Name -> what writes it, media type.
FORMATS: dict[str, tuple[Callable[[Portfolio], str | bytes], str]] = {
    "html": (to_html, "text/html"),
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": (to_markdown, "text/markdown"),
    "json": (to_json, "application/json"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (to_csv, "text/csv"),
}


def export(portfolio: Portfolio, form: str, draw: Draw | None = None) -> bytes:
    """Return the bytes of a portfolio in one of :data:`FORMATS`.

    Parameters
    ----------
    draw
        Makes pictures of its drawings, where this machine's own way is not wanted.

    Raises
    ------
    InputError
        Where there is no such format.
    """
    if form not in FORMATS:
        raise InputError(f"There is no format {form!r}. Choose one of: {', '.join(FORMATS)}.")
    written = to_docx(portfolio, draw) if form == "docx" else FORMATS[form][0](portfolio)
    return written if isinstance(written, bytes) else written.encode("utf-8", "replace")
