"""Make datasets/datapackage.json from the folders, or check that it is current and the data sound.

``python -m selfhelp_teach.evidence.package [--check] [FOLDER]``
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import yaml

from selfhelp_teach import locations
from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.bibliography import Source, load_bibliography
from selfhelp_teach.evidence.datasets import validate

LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_NEEDED = ("title", "description", "status", "citations", "transcribed", "schema")


def _cited(source: Source) -> dict[str, str]:
    return {"title": source.full(), **({"path": source.href} if source.href else {})}


def _resource(folder: Path, sources: dict[str, Source]) -> dict[str, Any]:
    path = folder / "source.yaml"
    try:
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(
            f"{path}: the description cannot be read ({error}). Put back the file or mend it."
        ) from error
    for key in _NEEDED:
        if key not in described:
            raise DataError(f"{path}: {key} is missing. Add it, as the other data sets have it.")
    for key in described["citations"]:
        if key not in sources:
            raise DataError(
                f"{path}: citations has {key!r}, which the bibliography does not have. "
                "Add the source or mend the key."
            )
    return {
        "name": folder.name,
        "type": "table",
        "path": f"{folder.name}/data.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": described["title"],
        "description": described["description"],
        "licenses": [LICENSE],
        "sources": [_cited(sources[key]) for key in described["citations"]],
        "citations": described["citations"],
        "status": described["status"],
        "transcribed": described["transcribed"],
        "schema": described["schema"],
    }


def build(folder: Path) -> str:
    """Return the text of the package file for the data sets in ``folder``.

    Raises
    ------
    DataError
        Where a description is missing, unreadable or cites an unknown source.
    """
    sources = dict(load_bibliography(folder / "bibliography.json"))
    found = sorted(path.parent for path in folder.glob("*/data.csv"))
    # the ledger first: it is what a reader wants, and what the others point at
    found.sort(key=lambda path: path.name != "facts")
    described = {
        "name": "selfhelp-teach-evidence",
        "title": "Conflict between families and health care: the evidence the course teaches",
        "licenses": [LICENSE],
        "sources": [_cited(source) for source in sources.values()],
        "resources": [_resource(path, sources) for path in found],
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _check_current(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        raise DataError(f"{path} is stale. Run: python -m selfhelp_teach.evidence.package")


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--check", is_flag=True, help="Write nothing; fail where the file is stale or the data unsound."
)
def main(folder: Path | None, *, check: bool) -> None:
    """Make datapackage.json from the folders of FOLDER (the course's data sets)."""
    folder = folder or locations.datasets()
    path = folder / "datapackage.json"
    try:
        text = build(folder)
        if not check:
            path.write_text(text, encoding="utf-8")
        _check_current(path, text)
        read = validate(folder)
    except DataError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{path}: current, {read} rows sound.")


if __name__ == "__main__":
    main()
