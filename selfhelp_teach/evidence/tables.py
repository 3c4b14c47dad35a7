"""Reading a CSV file against its description, row by row, with errors that name the cell and the mend.

Only the standard library: the ledger is on the opening path of every page.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from selfhelp_teach.errors import DataError

Value = str | int | float | bool | None
Row = Mapping[str, Value]

_BOOLEANS = {"true": True, "false": False}
_TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type and what its cells must keep to.

    Parameters
    ----------
    type
        ``string``, ``integer``, ``number`` or ``boolean``.
    citation
        Whether each cell holds a key of the bibliography.
    """

    name: str
    type: str = "string"
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    enum: tuple[str, ...] = ()
    pattern: str = ""
    citation: bool = False

    @classmethod
    def described(cls, field: Mapping[str, Any]) -> Field:
        """Return the field that a Frictionless field descriptor describes."""
        rules = field.get("constraints", {})
        return cls(
            name=field["name"],
            type=field.get("type", "string"),
            required=rules.get("required", False),
            unique=rules.get("unique", False),
            minimum=rules.get("minimum"),
            maximum=rules.get("maximum"),
            enum=tuple(rules.get("enum", ())),
            pattern=rules.get("pattern", ""),
            citation=field.get("citation", False),
        )

    def read(self, text: str, where: str) -> Value:
        """Return the typed value of a cell.

        Raises
        ------
        DataError
            Where the cell breaks a rule of the field; ``where`` opens the sentence.
        """
        if text == "":
            if self.required:
                raise DataError(f"{where} is empty. Fill it in: every row needs one.")
            return None
        value = self._typed(text, where)
        if isinstance(value, float | int) and not isinstance(value, bool):
            self._bounded(value, text, where)
        if self.enum and text not in self.enum:
            raise DataError(f"{where} is {text!r}. Use one of: {', '.join(self.enum)}.")
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise DataError(
                f"{where} is {text!r}, which does not have the form {self.pattern}. Mend its form."
            )
        return value

    def _typed(self, text: str, where: str) -> Value:
        try:
            match self.type:
                case "string":
                    return text
                case "integer":
                    return int(text)
                case "number":
                    number = float(text)
                    if math.isfinite(number):
                        return number
                case "boolean":
                    return _BOOLEANS[text]
        except (ValueError, KeyError):
            pass
        raise DataError(f"{where} is {text!r}, which is not {_TYPES[self.type]}. Write {_TYPES[self.type]}.")

    def _bounded(self, value: float, text: str, where: str) -> None:
        if self.minimum is not None and value < self.minimum:
            raise DataError(
                f"{where} is {text}, below the least allowed, {self.minimum:g}. Correct the number."
            )
        if self.maximum is not None and value > self.maximum:
            raise DataError(
                f"{where} is {text}, above the most allowed, {self.maximum:g}. Correct the number."
            )


def read_cells(path: Path, columns: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file as text, each with its line number in the file.

    Cells are parted by commas, semicolons or tabs, as the header has them. Blank lines are passed over and
    cells are stripped of surrounding space.

    Raises
    ------
    DataError
        Where the file cannot be read, is not UTF-8 text, lacks a column, has one twice, or holds a row
        with too many or too few cells.
    """
    try:
        # utf-8-sig: spreadsheets put a byte-order mark in front of the first column's name
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(
            f"{path}: the file cannot be read ({error.strerror}). Check its name and place."
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: the file is not UTF-8 text. Save it again as CSV UTF-8.") from error
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True, delimiter=_delimiter(lines[0] if lines else "", columns))
    rows = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise DataError(
                    f"{path}, row {reader.line_num}: the row has {len(cells)} cells and the header "
                    f"{len(header)}. Put quotes round a cell that holds a "
                    f"{reader.dialect.delimiter!r}, or fill in the missing cell."
                )
            rows.append((reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))))
    except csv.Error as error:
        raise DataError(
            f"{path}, row {reader.line_num}: not readable as CSV ({error}). Mend the quotes."
        ) from error
    return rows


def _delimiter(header: str, columns: Iterable[str]) -> str:
    """Return what parts the cells: a spreadsheet writes the semicolon where the comma is the decimal sign."""
    wanted = set(columns)

    def found(sign: str) -> int:
        return len(wanted & {cell.strip().strip('"') for cell in header.split(sign)})

    return max(",;\t", key=found)


def _check_header(path: Path, header: list[str], columns: Iterable[str]) -> None:
    for column in columns:
        if column not in header:
            there = f"It has {', '.join(map(repr, header))}. " if any(header) else ""
            raise DataError(f"{path}, row 1: the column {column!r} is missing. {there}Add it to the header.")
    for column in header:
        if header.count(column) > 1:
            raise DataError(f"{path}, row 1: the column {column!r} is there twice. Take one away.")


def read_table(path: Path, fields: Iterable[Field], citations: Collection[str] = ()) -> tuple[Row, ...]:
    """Return the typed rows of a CSV file.

    Parameters
    ----------
    fields
        The columns that must be there; others are refused too, so that no column goes undescribed.
    citations
        Keys of the bibliography.

    Raises
    ------
    DataError
        Naming file, row, field, value and the mend.
    """
    fields = tuple(fields)
    names = [field.name for field in fields]
    seen: dict[str, dict[Value, int]] = {field.name: {} for field in fields if field.unique}
    rows: list[Row] = []
    for line, cells in read_cells(path, names):
        for extra in cells.keys() - set(names):
            raise DataError(
                f"{path}, row 1: the column {extra!r} is not described. Describe it in source.yaml."
            )
        row: dict[str, Value] = {}
        for field in fields:
            where = f"{path}, row {line}: {field.name}"
            value = row[field.name] = field.read(cells[field.name], where)
            if value is None:
                continue
            if field.unique and seen[field.name].setdefault(value, line) != line:
                first = seen[field.name][value]
                raise DataError(f"{where} is {value!r}, as in row {first} already. Give each row its own.")
            if field.citation and value not in citations:
                raise DataError(
                    f"{where} is {value!r}, which the bibliography does not have. "
                    "Add the source or mend the key."
                )
        rows.append(cast("Row", row))
    return tuple(rows)
