"""``selfhelp-teach new-exercise TYPE PATH``: a commented file to start from."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

LONGEST = 60  # as the schema of exercises has it


@click.command(name="new-exercise")
@click.argument("kind", metavar="TYPE")
@click.argument("path", type=click.Path(path_type=Path))
def new_exercise(kind: str, path: Path) -> None:
    """Write a commented starter of TYPE (single-choice, number, ranking, …) to PATH, a file or a folder."""
    from selfhelp_teach.errors import ExerciseError
    from selfhelp_teach.exercises.kinds import TYPES
    from selfhelp_teach.exercises.starters import starter

    if kind not in TYPES:
        raise ExerciseError(f"There is no type {kind!r}. Types are: {', '.join(TYPES)}.")
    file = path / f"my-{kind}.yaml" if os.path.isdir(path) else path  # noqa: PTH112 (pathlib raises on an overlong name)
    sound = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", file.stem) and len(file.stem) <= LONGEST
    if file.suffix != ".yaml" or not sound:
        raise ExerciseError(
            f"{file}: the name of an exercise is at most {LONGEST} small letters, digits and hyphens, "
            "and ends in .yaml. Choose a name such as p02-my-question.yaml."
        )
    if os.path.lexists(file):
        raise ExerciseError(f"{file}: there is such a file already. Choose another name.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(starter(kind, file.stem), encoding="utf-8")
    except OSError as error:
        raise ExerciseError(
            f"{file}: the file cannot be written ({error.strerror}). Choose another place."
        ) from error
    click.echo(f"{file} written. Edit it, then run: selfhelp-teach check {file}")
