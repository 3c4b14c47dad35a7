"""``selfhelp-teach check PATH``: tell whether exercise files are sound."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from selfhelp_teach.translation import LANGUAGES


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option(
    "--translations",
    type=click.Choice([language for language in LANGUAGES if language != "en"]),
    help="Also name every text without words in this language.",
)
@click.option(
    "--schema", is_flag=True, help="Print the JSON Schema of exercise files instead, for an editor."
)
def check(path: Path | None, translations: str | None, *, schema: bool) -> None:
    """Check exercise files: one file, or every one in a folder. Without PATH, the course's own.

    Each fault is told with file, line, key and what to do about it. The exit code is 1 where there is any.
    """
    from selfhelp_teach.errors import ExerciseError
    from selfhelp_teach.exercises import library, publish

    if schema:
        click.echo(publish.schema_text(), nl=False)
        return
    own = library.files(library.CONTENT)
    if path is not None and not os.path.lexists(path):
        raise ExerciseError(f"{path}: there is no such file or folder. Check the spelling.")
    if path is not None and "." in path.stem and path.suffix in (".yaml", ".yml"):
        raise ExerciseError(
            f"{path}: this is a translation. Check the exercise itself: "
            f"selfhelp-teach check {path.with_name(path.stem.split('.')[0])}.yaml "
            f"--translations {path.stem.split('.')[-1]}"
        )
    paths = own if path is None else library.files(path) if os.path.isdir(path) else [path]  # noqa: PTH112 (pathlib raises on an overlong name)
    if not paths:
        raise ExerciseError(
            f"{path}: no exercise files (*.yaml) here. Make one with `selfhelp-teach new-exercise`."
        )
    foreign = [given for given in paths if library.CONTENT not in given.absolute().parents]
    reference = own if foreign else []
    findings = library.check([*reference, *paths], translations or "en")
    faults = list(findings.faults)
    if translations and not faults:
        faults += library.untranslated(paths, translations)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found.", err=True)
        sys.exit(1)
    minutes = sum(findings.exercises[given.stem].minutes for given in paths)
    click.echo(
        f"{len(paths)} exercise{'s' if len(paths) > 1 else ''} sound, about {minutes:g} minutes of work."
    )
