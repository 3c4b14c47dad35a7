"""Compile every chart to Vega, in every language: ``python -m selfhelp_teach.charts.compile [--check]``.

The compiled charts are committed. Each carries a hash of what it was made from, and a test says which
are stale. The compiler is bundled: nothing is fetched.
"""

from __future__ import annotations

import ast
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import click

from selfhelp_teach import charts, locations
from selfhelp_teach.charts import theme
from selfhelp_teach.translation import LANGUAGES, translator

_SHARED = ("theme.py", "rows.py", "months.py", "ends.py", "compile.py")


def origin(name: str, language: str) -> str:
    """Return a hash of everything a compiled chart is made from: its file, the look, the data, its words."""
    made_from = [charts.FOLDER / shared for shared in _SHARED] + [charts.FOLDER / f"{name}.py"]
    made_from += sorted(locations.datasets().glob("*/data.csv"))  # rows decide how tall a chart is
    digest = hashlib.sha256()
    for path in made_from:
        digest.update(path.read_bytes())
    digest.update(json.dumps(words(name, language), sort_keys=True).encode())
    return digest.hexdigest()[:16]


def words(name: str, language: str) -> dict[str, str]:
    """Return the translations that a chart may be made with: English -> the words in ``language``.

    They are those of its file, of the modules it is made with and of the data it names, so that a new word
    elsewhere makes no chart stale.
    """
    places = _places(name)
    return {text: told for text, told, found in _catalogue(language) if not places.isdisjoint(found)}


@cache
def _places(name: str) -> frozenset[str]:
    """Return where the words of a chart stand, as the catalogues write it."""
    todo = [charts.FOLDER / f"{name}.py", *(charts.FOLDER / shared for shared in _SHARED)]
    found: set[str] = set()
    while todo:
        path = todo.pop()
        place = path.relative_to(locations.PACKAGE.parent).as_posix()
        if place in found or not path.is_file():
            continue
        found.add(place)
        if path.is_relative_to(charts.FOLDER):  # what other rooms are made of is theirs
            modules, texts = _named(path)
            todo += [locations.PACKAGE.parent / f"{module.replace('.', '/')}.py" for module in modules]
            found |= {f"datasets/{text}/data.csv" for text in texts & _datasets()}
    return frozenset(found)


def _named(path: Path) -> tuple[set[str], set[str]]:
    """Return the modules of ours that a module imports, and the texts in it."""
    modules: set[str] = set()
    texts: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("selfhelp_teach."):
            modules |= {f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
    return modules, texts


@cache
def _datasets() -> frozenset[str]:
    return frozenset(path.parent.name for path in locations.datasets().glob("*/data.csv"))


@cache
def _catalogue(language: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return English, translation and places of every message that has a translation."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 (of the extra ``test``, as ``make compile`` has it)

    found: list[tuple[str, str, frozenset[str]]] = []
    for path in sorted(locations.PACKAGE.glob(f"locale/{language}/**/*.po")):
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if message.id and message.string]
        found += [
            (str(each.id), str(each.string), frozenset(place for place, _line in each.locations))
            for each in messages
        ]
    return tuple(found)


def vega(name: str, language: str) -> dict[str, Any]:
    """Return a chart compiled to Vega."""
    import vl_convert  # noqa: PLC0415 (native code of some size)

    module = charts.module(name)
    spec: dict[str, Any] = vl_convert.vegalite_to_vega(theme.dress(module.chart(translator(language))))
    _leave_width_open(spec)
    _pick_by_click(spec, module)
    spec["usermeta"] = {"selfhelp": {"chart": name, "origin": origin(name, language)}}
    return spec


def _leave_width_open(spec: dict[str, Any]) -> None:
    """Make the width a plain signal, which the page and the renderer set.

    Vega-Lite's own reads the container, which a renderer without a page does not have.
    """
    for signal in spec["signals"]:
        if signal["name"] == "width":
            signal.clear()
            signal.update(name="width", value=theme.WIDTH)


def _pick_by_click(spec: dict[str, Any], module: Any) -> None:
    """Let a click on a row set the highlight, and a second click or one beside the rows take it away.

    Vega-Lite has events for selections only; a plain signal is what the page can set by keyboard too.
    """
    field = getattr(module, "LINK_FIELD", "")
    if not field:
        return
    for signal in spec["signals"]:
        if signal["name"] == theme.PICKED:
            value = f"isValid(datum) && isValid(datum.{field}) ? datum.{field} : null"
            signal["on"] = [
                {"events": "click", "update": f"({value}) === {theme.PICKED} ? null : ({value})"},
            ]


def text(name: str, language: str) -> str:
    """Return the text of a compiled chart's file."""
    return json.dumps(vega(name, language), ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def stale() -> list[Path]:
    """Return the compiled files that are missing, made from older sources, or of a chart that is gone."""
    wanted = {
        charts.COMPILED / language / f"{name}.json": (name, language)
        for language in LANGUAGES
        for name in charts.names()
    }
    gone = {path for path in charts.COMPILED.glob("*/*.json") if path not in wanted}
    return sorted(gone | {path for path, chart in wanted.items() if _made_from(path) != origin(*chart)})


def _made_from(path: Path) -> str:
    """Return the hash that a compiled chart carries; nothing where it is missing, or unreadable after a merge."""
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(made.get("usermeta", {}).get("selfhelp", {}).get("origin", ""))


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a chart is stale.")
def main(*, check: bool) -> None:
    """Compile the charts whose sources changed."""
    old = stale()
    if check:
        if old:
            raise click.ClickException(
                "Stale: " + ", ".join(f"{path.parent.name}/{path.stem}" for path in old)
            )
        click.echo("Every compiled chart is current.")
        return
    for path in old:
        if path.stem not in charts.names():
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(path.stem, path.parent.name), encoding="utf-8")
        click.echo(f"{path.parent.name}/{path.stem}")


if __name__ == "__main__":
    main()
