"""A record from text: whatever a file holds, the outcome is a record or a sentence, and nothing is lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.schema import FORMAT, VERSION, Entry, Record

MAX_BYTES = 20_000_000
MAX_ENTRIES = 50_000
MAX_DEPTH = 40

#: Version -> function from its plain data to that of the next version. Never change one that shipped.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def parse(text: str | bytes) -> Record:
    """Return the record that a file's text holds.

    Entries that cannot be read are put aside, not thrown away: they are written out again with the rest.

    Raises
    ------
    RecordError
        Where the text is too large, not JSON (or cut off), not a record, or of a newer version.
    """
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise RecordError(
            f"This file has {size / 1e6:.0f} MB; a record has at most {MAX_BYTES / 1e6:.0f} MB. "
            "Choose the file that this course saved."
        )
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        data = json.loads(decoded, parse_constant=_no_constant)
        if depth(data) > MAX_DEPTH:
            raise ValueError("nested too deeply")  # noqa: TRY301 (told in the same sentence)
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise RecordError(
            "This file is not a whole record: it may be cut off, or another kind of file. "
            "Nothing was changed. Choose the file again, or an older copy."
        ) from error
    return from_data(data)


def from_data(data: Any) -> Record:
    """Return the record that plain data hold; see :func:`parse`."""
    if isinstance(data, dict) and "portfolio" in data:
        data = data["portfolio"].get("record") if isinstance(data["portfolio"], dict) else None
    if (
        not isinstance(data, dict)
        or data.get("format") != FORMAT
        or not isinstance(data.get("entries"), list)
    ):
        raise RecordError("This file is not a record of this course. Choose the file that the course saved.")
    version = data.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise RecordError(
            f"This record has the version {version!r}, which there is not. Choose another file."
        )
    if version > VERSION:
        raise RecordError(
            f"This record has version {version}, and this copy of the course reads up to {VERSION}. "
            "Nothing was changed. Open it with a newer copy of the course."
        )
    for step in range(version, VERSION):
        if step not in MIGRATIONS:
            raise RecordError(f"A record of version {step} can no longer be read. Use an older copy once.")
        data = MIGRATIONS[step](data)
    if len(data["entries"]) > MAX_ENTRIES:
        raise RecordError(f"This record has more than {MAX_ENTRIES} entries. Choose the file of one learner.")
    kept = data.get("aside")
    return from_rows(data["entries"], kept if isinstance(kept, list) else [] if kept is None else [kept])


def from_rows(rows: Iterable[Any], aside: Iterable[Any] = ()) -> Record:
    """Return the record of entries as plain data; what is no entry that this version knows is put aside too."""
    found = [(raw, entry_or_none(raw)) for raw in rows]
    strange = [raw for raw, entry in found if entry is None]
    return Record.of([entry for _raw, entry in found if entry is not None], map(clean, [*aside, *strange]))


def entries_of(message: Mapping[str, Any]) -> list[Entry]:
    """Return the entries that a page sends along; what is none is passed over."""
    rows = message.get("entries")
    found = map(entry_or_none, rows if isinstance(rows, list) else ())
    return [entry for entry in found if entry is not None]


def entry_or_none(raw: Any) -> Entry | None:
    """Return the entry that plain data hold, or None where they are none."""
    try:
        return Entry.model_validate(clean(raw))
    except (ValidationError, RecursionError, ValueError, OverflowError):
        return None


def clean(value: Any) -> Any:
    """Return ``value`` as every store and the browser can hold it.

    Lone surrogates are replaced: they are in no valid text. A number too large for a browser (``1e999``)
    becomes nothing, as it does there.
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, int | float) and not abs(value) <= sys.float_info.max:
        return None
    if isinstance(value, list):
        return [clean(entry) for entry in value]
    if isinstance(value, dict):
        return {clean(key): clean(entry) for key, entry in value.items()}
    return value


def depth(value: Any) -> int:
    """Return how deeply plain data are nested, without recursion."""
    deepest, todo = 0, [(value, 1)]
    while todo:
        thing, level = todo.pop()
        deepest = max(deepest, level)
        inner = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
        todo.extend((entry, level + 1) for entry in inner)
    return deepest


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
