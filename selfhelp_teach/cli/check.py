"""``selfhelp-teach check PATH``: tell whether exercise files are sound."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from selfhelp_teach.cli import output
from selfhelp_teach.errors import ExerciseError
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
@click.option("--walk", is_flag=True, help="Of one conversation: print its paths, endings and balance.")
@click.option(
    "--map",
    "picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Of one conversation: write its map to this SVG file.",
)
def check(
    path: Path | None, translations: str | None, picture: Path | None, *, schema: bool, walk: bool
) -> None:
    """Check exercises and pages: one file, or every one in a folder. Without PATH, the course's own.

    Each fault is told with file, line, key and what to do about it. The exit code is 1 where there is any.
    """
    from selfhelp_teach.exercises import library, publish
    from selfhelp_teach.exercises.starters import unedited
    from selfhelp_teach.serving import pagecheck

    if schema:
        output.data(publish.schema_text())
        return
    if walk or picture is not None:
        _one_talk(path, picture, walk=walk)
        return
    if path is not None:
        _refuse_what_is_none(path)
        _settle(path)
    own = library.files(library.CONTENT)
    paths, pages = _found(path, own)
    if not paths and not pages:
        raise ExerciseError(
            f"{path}: no exercise files (*.yaml) here. Make one with `selfhelp-teach new-exercise`."
        )
    foreign = [given for given in paths if library.CONTENT not in given.absolute().parents]
    findings = library.check(paths, translations or "en", thorough=paths, beside=own if foreign else ())
    faults = list(findings.faults)
    if translations and not faults:
        faults += library.untranslated(paths, translations)
    faults += [fault for page in pages for fault in pagecheck.faults(page)]
    starters = [given for given in paths if unedited(findings.exercises.get(given.stem))]
    for note in _notes(path, paths, pages, starters):
        click.echo(f"Note: {note}", err=True)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found.", err=True)
        sys.exit(1)
    _praise(
        len(paths) - len(starters), sum(findings.exercises[each.stem].minutes for each in paths), paths, pages
    )


def _praise(sound: int, minutes: float, paths: list[Path], pages: list[Path]) -> None:
    if paths:
        click.echo(f"{sound} exercise{'' if sound == 1 else 's'} sound, about {minutes:g} minutes of work.")
    if pages:
        click.echo(f"{len(pages)} page{'' if len(pages) == 1 else 's'} sound.")


def _refuse_what_is_none(path: Path) -> None:
    if not os.path.lexists(path):
        raise ExerciseError(f"{path}: there is no such file or folder. Check the spelling.")
    if "." in path.stem and path.suffix.lower() in (".yaml", ".yml"):
        raise ExerciseError(
            f"{path}: this is a translation. Check the exercise itself: "
            f"selfhelp-teach check {path.with_name(path.stem.split('.')[0])}.yaml "
            f"--translations {path.stem.split('.')[-1]}"
        )


def _found(path: Path | None, own: list[Path]) -> tuple[list[Path], list[Path]]:
    """Return the exercises and the pages to check."""
    from selfhelp_teach import locations
    from selfhelp_teach.exercises import library
    from selfhelp_teach.serving import course

    if path is None:
        return own, course.notebooks(locations.notebooks())
    if os.path.isdir(path):  # noqa: PTH112 (pathlib raises on an overlong name)
        return library.files(path), course.notebooks(path)
    return ([], [path]) if path.suffix == ".ipynb" else ([path], [])


def _notes(path: Path | None, paths: list[Path], pages: list[Path], starters: list[Path]) -> list[str]:
    """Return what does no harm and should be known."""
    from selfhelp_teach.exercises import library
    from selfhelp_teach.serving import pagecheck

    notes = [notice for page in pages for notice in pagecheck.notices(page)]
    notes += [
        f"{each}: this is still the starter as it was written. Put your own words in." for each in starters
    ]
    if path is not None and paths and os.path.isdir(path):  # noqa: PTH112 (see above)
        notes += library.passed_over(path)
    return notes


def _settle(path: Path) -> None:
    """Let pages of a course folder find its own exercises."""
    from selfhelp_teach.exercises.folders import SETTING
    from selfhelp_teach.serving import folder, paths

    around = (path, *path.absolute().parents)
    above = next((each for each in around if os.path.isfile(each / folder.SETTINGS)), None)  # noqa: PTH113 (see above)
    ours = folder.opened(above) if above is not None else None
    if ours is not None and ours.exercises is not None:
        os.environ[SETTING] = os.pathsep.join(filter(None, [str(ours.exercises), os.environ.get(SETTING)]))
    paths.settle(os.environ)


def _one_talk(path: Path | None, picture: Path | None, *, walk: bool) -> None:
    """Print the paths of one conversation, or draw its map."""
    from selfhelp_teach.exercises.loading import load_exercise
    from selfhelp_teach.exercises.talks import author_report, checking
    from selfhelp_teach.exercises.talks import map as talk_map
    from selfhelp_teach.exercises.talks.script import Conversation

    if path is None or path.is_dir():
        raise ExerciseError("Name the file of one conversation: selfhelp-teach check --walk FILE.yaml")
    talk = load_exercise(path)
    if not isinstance(talk, Conversation):
        raise ExerciseError(f"{path}: this is no conversation. Name a file with `type: conversation`.")
    if picture is not None:
        try:
            picture.write_text(talk_map.svg(talk), encoding="utf-8")
        except OSError as error:
            raise ExerciseError(f"{picture}: the map cannot be written ({error.strerror}).") from error
        click.echo(f"The map of {talk.id} is in {picture}.")
    if walk:
        click.echo(author_report.report(talk))
        if checking.faults(talk):
            sys.exit(1)
