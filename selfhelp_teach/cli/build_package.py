"""``selfhelp-teach build-package``: the course as a zip file for a learning platform."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("build-package")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["scorm12", "scorm2004"]), default="scorm12", show_default=True,
    help="SCORM 1.2, which every platform takes, or SCORM 2004 4th edition.",
)  # fmt: skip
@click.option(
    "--pyodide", required=True, metavar="FOLDER|URL", help="Pyodide's release: a folder, or an address."
)
@click.option(
    "--language", "languages", multiple=True, help="en or es; both by default. The first is launched."
)
@click.option("--page", "pages", multiple=True, help="Pages that count, by number; all by default.")
def build_package(
    out: Path, form: str, pyodide: str, languages: tuple[str, ...], pages: tuple[str, ...]
) -> None:
    """Build the course into the new zip file OUT, to be uploaded to a learning platform."""
    from selfhelp_teach.site.lms import build_package as build
    from selfhelp_teach.translation import LANGUAGES

    made = build(out, form=form, pyodide=pyodide, languages=languages or tuple(LANGUAGES), pages=pages)
    click.echo(f"{made.stat().st_size / 1e6:.1f} MB in {made}. Upload it as a SCORM package.")
