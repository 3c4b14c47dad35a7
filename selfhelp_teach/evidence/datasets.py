"""The data sets: one package file describes them, and every row is checked when it is read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from selfhelp_teach import locations
from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.bibliography import bibliography, load_bibliography
from selfhelp_teach.evidence.tables import Field, Row, read_table

# column of a data set -> attributes of its fact with which its number may agree
_AGREE = {
    "percent": ("value",),
    "odds_ratio": ("value",),
    "low": ("low",),
    "high": ("high",),
    "parents": ("value", "numerator"),
    "nurses": ("denominator",),
    "leaders": ("denominator",),
    "base": ("denominator",),
    "order": ("order",),
    "source": ("source",),
}
# the bands and education groups are numbered as a chart shows them, not as the source lists them
_OWN_ORDER = {"number-of-problems", "education-then"}


def load_package(folder: Path) -> Mapping[str, Any]:
    """Return the package file of ``folder``.

    Raises
    ------
    DataError
        Where it is missing or not JSON.
    """
    path = folder / "datapackage.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path}: the package file cannot be read ({error}). "
            "Run: python -m selfhelp_teach.evidence.package"
        ) from error
    return MappingProxyType(found)


@cache
def package() -> Mapping[str, Any]:
    """Return the course's package file."""
    return load_package(locations.datasets())


def resources(described: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the descriptors of a package's resources by name."""
    return {resource["name"]: resource for resource in described["resources"]}


def read_resource(folder: Path, resource: Mapping[str, Any], citations: Collection[str]) -> tuple[Row, ...]:
    """Return the typed rows of one resource of the package in ``folder``."""
    fields = (Field.described(field) for field in resource["schema"]["fields"])
    return read_table(folder / resource["path"], fields, citations)


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the typed rows of the data set ``name``, read-only, read once.

    Raises
    ------
    DataError
        Where there is no such data set, or a row is refused.
    """
    found = resources(package())
    if name not in found:
        raise DataError(f"There is no data set {name!r}. Choose one of: {', '.join(found)}.")
    read = read_resource(locations.datasets(), found[name], bibliography())
    return tuple(MappingProxyType(dict(row)) for row in read)


def validate(folder: Path) -> int:
    """Check every data set of ``folder``: cells, keys between data sets, agreement with the ledger.

    Returns
    -------
    int
        How many rows were read.

    Raises
    ------
    DataError
        At the first thing that is wrong.
    """
    citations = load_bibliography(folder / "bibliography.json")
    described = resources(load_package(folder))
    tables = {name: read_resource(folder, resource, citations) for name, resource in described.items()}
    for name, resource in described.items():
        for key in resource["schema"].get("foreignKeys", ()):
            _check_key(folder / resource["path"], tables, tables[name], key)
        if "facts" in tables and name != "facts":
            _check_agreement(folder / resource["path"], name, tables[name], tables["facts"])
        for cited in resource.get("citations", ()):
            if cited not in citations:
                raise DataError(
                    f"{folder / name / 'source.yaml'}: citations has {cited!r}, which the bibliography "
                    "does not have. Add the source or mend the key."
                )
    return sum(map(len, tables.values()))


def _check_key(
    path: Path, tables: Mapping[str, tuple[Row, ...]], rows: tuple[Row, ...], key: Mapping[str, Any]
) -> None:
    """Refuse a row that points at a row which is not there."""
    reference = key["reference"]
    there = {tuple(row[field] for field in reference["fields"]) for row in tables[reference["resource"]]}
    for line, row in enumerate(rows, start=2):
        value = tuple(row[field] for field in key["fields"])
        if value != (None,) * len(value) and value not in there:
            raise DataError(
                f"{path}, row {line}: {', '.join(key['fields'])} is {', '.join(map(repr, value))}, "
                f"which {reference['resource']} does not have. Add it there or mend it here."
            )


def _check_agreement(path: Path, name: str, rows: tuple[Row, ...], facts: tuple[Row, ...]) -> None:
    """Refuse a number that differs from that of the fact beside it."""
    ledger = {fact["id"]: fact for fact in facts}
    for line, row in enumerate(rows, start=2):
        fact = ledger.get(row.get("fact"))
        if fact is None:
            continue
        for column, attributes in _AGREE.items():
            value = row.get(column)
            if value is None or (column == "order" and name in _OWN_ORDER):
                continue
            if value not in [fact[attribute] for attribute in attributes]:
                raise DataError(
                    f"{path}, row {line}: {column} is {value!r}, but fact {row['fact']} has "
                    f"{' or '.join(repr(fact[attribute]) for attribute in attributes)}. Make the two agree."
                )
