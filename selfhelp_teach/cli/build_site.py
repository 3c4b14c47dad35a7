"""``selfhelp-teach build-site``: the course as files, with Python in the reader's own browser."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("build-site")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--pyodide",
    required=True,
    metavar="FOLDER|URL",
    help="Pyodide's release: a folder to take it from, or the address from which readers fetch it.",
)
@click.option("--language", "languages", multiple=True, help="en or es; both by default.")
@click.option(
    "--exercises",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your own exercises, a folder.",
)
@click.option(
    "--table-1", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The lost table, a CSV."
)
def build_site(
    out: Path, pyodide: str, languages: tuple[str, ...], exercises: Path | None, table_1: Path | None
) -> None:
    """Build the course into the new folder OUT, for any file host, under any path."""
    import os

    # Read where the pages are made, here and in the processes below.
    if exercises is not None:
        os.environ["SELFHELP_EXERCISES"] = str(exercises.resolve())
    if table_1 is not None:
        os.environ["SELFHELP_TABLE_1"] = str(table_1.resolve())

    from selfhelp_teach.site.build import build_site as build
    from selfhelp_teach.translation import LANGUAGES

    made = build(out, pyodide=pyodide, languages=languages or tuple(LANGUAGES))
    for sentence in told(exercises, table_1):
        click.echo(sentence)
    click.echo(
        f"{len(made.files)} files, {made.size / 1e6:.1f} MB, in {made.folder}. Any file host can serve them."
    )


def told(exercises: Path | None, table_1: Path | None) -> list[str]:
    """Return what stands in the site beside the course itself, and what was left out of it, a sentence each."""
    from selfhelp_teach.exercises import library
    from selfhelp_teach.site.archive import pages

    sentences = []
    if exercises is not None:
        added = {page: library.instructor_exercises(page) for page in pages()}
        named = "; ".join(f"{page}: {', '.join(ids)}" for page, ids in added.items() if ids)
        count = sum(map(len, added.values()))
        sentences.append(
            f"Your exercises in the site: {count} ({named})." if count else "None of your exercises is in it."
        )
        sentences += library.passed_over(exercises)
    if table_1 is not None:
        sentences.append(f"The lost table of {table_1} is in the site: whoever opens the site can read it.")
    sentences.append(
        "Left out, since a browser needs none of it: the server and its store, the command line, pandas, Altair."
    )
    return sentences
