"""What a way of talking does to a simulated ward: the path of what was said beside the path not taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from selfhelp_teach.charts import describe, months
from selfhelp_teach.charts.ends import broken, label
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, by, choose, colour
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import Status
from selfhelp_teach.model import Ensemble
from selfhelp_teach.model.rng import Floats
from selfhelp_teach.translation import Translate, translator

MEASURES = ("silent", "open")
PATHS = ("before", "said", "unsaid")
MONTHS = 60
FROM_MONTH = 12
"""The month from which the ward talks in the way of the conversation."""
_YEAR = 12

_TONES = {"before": "ink", "said": "accent", "unsaid": "independent"}
_DASHES = {"before": [2, 4], "said": [1, 0], "unsaid": [8, 4]}
_HEIGHT = 200  # pixels


def names(_: Translate) -> dict[str, str]:
    """Return what each path is called."""
    return {
        "before": _("the ward as it was"),
        "said": _("what you said"),
        "unsaid": _("the path not taken"),
    }


def chart(_: Translate) -> Drawing:
    """Return the chart; its data set ``paths`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    tone = by(alt.Color, "path", {path: colour(name) for path, name in _TONES.items()})
    dash = by(alt.StrokeDash, "path", _DASHES)
    # paths that differ by a few points need an axis that does not start at zero
    scale = alt.Scale(zero=False, nice=True)
    axis = alt.Axis(title=None, tickCount=4)
    x = months.axis(_)
    base = alt.Chart(alt.NamedData(name="paths")).encode(x=x)
    bands = (
        base.transform_filter("datum.path !== 'before'")
        .mark_area(opacity=0.15)
        .encode(y=alt.Y("low:Q", axis=axis, scale=scale), y2="high:Q", color=tone)
    )
    lines = base.mark_line(strokeWidth=2.5).encode(
        y=alt.Y("mid:Q", axis=axis, scale=scale), color=tone, strokeDash=dash
    )
    start = alt.Chart(alt.NamedData(name="changes")).encode(x=x)
    rule = start.mark_rule(strokeDash=[1, 3], color=colour("inkSoft")).encode(
        y=alt.value(0), y2=alt.value(_HEIGHT)
    )
    word = start.mark_text(align="left", dx=5, dy=-7, fontSize=TEXT_SIZE - 2, color=colour("inkSoft")).encode(
        y=alt.value(_HEIGHT), text="label:N"
    )
    # level and above the axis, as in the charts of the simulator; each measure has its own
    unit = (
        start.mark_text(align="left", baseline="bottom", fontSize=TEXT_SIZE - 2, color=colour("inkSoft"))
        .encode(x=alt.value(0), y=alt.value(-6), text=alt.value(alt.ExprRef("unit")))
        .add_params(alt.param(name="unit", value=""))
    )
    said = {path: broken(name) for path, name in names(_).items()}
    named_ends = label(
        base,
        line="path",
        text=choose("path", {path: f"'{name}'" for path, name in said.items()}),
        tone=tone,
        height=_HEIGHT,
        most=len(PATHS),
        widest=max((line for name in said.values() for line in name.split("\\n")), key=len),
        rows=2,
    )
    layers = [bands, lines, rule, word, unit, *named_ends]
    return alt.LayerChart(layer=layers).properties(height=_HEIGHT)


def figure(language: str = "en", *, measure: str = "silent") -> describe.Traits:
    """Return what frames the live figure; :func:`shown` gives what it shows of runs.

    Parameters
    ----------
    measure
        One of :data:`MEASURES`.
    """
    _ = translator(language)
    told = _told(_, measure)
    return describe.simulated(
        language,
        title=told["title"],
        how=_("simulated, not observed; mean of wards, band: middle half; the axis does not begin at zero"),
        columns={
            "label": _("Path"),
            "month": _("Month"),
            "low": (_("Lower quarter"), told["unit"]),
            "mid": (_("Mean"), told["unit"]),
            "high": (_("Upper quarter"), told["unit"]),
        },
        params={"unit": told["unit"]},
        filename=f"conversation-{measure}",
    )


def shown(language: str, measure: str, runs: Mapping[str, Ensemble]) -> dict[str, Any]:
    """Return columns, words and table of runs by path, paired: ``before`` and, once somebody has spoken, both ways."""
    _ = translator(language)
    fields = columns(runs, measure, language)
    return {
        "datasets": {"paths": fields, "changes": {"month": [FROM_MONTH], "label": [_("talks change")]}},
        "summary": summary(runs, measure, language),
        "table": _table(fields, language),
    }


def series(run: Ensemble, measure: str) -> Floats:
    """Return what is drawn of a run, shape (months, replicates): percent, or conflicts of twelve months.

    Single months of open conflict jump by one conflict at a time, so a year is summed up; the first eleven
    months have no year behind them and are NaN.
    """
    if measure == "silent":
        return run.values("silent_share") * np.float32(100)
    total = np.cumsum(run.values("open_conflict"), axis=0, dtype=np.float64)
    year = total.copy()
    year[_YEAR:] -= total[:-_YEAR]
    year[: _YEAR - 1] = np.nan
    return year.astype(np.float32)


def columns(runs: Mapping[str, Ensemble], measure: str, language: str) -> dict[str, Any]:
    """Return the lines as columns to feed to the figure: months of all paths, one after another."""
    labels = names(translator(language))
    first = _YEAR if measure == "open" else 1
    months = np.arange(first, MONTHS + 1)
    drawn = [series(run, measure)[first - 1 :].astype(np.float64) for run in runs.values()]
    low, high = (np.concatenate([np.quantile(each, q, axis=1) for each in drawn]) for q in (0.25, 0.75))
    mid = np.concatenate([each.mean(axis=1) for each in drawn])
    return {
        "path": [path for path in runs for _month in months],
        "label": [labels[path] for path in runs for _month in months],
        "month": [int(month) for _path in runs for month in months],
        "low": low.round(2),
        "mid": mid.round(2),
        "high": high.round(2),
    }


def _table(fields: Mapping[str, Any], language: str) -> list[describe.Row]:
    """Return the ends of years as table rows."""
    status = Status.ASSUMPTION.label(translator(language))
    rows = zip(*(fields[name] for name in ("label", "month", "low", "mid", "high")), strict=True)
    return [
        {
            "label": label,
            "month": month,
            "low": round(float(low), 1),
            "mid": round(float(mid), 1),
            "high": round(float(high), 1),
            "status": status,
        }
        for label, month, low, mid, high in rows
        if month % _YEAR == 0
    ]


def summary(runs: Mapping[str, Ensemble], measure: str, language: str) -> str:
    """Return the paths in words: where each ends, and how far apart wards with the same luck are."""
    _ = translator(language)
    told = _told(_, measure)

    ends = {
        path: describe.number(float(series(run, measure)[-1].mean(dtype=np.float64).round(2)), language, 1)
        for path, run in runs.items()
    }
    if "unsaid" not in runs:
        sentence = told["alone"].format(**ends)
        more = _("Two more lines appear when you have said something in a conversation above.")
        return f"{sentence} {more}"
    both = min(run.replicates for run in runs.values())  # one of them may still grow
    said, unsaid = (series(runs[path], measure)[-1, :both].astype(np.float64) for path in ("said", "unsaid"))
    apart = said - unsaid
    half = 1.96 * apart.std(ddof=1) / apart.size**0.5
    mean, low, high = (
        describe.number(value, language, 1)
        for value in (apart.mean(), apart.mean() - half, apart.mean() + half)
    )
    paired = told["apart"].format(mean=mean, low=low, high=high)
    closing = _("All of this is simulated on our assumptions and has been observed nowhere.")
    return f"{told['ends'].format(**ends)} {paired} {closing}"


def _told(_: Translate, measure: str) -> dict[str, str]:
    """Return the words of a measure.

    Raises
    ------
    InputError
        Where the chart has no such measure.
    """
    told = {
        "silent": {
            "title": _("How many families keep a grievance to themselves?"),
            "unit": _("% of families"),
            "alone": _("On the ward as it was, {before}% of families are silent after five years."),
            "ends": _(
                "After five years, {said}% of families are silent with what you said, {unsaid}% on the "
                "path not taken, and {before}% on the ward as it was."
            ),
            "apart": _(
                "Between wards with the same luck, what you said makes a difference of {mean} points "
                "(95% interval of the mean {low} to {high})."
            ),
        },
        "open": {
            "title": _("How many conflicts come into the open?"),
            "unit": _("a year, per hundred families"),
            "alone": _(
                "On the ward as it was, there are {before} open conflicts per hundred families in the fifth "
                "simulated year."
            ),
            "ends": _(
                "In the fifth year there are {said} open conflicts per hundred families with what you said, "
                "{unsaid} on the path not taken, and {before} on the ward as it was."
            ),
            "apart": _(
                "Between wards with the same luck, what you said makes a difference of {mean} conflicts "
                "(95% interval of the mean {low} to {high})."
            ),
        },
    }
    if measure not in told:
        raise InputError(f"There is no measure {measure!r} here. Choose one of: {', '.join(told)}.")
    return told[measure]
