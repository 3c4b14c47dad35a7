"""``selfhelp-teach serve``: open the course on this machine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--port", default=8866, show_default=True, help="TCP port; 0 takes any free one.")
@click.option("--ip", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="Path under which the course is served.")
@click.option(
    "--notebooks",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of pages, in place of the course's own.",
)
@click.option("--warm", default=1, show_default=True, help="Kernels kept ready for each page; 0 for none.")
@click.option(
    "--language", default="en", show_default=True, help="Language whose pages are kept ready: en or es."
)
@click.option("--most-kernels", default=60, show_default=True, help="Upper bound on kernels.")
@click.option(
    "--front-end",
    type=click.Choice(["small", "stock"]),
    default="small",
    show_default=True,
    help="Our small host, or Voilà's own front end.",
)
@click.option(
    "--store",
    envvar="SELFHELP_STORE",
    default="sqlite",
    show_default=True,
    help="Where answers are kept beside the browser: none, sqlite, a file, or a PostgreSQL URL.",
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
def serve(
    port: int,
    ip: str,
    base_url: str,
    notebooks: Path | None,
    warm: int,
    language: str,
    most_kernels: int,
    front_end: str,
    store: str,
    *,
    open_browser: bool,
) -> None:
    """Serve the course until Ctrl+C."""
    import os

    from selfhelp_teach.serving.settings import Settings
    from selfhelp_teach.serving.start import run

    os.environ["SELFHELP_STORE"] = store  # the kernels of the pages keep the answers
    run(
        Settings(
            port=port,
            ip=ip,
            base_url="/" + base_url.strip("/") + ("/" if base_url.strip("/") else ""),
            notebooks=notebooks,
            warm=max(0, warm),
            warm_language=language,
            most_kernels=most_kernels,
            front_end=front_end,
            open_browser=open_browser,
        )
    )
