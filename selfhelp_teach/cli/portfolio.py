"""``selfhelp-teach portfolio FILE``: a learner's record as a portfolio."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "docx", "md", "json", "xlsx", "csv"]),
    default="html",
    show_default=True,
    help="What to write.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it; by default beside FILE.")
@click.option("--name", default="", help="Name to put on it.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--private", is_flag=True, help="Include private inventories. Only with the learner's consent.")
def portfolio(file: Path, form: str, out: Path | None, name: str, language: str, *, private: bool) -> None:
    """Write the portfolio of FILE, a record or a JSON portfolio that the course saved.

    For a JSON portfolio it also says whether the file was changed after export.
    """
    from selfhelp_teach.errors import RecordError, writing
    from selfhelp_teach.exercises.portfolio import build, export
    from selfhelp_teach.exercises.portfolio.export import unchanged
    from selfhelp_teach.records.reading import MAX_BYTES, parse

    try:
        if file.stat().st_size > MAX_BYTES:
            size = file.stat().st_size / 1e6
            raise RecordError(
                f"{file}: the file has {size:.0f} MB; a record has at most 20 MB. Choose another."
            )
        content = file.read_bytes()
    except OSError as error:
        raise RecordError(f"{file}: the file cannot be read ({error.strerror}). Check its name.") from error
    try:
        record = parse(content)
    except RecordError as error:
        raise RecordError(f"{file}: {error}") from error
    told = {
        "unchanged": "The file is as it was exported. This is no proof: a hash can be computed anew.",
        "changed": "The file was changed after it was exported: its hash does not fit any more.",
        "no hash": "",
    }[unchanged(json.loads(content))]
    if told:
        click.echo(told, err=True)
    target = out if out is not None else file.with_name(f"{file.stem}-portfolio.{form}")
    written = export(build(record, name=name, language=language, private=private, zone=None), form)
    with writing(target, RecordError):
        target.write_bytes(written)
    click.echo(f"{target} written.")
