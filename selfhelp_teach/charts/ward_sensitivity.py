"""Which inputs decide how a simulated ward turns out: total-order Sobol indices, worked out beforehand."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, colour
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.model import FIELDS, MECHANISMS, OUTCOMES
from selfhelp_teach.translation import Translate, translator

DATA = "sensitivity-sobol"
MOST = 8
OPENING = "silent_share"
_STEP = 34
_TABLED = ("label", "value", "low", "high", "low_input", "high_input")


def outcomes(leadership: str) -> tuple[str, ...]:
    """Return the outcomes that were studied for a kind of group."""
    found = (str(row["outcome"]) for row in data(DATA) if row["leadership"] == leadership)
    known = [name for name in dict.fromkeys(found) if name in OUTCOMES]
    return tuple(sorted(known, key=lambda name: name != OPENING))


def rows(leadership: str, outcome: str, _: Translate) -> list[dict[str, Any]]:
    """Return the leading inputs of an outcome, the strongest first."""
    found = [row for row in data(DATA) if row["leadership"] == leadership and row["outcome"] == outcome]
    found.sort(key=lambda row: -float(str(row["total"])))
    drawn = []
    for place, row in enumerate(found[:MOST]):
        total, conf = (float(str(row[name])) for name in ("total", "total_conf"))
        drawn.append(
            {
                "input": row["input"],
                "label": _label(str(row["input"]), _),
                "y": 10 + _STEP * place,
                "z": 24 + _STEP * place,
                "value": round(min(max(total, 0), 1), 3),
                "low": round(max(total - conf, 0), 3),
                "high": round(min(total + conf, 1), 3),
                "low_input": float(str(row["low"])),
                "high_input": float(str(row["high"])),
            }
        )
    return drawn


def _label(name: str, _: Translate) -> str:
    if name in FIELDS:
        return _(FIELDS[name].label)
    for key, mechanism in MECHANISMS.items():
        if mechanism.strength == name:
            return _("{key}, strength: {name}").format(key=key, name=_(mechanism.name.replace("_", " ")))
    return name.replace("_", " ")


def chart(_: Translate) -> Drawing:
    """Draw the chart; its data set ``inputs`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    scale = alt.Scale(domain=[0, 1], nice=False, clamp=True)
    axis = alt.Axis(
        values=[0, 0.25, 0.5, 0.75, 1],
        format="%",
        title=_("share of the variation"),
        labelFlush=True,
    )
    base = alt.Chart(alt.NamedData(name="inputs"))
    mark = alt.Y("z:Q", scale=None, axis=None)
    words = base.mark_text(align="left", fontSize=TEXT_SIZE).encode(
        x=alt.value(0), y=alt.Y("y:Q", scale=None, axis=None), text="label:N"
    )
    bars = (
        base.mark_rule(strokeWidth=9, color=colour("accent"))
        .encode(x=alt.X("from:Q", scale=scale, axis=axis), x2="value:Q", y=mark)
        .transform_calculate(**{"from": "0"})
    )
    spans = base.mark_rule(strokeWidth=2, color=colour("ink")).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=mark
    )
    return alt.LayerChart(layer=[words, bars, spans]).properties(height=_STEP * MOST)


def figure(language: str = "en", *, leadership: str = "shared", outcome: str = OPENING) -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    drawn = rows(leadership, outcome, _)
    label = _(OUTCOMES[outcome].label)
    summary = _("With a group of this kind ({kind}), what decides “{outcome}” most is: {inputs}.").format(
        kind=_(leadership),
        outcome=label,
        inputs=describe.listing([row["label"] for row in drawn[:3]], language),
    )
    return {
        "title": _("Which inputs decide how the ward turns out?"),
        "summary": summary,
        "sources": [
            describe.ours(
                _("The ward model of this course"),
                _("Sobol indices of total order, worked out beforehand; thin line: 95% interval"),
            )
        ],
        "status": "assumption",
        "datasets": {"inputs": drawn},
        "columns": describe.table_columns(
            language,
            label=_("Input"),
            value=(_("Total index"), "0-1"),
            low=_("Low"),
            high=_("High"),
            low_input=_("Input from"),
            high_input=_("Input to"),
        ),
        "table": [{**{name: row[name] for name in _TABLED}, "status": _("assumption")} for row in drawn],
        "filename": "ward-sensitivity",
    }
