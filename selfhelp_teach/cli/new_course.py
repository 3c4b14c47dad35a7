"""``selfhelp-teach new-course FOLDER`` and ``pack FOLDER``: a course of one's own, and how it is passed on."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="new-course")
@click.argument("folder", type=click.Path(path_type=Path))
def new_course(folder: Path) -> None:
    """Copy the course's pages and settings into FOLDER, to edit, serve and pass on."""
    from selfhelp_teach.serving.folder import SETTINGS, make

    pages = make(folder)
    click.echo(f"{len(pages)} pages copied to {folder / 'pages'}, settings in {folder / SETTINGS}.")
    click.echo(f"Edit them beside: selfhelp-teach serve {folder} --edit")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default beside FOLDER.")
def pack(folder: Path, out: Path | None) -> None:
    """Pack the course in FOLDER into one file that a colleague can serve."""
    from selfhelp_teach.serving.folder import ENDING, pack

    name = folder.absolute().name
    target = out if out is not None else folder.absolute().with_name(f"{name}{ENDING}")
    count = pack(folder, target)
    click.echo(
        f"{count} files packed into {target}. A colleague opens them with: selfhelp-teach serve {target.name}"
    )
