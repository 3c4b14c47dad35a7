"""The still picture of a figure: what a page shows while nothing is live yet, drawn where no browser runs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from selfhelp_teach import locations
from selfhelp_teach.widgets import packing

#: The folder in which who draws many pictures keeps them; None where each is drawn when it is asked for.
KEPT: ContextVar[Path | None] = ContextVar("KEPT", default=None)

WIDTH = 640  # the width of a figure on a laptop; the page scales the picture to the room it has

MANY = 3000  # rows beyond which a picture would be larger than the page it is to speed up

# Signals that a chart declares for colours of the page, as in figure/view.js: its variables, in camel case.
COLOURS = (
    *("paper", "surface", "surfaceSoft", "ink", "inkSoft", "line", "lineStrong", "accent", "accentInk"),
    *("accentSoft", "focus", "good", "warn", "bad", "none", "professional", "shared", "independent"),
)

# An exercise that a note names: the live figure makes a link of it (static/note.js).
NAMED = re.compile(r"\[([^\]]*)\]\(exercise:[\w-]+\)")

Rows = list[dict[str, Any]]


def decode(frame: bytes, layout: Sequence[Mapping[str, Any]]) -> dict[str, Rows]:
    """Return the rows by data set that a frame holds, as the page reads them (see figure/data.js)."""
    datasets: dict[str, Rows] = {}
    at = 0
    for described in layout:
        columns: dict[str, Sequence[Any]] = {}
        for column in described["columns"]:
            values, size = column.get("values"), 0
            if values is None:
                values, size = packing.unpack(frame, at, described["rows"], column["type"])
            columns[column["field"]] = values
            at += size
        names = list(columns)
        datasets[described["name"]] = [
            dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)
        ]
    return datasets


def picture(spec: Mapping[str, Any], datasets: Mapping[str, Rows], params: Mapping[str, Any]) -> str:
    """Draw a compiled spec as SVG whose colours are the page's own variables.

    Parameters
    ----------
    spec
        Compiled Vega.
    datasets
        Rows of its named data sets.
    params
        Values of its signals.
    """

    def fed(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "values": datasets[data["name"]]} if data["name"] in datasets else data

    def set_(signal: dict[str, Any]) -> dict[str, Any]:
        name, value = signal["name"], signal.get("value")
        if name in COLOURS and isinstance(value, str):
            variable = re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", name)
            return {**signal, "value": f"var(--selfhelp-{variable})"}
        return {**signal, "value": params[name]} if name in params and "value" in signal else signal

    signals = [set_(signal) for signal in spec.get("signals", []) if signal["name"] != "width"]
    narrowed = len(signals) < len(spec.get("signals", []))
    still = {
        **spec,
        "data": [fed(data) for data in spec.get("data", [])],
        "signals": signals,
        "background": "transparent",
        **({"width": WIDTH} if narrowed else {}),
        **({"height": params["height"]} if "height" in params else {}),
    }
    return drawn(still)


def drawn(still: dict[str, Any]) -> str:
    """Draw a whole spec, or return its picture where one is kept: a picture takes a tenth of a second."""
    folder = KEPT.get()
    if folder is None:
        return _drawn(still)
    said = json.dumps([version("vl-convert-python"), still], sort_keys=True)
    kept = folder / f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.svg"
    with suppress(OSError):
        return kept.read_text(encoding="utf-8")
    svg = _drawn(still)
    with suppress(OSError):  # nowhere to keep it
        locations.write_whole(kept, svg)
    return svg


def _drawn(still: dict[str, Any]) -> str:
    import vl_convert  # noqa: PLC0415 - only the process that prepares pages draws

    return str(vl_convert.vega_to_svg(still))


def figure(title: str, svg: str, summary: str, note: str) -> str:
    """Lay the picture out as the live figure will, so that nothing jumps when it takes over."""
    plain = NAMED.sub(r"\1", note)
    shown = f'<p class="selfhelp-figure-note">{escape(plain)}</p>' if note else svg
    return (
        '<figure class="selfhelp-figure">'
        f'<figcaption><span class="selfhelp-figure-title">{escape(title)}</span></figcaption>'
        f'<div class="selfhelp-figure-view">{shown}</div>'
        f'<p class="selfhelp-figure-summary">{escape(summary)}</p>'
        "</figure>"
    )
