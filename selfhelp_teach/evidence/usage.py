"""Which facts are used, where, and which wait for their page.

``python -m selfhelp_teach.evidence.usage [--mend]`` says so.

A fact is used where a notebook, chart, lesson, exercise or model parameter cites its id, or a pattern
``ID.*`` above it. ``waiting.csv`` lists the facts whose page is not written yet; it may only shrink.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from selfhelp_teach.evidence.facts import ledger
from selfhelp_teach.evidence.tables import Field, read_table
from selfhelp_teach.locations import PACKAGE

WAITING = Path(__file__).with_name("waiting.csv")
_FIELDS = (Field("fact", required=True, unique=True), Field("page", required=True))
_ID = re.compile(r"(?<![\w.-])(?:P\d*|C\d+)(?:\.[a-z0-9][a-z0-9-]*)+(?:\.\*)?(?![\w-]|\.\{)")
_PLACES = (
    "notebooks/**/*.ipynb",
    *(
        f"selfhelp_teach/{room}/**/*.{kind}"
        for room in ("charts", "lessons", "exercises", "model", "classroom", "widgets")
        for kind in ("py", "yaml", "csv", "md")
    ),
)


def citing_files(root: Path) -> list[Path]:
    """Return the files of a checkout in which a citation counts as use."""
    return sorted(
        {path for place in _PLACES for path in root.glob(place) if ".ipynb_checkpoints" not in path.parts}
    )


@dataclass(frozen=True, slots=True)
class Usage:
    """What a scan found.

    Parameters
    ----------
    used
        Id of a fact -> the files that cite it.
    unknown
        What looks like an id and is not in the ledger -> the files that cite it.
    """

    used: Mapping[str, frozenset[Path]] = field(default_factory=dict)
    unknown: Mapping[str, frozenset[Path]] = field(default_factory=dict)


def scan(paths: Iterable[Path]) -> Usage:
    """Return the facts that ``paths`` cite."""
    facts = ledger()
    used: dict[str, set[Path]] = {}
    unknown: dict[str, set[Path]] = {}
    for path in paths:
        for token in set(_ID.findall(path.read_text(encoding="utf-8"))):
            if token.endswith(".*"):
                meant = [id for id in facts if id.startswith(token[:-1])]
            else:
                meant = [token] if token in facts else []
            for id in meant:
                used.setdefault(id, set()).add(path)
            if not meant:
                unknown.setdefault(token, set()).add(path)
    return Usage(
        {id: frozenset(found) for id, found in used.items()},
        {token: frozenset(found) for token, found in unknown.items()},
    )


def waiting(path: Path = WAITING) -> dict[str, str]:
    """Return the facts that wait for their page: id -> page.

    Raises
    ------
    DataError
        Where the list is unreadable or names a fact twice.
    """
    return {str(row["fact"]): str(row["page"]) for row in read_table(path, _FIELDS)}


@dataclass(frozen=True, slots=True)
class Complaints:
    """What is wrong with the use of facts; all empty where nothing is."""

    unused: tuple[str, ...]
    stale: tuple[str, ...]
    unknown: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.unused or self.stale or self.unknown)

    def __str__(self) -> str:
        lines = [f"{id}: nobody uses this fact. Cite it on its page." for id in self.unused]
        lines += [f"{id}: in waiting.csv, but used or gone. Take it off with --mend." for id in self.stale]
        lines += [f"{token}: cited, but not in the ledger. Mend the id." for token in self.unknown]
        return "\n".join(lines)


def complaints(usage: Usage, waits: Mapping[str, str]) -> Complaints:
    """Return the facts nobody uses, the stale entries of the waiting list, and the citations of nothing."""
    facts = ledger()
    return Complaints(
        unused=tuple(id for id in facts if id not in usage.used and id not in waits),
        stale=tuple(id for id in waits if id in usage.used or id not in facts),
        unknown=tuple(sorted(usage.unknown)),
    )


@click.command()
@click.option("--mend", is_flag=True, help="Take stale entries off the waiting list.")
def main(*, mend: bool) -> None:
    """Say which facts nobody uses, and which citations lead nowhere."""
    usage = scan(citing_files(PACKAGE.parent))
    waits = waiting()
    found = complaints(usage, waits)
    if mend and found.stale:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("fact", "page"))
        writer.writerows((id, page) for id, page in waits.items() if id not in found.stale)
        WAITING.write_text(text.getvalue(), encoding="utf-8")
        found = complaints(usage, waiting())
    if found:
        raise click.ClickException(str(found))
    click.echo(f"{len(usage.used)} facts used, {len(waiting())} wait for their page.")


if __name__ == "__main__":
    main()
