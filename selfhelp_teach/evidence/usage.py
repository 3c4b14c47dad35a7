"""Which facts are used, and where: ``python -m selfhelp_teach.evidence.usage`` says so.

A fact is used where a notebook, chart, page, exercise or model parameter cites its id, or a pattern
``ID.*`` above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from selfhelp_teach.evidence.facts import ledger
from selfhelp_teach.locations import PACKAGE

_ID = re.compile(r"(?<![\w.-])(?:P\d*|C\d+)(?:\.[a-z0-9][a-z0-9-]*)+(?:\.\*)?(?![\w-]|\.\{)")
_PLACES = (
    "notebooks/**/*.ipynb",
    *(
        f"selfhelp_teach/{room}/**/*.{kind}"
        for room in ("charts", "pages", "exercises", "model", "widgets")
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


@dataclass(frozen=True, slots=True)
class Complaints:
    """What is wrong with the use of facts; all empty where nothing is."""

    unused: tuple[str, ...]
    unknown: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.unused or self.unknown)

    def __str__(self) -> str:
        lines = [f"{id}: nobody uses this fact. Cite it on its page." for id in self.unused]
        lines += [f"{token}: cited, but not in the ledger. Mend the id." for token in self.unknown]
        return "\n".join(lines)


def complaints(usage: Usage) -> Complaints:
    """Return the facts nobody uses and the citations of nothing."""
    return Complaints(
        unused=tuple(id for id in ledger() if id not in usage.used), unknown=tuple(sorted(usage.unknown))
    )


@click.command()
def main() -> None:
    """Say which facts nobody uses, and which citations lead nowhere."""
    usage = scan(citing_files(PACKAGE.parent))
    found = complaints(usage)
    if found:
        raise click.ClickException(str(found))
    click.echo(f"{len(usage.used)} facts used, none left over.")


if __name__ == "__main__":
    main()
