"""Tables for spreadsheet programs: CSV as the readers of a language open it, and XLSX, where text stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from selfhelp_teach.translation import DECIMAL_COMMA

#: A number, a text, a moment (by the clock that is to be read), or nothing.
Value = str | float | datetime | None

#: What begins a formula, also in full width; a line feed or tab before it does not help.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MOST_SIGNS = 32_767  # a cell of a spreadsheet holds no more
_WIDE, _NARROW = 60, 14  # characters


def cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Value]], language: str) -> str:
    """Return a table as a spreadsheet of the language's countries opens it.

    Where numbers have a decimal comma, cells are separated by semicolons. The text begins with the mark by
    which spreadsheets know UTF-8.
    """
    out = io.StringIO()
    comma = language in DECIMAL_COMMA
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([cell(name) for name in head])
    for row in rows:
        writer.writerow([_written(value, comma=comma) for value in row])
    return "\ufeff" + out.getvalue()


def _written(value: Value, *, comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value).replace(".", ",") if comma else str(value)


def to_xlsx(
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    author: str = "",
    made: datetime,
    too_long: str,
) -> bytes:
    """Return a table as an XLSX workbook of one sheet.

    Texts are text cells, so ``00123``, ``1E5``, ``3/4`` and ``=1+1`` stay what they are; numbers and moments are
    numbers and moments, shown as each reader's own settings say.

    Parameters
    ----------
    made
        When it is made; the workbook says so.
    too_long
        What ends a text of which a cell holds only the beginning.
    """
    import xlsxwriter  # noqa: PLC0415 (only for this export)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True})
    book.set_properties({"title": title, "author": author, "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    # Number 22 of the format's own list: day and time as the reader's country writes them.
    moment = book.add_format({"num_format": 22, "valign": "top", "align": "left"})
    widths = [len(name) for name in head]
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, _fitting(value, too_long), text)
                widths[column] = max(widths[column], *(len(part) for part in value.split("\n")))
            elif isinstance(value, datetime):
                sheet.write_datetime(line, column, value, moment)
                widths[column] = max(widths[column], _NARROW + 2)
            elif value is not None:
                sheet.write_number(line, column, value, plain)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(_WIDE, max(_NARROW, width + 2)))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _fitting(text: str, too_long: str) -> str:
    end = "… " + too_long
    return text if len(text) <= MOST_SIGNS else text[: MOST_SIGNS - len(end)] + end
