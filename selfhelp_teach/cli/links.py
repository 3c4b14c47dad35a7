"""``selfhelp-teach links``: the addresses of every page, for a syllabus, a slide or a sheet on the door."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--repository",
    default="",
    metavar="OWNER/NAME",
    help="The course's repository on GitHub: links to Binder.",
)
@click.option("--ref", default="HEAD", show_default=True, help="Branch, tag or commit that Binder builds.")
@click.option(
    "--site", default="", metavar="URL", help="Address of the course as a site of files (see build-site)."
)
@click.option("--server", default="", metavar="URL", help="Address of a server that runs the course.")
@click.option("--page", "slug", default="", help="One page only, by its number or its file's name.")
@click.option("--language", "languages", multiple=True, help="en or es; both by default.")
@click.option(
    "--step", default="", help="Open at this step, by its name in any language or its number; with --page."
)
@click.option(
    "--preset", default="", help="Open page 05 with one of its named wards, as in specialty-centre."
)
@click.option(
    "--exercises",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Only pages to which this folder of yours adds exercises, opened at these.",
)
@click.option(
    "--ward", default="", metavar="CODE", help="Open with this ward: the code that a page's own link holds."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write pages, sheet and QR codes here."
)
def links(
    slug: str,
    languages: tuple[str, ...],
    step: str,
    preset: str,
    exercises: Path | None,
    ward: str,
    out: Path | None,
    **where: str,
) -> None:
    """Print a link to every page in every language; with --out also QR codes and a sheet to print."""
    import os

    if exercises is not None:
        os.environ["SELFHELP_EXERCISES"] = str(exercises.resolve())

    from selfhelp_teach.errors import InputError
    from selfhelp_teach.model import Scenario
    from selfhelp_teach.site import links as made
    from selfhelp_teach.translation import LANGUAGES, translator

    for language in languages:
        translator(language)  # an unknown one is refused with a sentence
    if step and not slug:
        raise InputError(f"The step {step!r} is of one page. Say of which, as in --page 05.")
    if preset:
        if ward:
            raise InputError("A page opens with one ward. Give --preset or --ward.")
        ward, slug = made.ward_of(preset), slug or "05"
    for code in filter(None, ward.split("*")):
        Scenario.from_code(code)  # a link that a page would refuse is refused here
    state = (("ward", ward),) if ward else ()
    ways = made.Ways(**where, state=state, step=step, own=exercises is not None)
    found = made.links(ways, languages or tuple(LANGUAGES), slug)
    click.echo(made.markdown(found), nl=False)
    if out is not None:
        for path in made.write(found, out):
            click.echo(f"Wrote {path}", err=True)
