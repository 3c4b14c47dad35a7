"""``selfhelp-teach evidence``: list and search the ledger."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from selfhelp_teach.cli import output
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import Fact, Status, bibliography, search


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--status", type=click.Choice([str(status) for status in Status]), help="Only facts of this status."
)
@click.option("--source", help="Only facts of this source, for example C15.")
@click.option("--id", "id_", help="Only this fact and those beneath it, for example P1 or C14.preferred.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
def evidence(
    words: tuple[str, ...], status: str | None, source: str | None, id_: str | None, *, as_json: bool
) -> None:
    """List the facts the course teaches; WORDS narrow the list to facts that hold them all."""
    if source and source not in bibliography():
        raise InputError(f"There is no source {source!r}. Choose one of: {', '.join(bibliography())}.")
    under = (id_ or "").removesuffix(".*")  # P1.* means what P1 means
    found = search(words, status=status or "", source=source or "", id=under)
    if as_json:
        records = [
            {**asdict(entry), "citation": entry.cited.full(), "url": entry.cited.href} for entry in found
        ]
        output.data(json.dumps(records, indent=2, ensure_ascii=False))
        return
    for entry in found:
        click.echo(_line(entry))
    click.echo(f"{len(found)} fact{'' if len(found) == 1 else 's'}.", err=not found)


def _line(entry: Fact) -> str:
    where = f"{entry.cited.short()}, {entry.locator}"
    note = f"\n    {entry.note}" if entry.note else ""
    return f"{entry.id}  [{entry.status}]\n    {entry.statement}\n    {where}{note}"
