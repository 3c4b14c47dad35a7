"""``selfhelp-teach preview FILE``: one exercise on a page of its own, shown anew whenever it is saved."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--port", default=8866, show_default=True, help="TCP port; 0 takes any free one.")
@click.option("--language", default="en", show_default=True, help="en or es.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the browser.")
@click.pass_context
def preview(ctx: click.Context, file: Path, port: int, language: str, *, open_browser: bool) -> None:
    """Show the exercise in FILE as learners will see it. No answer is kept on the server."""
    from selfhelp_teach.cli.serve import serve
    from selfhelp_teach.exercises.loading import load_exercise

    exercise = load_exercise(file, language)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "index.ipynb"
        page.write_text(json.dumps(_page(exercise.id, exercise.title, language)), encoding="utf-8")
        ctx.invoke(
            serve,
            port=port,
            notebooks=Path(folder),
            exercises=[file.absolute().parent],
            edit=True,
            warm=0,
            language=language,
            most_kernels=8,
            away=20,
            store="none",
            open_browser=open_browser,
        )


def _page(name: str, title: str, language: str) -> dict[str, object]:
    code = f"from selfhelp_teach import ExercisePart\nExercisePart({name!r}, language={language!r})"
    cell = {"cell_type": "code", "id": "exercise", "metadata": {}, "source": code, "outputs": []}
    cells = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {title}"},
        {**cell, "execution_count": None},
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "selfhelp": {"language": language}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
