"""``selfhelp-teach jupyter``: let a Jupyter server (Binder, JupyterHub, JupyterLab) serve the course."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

EXTENSION = "selfhelp_teach.serving"


@click.command()
@click.option("--sys-prefix", "where", flag_value="environment", default="user", help="For this environment.")
@click.option("--user", "where", flag_value="user", help="For this person (the default).")
@click.option("--off", is_flag=True, help="Take it back.")
def jupyter(where: str, *, off: bool) -> None:
    """Enable the course in Jupyter servers: their Voilà pages then use the course's template."""
    from jupyter_core.paths import jupyter_config_dir

    root = Path(sys.prefix) / "etc" / "jupyter" if where == "environment" else Path(jupyter_config_dir())
    target = root / "jupyter_server_config.d" / "selfhelp_teach.json"
    if off:
        target.unlink(missing_ok=True)
        click.echo(f"The course is no longer enabled ({target} is gone).")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    settings = {"ServerApp": {"jpserver_extensions": {EXTENSION: True, "voila.server_extension": True}}}
    target.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    click.echo(f"Jupyter servers now serve the course at voila/render/ ({target}).")
