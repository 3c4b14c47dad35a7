"""``selfhelp-teach serve``: open the course on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

TABLE_1 = "SELFHELP_TABLE_1"
EXERCISES = "SELFHELP_EXERCISES"
STORE = "SELFHELP_STORE"


@click.command()
@click.argument("course", type=click.Path(path_type=Path), required=False)
@click.option("--port", default=8866, show_default=True, help="TCP port; 0 takes any free one.")
@click.option("--ip", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="Path under which the course is served.")
@click.option(
    "--notebooks",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of pages, in place of the course's own.",
)
@click.option(
    "--exercises",
    multiple=True,
    type=click.Path(path_type=Path),
    help=f"Folder of your own exercises. May be repeated. [env var: {EXERCISES}]",
)
@click.option(
    "--table-1",
    "table_1",
    type=click.Path(path_type=Path),
    help=f"CSV file with the numbers of the lost Table 1. [env var: {TABLE_1}]",
)
@click.option(
    "--edit", is_flag=True, help="For an author: the page loads again when it, or an exercise, is saved."
)
@click.option("--warm", default=1, show_default=True, help="Kernels kept ready for each page; 0 for none.")
@click.option("--language", help="Language whose pages are kept ready: en (the default) or es.")
@click.option("--most-kernels", default=60, show_default=True, help="Upper bound on kernels.")
@click.option(
    "--away", default=100, show_default=True, help="Seconds that a kernel waits for a page that went away."
)
@click.option(
    "--front-end",
    type=click.Choice(["small", "stock"]),
    default="small",
    show_default=True,
    help="Our small host, or Voilà's own front end.",
)
@click.option(
    "--store",
    help="Where answers are kept beside the browser: none, sqlite (the default), a file, or a PostgreSQL "
    f"URL. [env var: {STORE}]",
)
@click.option(
    "--frame-in",
    "frames",
    multiple=True,
    metavar="SITE",
    help="Let another site, such as https://lms.example.edu, show the course in a frame. May be repeated.",
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
def serve(course: Path | None, **options: Any) -> None:
    """Serve the course until Ctrl+C.

    COURSE is a folder made by `new-course`, or a file made by `pack`; without it, the course's own pages.
    """
    # What the command line says wins over the course folder, and that over the environment.
    import os

    from selfhelp_teach.serving import folder, paths
    from selfhelp_teach.serving.settings import Settings
    from selfhelp_teach.serving.start import run

    ours = folder.opened(course) if course is not None else None
    notebooks = options.pop("notebooks") or (ours.pages if ours else None)
    language = options.pop("language") or (ours.language if ours else "en")
    exercises = options.pop("exercises") or ([ours.exercises] if ours and ours.exercises else [])
    table_1 = options.pop("table_1") or (ours.table_1 if ours else None)
    store = options.pop("store") or os.environ.get(STORE, "")
    if exercises:
        os.environ[EXERCISES] = paths.joined(exercises)
    if table_1:
        os.environ[TABLE_1] = str(table_1)
    os.environ[STORE] = store or "sqlite"
    paths.settle(os.environ)  # the kernels of the pages read these, each in the folder of its page
    base = options.pop("base_url").strip("/")
    run(
        Settings(
            base_url=f"/{base}/" if base else "/",
            notebooks=notebooks,
            warm_language=language,
            warm=max(0, options.pop("warm")),
            store_asked_for=bool(store),
            **options,
        )
    )
