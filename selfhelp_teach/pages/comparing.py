"""Pinned wards compared: what stands at the end of each chart's line, and how far apart those are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from selfhelp_teach.model import MEASURES
from selfhelp_teach.pages.ward_views import Line, View, figures, measured
from selfhelp_teach.translation import Translate, number, translator

MEASURED = ("members", "alive", "silent_share", "open_conflict", "burnout")
SURE = 1.96  # standard errors to each side of a mean: 95%


def compared(lines: Sequence[Line], language: str) -> dict[str, Any]:
    """Return the traits of a table of wards: columns, rows and words.

    Differences are paired: ward 7 of each has the same families and the same luck. Intervals are those of the
    mean difference (normal approximation over wards).
    """
    _ = translator(language)
    views = [View(name, "") for name in MEASURED]
    first = lines[0]
    return {
        "columns": [
            {"label": _short(view.measure, _), "unit": "" if view.unit(_) == "%" else view.unit(_)}
            for view in views
        ],
        "rows": [
            {
                "letter": "" if line.slot == "now" else line.mark,
                "label": line.label,
                "tone": line.ensemble.scenario.leadership,
                "values": [
                    measured(view.last(line.ensemble), "%" if view.unit(_) == "%" else "", language)
                    for view in views
                ],
                "differences": [_difference(view, first, line, language) for view in views]
                if line is not first
                else [],
            }
            for line in lines
        ],
        "summary": " ".join(_best(view, lines, language) for view in (views[0], views[2]) if len(lines) > 1),
        "note": "",
    }


def _short(measure: str, _: Translate) -> str:
    return {
        "members": _("Members"),
        "alive": _("Groups alive"),
        "silent_share": _("Silent grievance"),
        "open_conflict": _("Open conflict"),
        "burnout": _("Burnout"),
    }[measure]


def _difference(view: View, first: Line, line: Line, language: str) -> str:
    """Return a paired mean difference with its interval, as "+3 (+1 to +5)"."""
    _ = translator(language)
    both = min(line.ensemble.replicates, first.ensemble.replicates)  # one of them may still grow
    differences = (view.each(line.ensemble)[:both] - view.each(first.ensemble)[:both]).astype(np.float64)
    mean = float(differences.mean())
    half = SURE * float(differences.std(ddof=1)) / len(differences) ** 0.5
    digits = 1 if view.scale != 1 or MEASURES[view.measure].unit == "families" else 2
    low, mid, high = (
        number(value, language, digits, sign=True) for value in (mean - half, mean, mean + half)
    )
    return _("{mean} ({low} to {high})").format(mean=mid, low=low, high=high)


def _best(view: View, lines: Sequence[Line], language: str) -> str:
    """Return which ward has most of a measure, and how much."""
    _ = translator(language)
    ordered = sorted(lines, key=lambda line: -view.last(line.ensemble))
    most, least = ordered[0], ordered[-1]
    unit = view.unit(_)
    return _("{what}: most on {most} ({high}), least on {least} ({low}).").format(
        what=_short(view.measure, _),
        most=_name(most, _),
        high=measured(view.last(most.ensemble), unit, language),
        least=_name(least, _),
        low=figures(view.last(least.ensemble), language),
    )


def _name(line: Line, _: Translate) -> str:
    return _("the ward on the page") if line.slot == "now" else f"{line.mark}, {line.label}"
