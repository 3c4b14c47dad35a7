"""One file a chart: data in, Altair chart out; compiled ahead to Vega, so that no page imports Altair.

A chart's module has ``chart(_)``, which authors it, and ``figure(language, ...)``, which returns what the
live figure shows beside it: question, summary, rows, table, sources. This module loads what was compiled.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

from selfhelp_teach.errors import InputError

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "compiled"
# what serves the charts; every other file of the folder is one chart
_NOT_CHARTS = frozenset(
    {
        "__init__",
        "compile",
        "describe",
        "ends",
        "ensembles",
        "groups",
        "months",
        "power_runs",
        "rows",
        "theme",
    }
)


def names() -> tuple[str, ...]:
    """Return the names of all charts."""
    return tuple(sorted({each.name for each in pkgutil.iter_modules([str(FOLDER)])} - _NOT_CHARTS))


def module(name: str) -> Any:
    """Return the module of the chart ``name``.

    Raises
    ------
    InputError
        Where there is no such chart.
    """
    if name not in names():
        raise InputError(f"There is no chart {name!r}. Choose one of: {', '.join(names())}.")
    return importlib.import_module(f"{__name__}.{name}")


@cache
def _text(name: str, language: str) -> str:
    path = COMPILED / language / f"{name}.json"
    if not path.is_file():
        raise InputError(
            f"The chart {name!r} is not compiled in {language!r}. "
            "Run: python -m selfhelp_teach.charts.compile"
        )
    return path.read_text(encoding="utf-8")


def compiled(name: str, language: str = "en") -> dict[str, Any]:
    """Return the compiled Vega of a chart, a fresh copy.

    Raises
    ------
    InputError
        Where the chart is not compiled in this language.
    """
    spec: dict[str, Any] = json.loads(_text(name, language))
    return spec


def figure(name: str, language: str = "en", **choices: Any) -> dict[str, Any]:
    """Return every trait of the live figure of a chart, its compiled ``spec`` among them."""
    traits: dict[str, Any] = module(name).figure(language, **choices)
    return {"spec": compiled(name, language), "language": language, **traits}


def svg(
    name: str,
    language: str = "en",
    datasets: dict[str, list[dict[str, Any]]] | None = None,
    *,
    theme: str = "light",
    width: int = 640,
) -> str:
    """Return a chart drawn as SVG, for the page's first paint and for exports.

    Parameters
    ----------
    datasets
        Rows of the named data sets; the chart's opening rows where left out.
    theme
        ``"light"`` or ``"dark"``.
    width
        Outer width in pixels.
    """
    import vl_convert  # noqa: PLC0415 (native code of some size: only where something is drawn)

    drawn: str = vl_convert.vega_to_svg(filled(name, language, datasets, theme=theme, width=width))
    return drawn


def filled(
    name: str,
    language: str = "en",
    datasets: dict[str, list[dict[str, Any]]] | None = None,
    *,
    theme: str = "light",
    width: int = 640,
) -> dict[str, Any]:
    """Return the compiled Vega of a chart with its rows, colours and width put in."""
    from selfhelp_teach.charts.theme import COLOURS  # noqa: PLC0415 (only where something is drawn)

    if theme not in COLOURS:
        raise InputError(f"There is no theme {theme!r}. Choose one of: {', '.join(COLOURS)}.")
    spec = compiled(name, language)
    rows = datasets if datasets is not None else module(name).figure(language)["datasets"]
    for data in spec.get("data", ()):
        if data["name"] in rows:
            data["values"] = rows[data["name"]]
    for signal in spec["signals"]:
        given = {**COLOURS[theme], "width": width}
        signal["value"] = given.get(signal["name"], signal.get("value"))
    return spec
