"""The command line: ``selfhelp-teach COMMAND``. One module a command, imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from selfhelp_teach import __version__
from selfhelp_teach.cli import output
from selfhelp_teach.errors import SelfHelpError

# In the order in which the help lists them; each is a function in the module of its name.
COMMANDS = (
    *("serve", "jupyter", "build-site", "build-package", "links", "evidence", "simulate", "check"),
    *("new-exercise", "role-play", "preview", "new-course", "pack", "portfolio", "calibrate"),
)
SHARED = {"pack": "new_course"}  # command -> the module that it shares with another


class LazyGroup(click.Group):
    """A group whose commands are imported when called, so that ``--help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the command names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return the command ``cmd_name``, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = SHARED.get(name, name)
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{module}"), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="selfhelp-teach")
def app() -> None:
    """Serve, check and explore the course on conflict and self-help groups."""


def main(argv: list[str] | None = None) -> Any:
    """Run the command line; an error of ours ends in its sentence, never in a traceback."""
    output.prepare()
    try:
        return app.main(args=argv, prog_name="selfhelp-teach", standalone_mode=True)
    except SelfHelpError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
