"""Pinned wards compared: paired differences of outcomes, as rows of the chart and of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from selfhelp_teach.charts.ward_differences import OUTCOMES, SLOTS, place
from selfhelp_teach.lessons.bench import LARGE, Run
from selfhelp_teach.model import OUTCOMES as KNOWN
from selfhelp_teach.model.comparison import Comparison
from selfhelp_teach.translation import Translate

Row = dict[str, Any]
MOST = 3  # differences told in words
_TOO_SMALL = 1e-3  # of A's mean; below it a percentage would say nothing


def differences(runs: Sequence[Run], _: Translate) -> tuple[list[Row], list[Row], str]:
    """Return rows of the chart, rows of the table, and the comparison in words.

    Parameters
    ----------
    runs
        Pinned runs and the one on the page; the first pinned one is what the others are compared with.
    """
    first = next((run for run in runs if run.slot == "A"), None)
    pinned = {run.ensemble.scenario for run in runs if run.slot in SLOTS[:-1]}
    others = [
        run
        for run in runs
        if run.slot in SLOTS and (run.slot != "now" or run.ensemble.scenario not in pinned)
    ]
    if first is None or not others:
        return [], [], ""
    drawn: list[Row] = []
    table: list[Row] = []
    told: list[str] = []
    of_a = first.ensemble.refine(LARGE)
    for other in others:
        found = Comparison(of_a, other.ensemble.refine(LARGE)).outcomes()
        clear: list[tuple[float, str]] = []
        for name in OUTCOMES:
            base = float(of_a.outcome(name).mean())
            drawn.append(_drawn(name, other.slot, base, found[name], _))
            table.append(_tabled(name, other, base, found[name], _))
            if found[name]["low"] > 0 or found[name]["high"] < 0:
                up = found[name]["mean"] > 0
                label = _(KNOWN[name].label).split(",")[0].lower()
                said = (_("{what} higher") if up else _("{what} lower")).format(what=label)
                width = found[name]["high"] - found[name]["low"]
                clear.append((abs(found[name]["mean"]) / max(width, _TOO_SMALL), said))
        who = _("The ward on the page") if other.slot == "now" else f"{other.slot} ({other.label})"
        told.append(
            _("{who} against A ({a}), most clearly: {what}.").format(
                who=who,
                a=first.label,
                what="; ".join(said for _clear, said in sorted(clear, reverse=True)[:MOST]),
            )
            if clear
            else _("{who} against A ({a}): no clear difference.").format(who=who, a=first.label)
        )
    return drawn, table, " ".join(told)


def _drawn(name: str, slot: str, base: float, found: Mapping[str, float], _: Translate) -> Row:
    share = 100 / base if abs(base) > _TOO_SMALL else None
    percent = {
        key: None if share is None else round(found[key] * share, 2) for key in ("mean", "low", "high")
    }
    return {
        "run": slot,
        "label": _(KNOWN[name].label),
        **place(name, slot),
        "percent": percent["mean"],
        "low": percent["low"],
        "high": percent["high"],
    }


def _tabled(name: str, other: Run, base: float, found: Mapping[str, float], _: Translate) -> Row:
    return {
        "run": other.label if other.slot == "now" else f"{other.slot}: {other.label}",
        "label": _(KNOWN[name].label),
        "unit": _(KNOWN[name].unit),
        "of_a": round(base, 3),
        **{key: round(found[key], 3) for key in ("mean", "low", "high", "rise")},
        "status": _("assumption"),
    }
