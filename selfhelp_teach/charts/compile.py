"""Compile every chart to Vega, in every language: ``python -m selfhelp_teach.charts.compile [--check]``.

The compiled charts are committed. Each carries a hash of what it was made from, and a test says which
are stale. The compiler is bundled: nothing is fetched.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from selfhelp_teach import charts, locations
from selfhelp_teach.charts import theme
from selfhelp_teach.translation import LANGUAGES, translator

_SHARED = ("theme.py", "rows.py", "months.py", "ends.py", "compile.py")


def origin(name: str, language: str) -> str:
    """Return a hash of everything a compiled chart is made from: its file, the look, the data, the words."""
    made_from = [charts.FOLDER / shared for shared in _SHARED] + [charts.FOLDER / f"{name}.py"]
    made_from += sorted(locations.datasets().glob("*/data.csv"))  # rows decide how tall a chart is
    made_from += sorted(locations.PACKAGE.glob(f"locale/{language}/**/*.po"))
    digest = hashlib.sha256()
    for path in made_from:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
    found = [path for path in charts.COMPILED.glob("*/*.json") if path not in wanted]
    for path, (name, language) in wanted.items():
        if not path.is_file():
            found.append(path)
            continue
        if _made_from(path) != origin(name, language):
            found.append(path)
    return sorted(found)


def _made_from(path: Path) -> str:
    """Return the hash that a compiled chart carries; nothing where it is unreadable, as after a merge."""
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
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
