"""``selfhelp-teach role-play TALK``: the case of a conversation as a page to print for a class."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("role-play")
@click.argument("talk", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it; by default TALK.html here.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
def role_play(talk: str | None, out: Path | None, language: str) -> None:
    """Write role cards, an observer's sheet and a facilitator's plan of the conversation TALK, to print.

    TALK is its id, such as p06-talk-the-line. Without it, those there are are listed.
    """
    from selfhelp_teach.errors import ExerciseError, writing
    from selfhelp_teach.exercises import library
    from selfhelp_teach.exercises.talks.roleplay import page
    from selfhelp_teach.exercises.talks.script import Conversation

    if talk is None:
        for name, found in library.exercises(language).items():
            if isinstance(found, Conversation) and found.classroom:
                click.echo(f"{name}  {found.title}")
        return
    found = library.exercise(talk, language)
    written = page(found, language) if isinstance(found, Conversation) else None
    if written is None:
        raise ExerciseError(
            f"{talk!r} has no case for a class. `selfhelp-teach role-play` lists those that have one."
        )
    target = out if out is not None else Path(f"{talk}.html")
    with writing(target, ExerciseError):
        target.write_text(written, encoding="utf-8")
    click.echo(f"Written to {target}. Open it in a browser and print it: each card is a page of its own.")
