"""The command line: ``selfhelp-teach COMMAND``. One module a command, imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from selfhelp_teach import __version__
from selfhelp_teach.cli import output
from selfhelp_teach.errors import SelfHelpError

# name -> "module:function", kept in the order in which the help lists them
COMMANDS: dict[str, str] = {
    "serve": "selfhelp_teach.cli.serve:serve",
    "jupyter": "selfhelp_teach.cli.jupyter:jupyter",
    "build-site": "selfhelp_teach.cli.build_site:build_site",
    "build-package": "selfhelp_teach.cli.build_package:build_package",
    "links": "selfhelp_teach.cli.links:links",
    "evidence": "selfhelp_teach.cli.evidence:evidence",
    "simulate": "selfhelp_teach.cli.simulate:simulate",
    "check": "selfhelp_teach.cli.check:check",
    "new-exercise": "selfhelp_teach.cli.new_exercise:new_exercise",
    "role-play": "selfhelp_teach.cli.role_play:role_play",
    "preview": "selfhelp_teach.cli.preview:preview",
    "new-course": "selfhelp_teach.cli.new_course:new_course",
    "pack": "selfhelp_teach.cli.new_course:pack",
    "portfolio": "selfhelp_teach.cli.portfolio:portfolio",
    "calibrate": "selfhelp_teach.cli.calibrate:calibrate",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when called, so that ``--help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the command names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return the command ``cmd_name``, or None where there is none."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, function = target.split(":")
        command: click.Command = getattr(importlib.import_module(module), function)
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
