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
@click.option("--page", help="The page it stands on; by default the one that the name begins with (p02-…).")
def new_exercise(kind: str, path: Path, page: str | None) -> None:
    """Write a commented starter of TYPE (single-choice, number, ranking, …) to PATH, a file or a folder."""
    from selfhelp_teach.errors import ExerciseError
    from selfhelp_teach.exercises.schema import PAGES
    from selfhelp_teach.exercises.starters import starter
    from selfhelp_teach.exercises.types import TYPES

    if kind not in TYPES:
        raise ExerciseError(f"There is no type {kind!r}. Types are: {', '.join(TYPES)}.")
    file = path / f"my-{kind}.yaml" if os.path.isdir(path) else path  # noqa: PTH112 (pathlib raises on an overlong name)
    sound = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", file.stem) and len(file.stem) <= LONGEST
    if file.suffix != ".yaml" or not sound:
        raise ExerciseError(
            f"{file}: the name of an exercise is at most {LONGEST} small letters, digits and hyphens, "
            "and ends in .yaml. Choose a name such as p02-my-question.yaml."
        )
    named = re.match(r"p(\d\d)-", file.stem)
    page = page or (named[1] if named and named[1] in PAGES else None)
    if page is not None and page not in PAGES:
        raise ExerciseError(f"There is no page {page!r}. Pages are: {', '.join(PAGES)}.")
    if kind == "challenge" and page not in {None, "05"}:
        raise ExerciseError(
            "A challenge stands on page 05, where the ward is. Call it p05-… or leave --page out."
        )
    if os.path.lexists(file):
        raise ExerciseError(f"{file}: there is such a file already. Choose another name.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(starter(kind, file.stem, page), encoding="utf-8")
    except OSError as error:
        raise ExerciseError(
            f"{file}: the file cannot be written ({error.strerror}). Choose another place."
        ) from error
    click.echo(f"{file} written. Edit it and look at it: selfhelp-teach preview {file}")
    click.echo(f"Then run: selfhelp-teach check {file}")
