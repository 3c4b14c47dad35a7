"""How far pinned wards differ from the first: paired differences of outcomes, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.theme import TEXT_SIZE, colour
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

OUTCOMES = (
    "members",
    "months_alive",
    "collective_successes",
    "resolved_share",
    "silent_share",
    "open_conflict",
    "stored_grievance",
    "burnout",
)
SLOTS = ("B", "C", "now")
_TONES = {"now": "accent", "B": "inkSoft", "C": "lineStrong"}  # as in ward_runs
_STEP, _TOP, _DODGE = 62, 10, 13
ENDS = 100  # percent; a difference beyond it is drawn at the end


def place(outcome: str, slot: str) -> dict[str, int]:
    """Return the heights in pixels of an outcome's words and of a run's mark."""
    top = _TOP + _STEP * OUTCOMES.index(outcome)
    return {"y": top, "z": top + 15 + _DODGE * SLOTS.index(slot)}


def chart(_: Translate) -> alt.LayerChart | alt.FacetChart:
    """Draw the chart; its data set ``differences`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    tall = _STEP * len(OUTCOMES)
    scale = alt.Scale(domain=[-ENDS, ENDS], nice=False, clamp=True)
    axis = alt.Axis(
        values=[-100, -50, 0, 50, 100],
        title=_("change against A, in percent of A"),
        labelExpr="datum.value > 0 ? '+' + datum.value : format(datum.value, 'd')",
        labelFlush=True,
    )
    shade = alt.Color(
        "run:N",
        scale=alt.Scale(domain=list(SLOTS), range=[colour(_TONES[slot]) for slot in SLOTS]),
        legend=None,
    )
    base = alt.Chart(alt.NamedData(name="differences"))
    mark_height = alt.Y("z:Q", scale=None, axis=None)
    words = (
        base.transform_aggregate(y="min(y)", groupby=["label"])
        .mark_text(align="left", fontSize=TEXT_SIZE)
        .encode(x=alt.value(0), y=alt.Y("y:Q", scale=None, axis=None), text="label:N")
    )
    zero = (
        base.transform_aggregate(rows="count()")
        .transform_calculate(at="0")
        .mark_rule(strokeDash=[4, 3], color=colour("inkSoft"))
        .encode(x=alt.X("at:Q", scale=scale, axis=axis), y=alt.value(0), y2=alt.value(tall))
    )
    drawn = base.transform_filter("isValid(datum.percent)")
    spans = drawn.mark_rule(strokeWidth=3).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=mark_height, color=shade
    )
    dots = drawn.mark_point(filled=True, size=55, opacity=1).encode(
        x=alt.X("percent:Q", scale=scale, axis=axis), y=mark_height, color=shade
    )
    names = (
        drawn.transform_filter(f"abs(datum.percent) <= {ENDS}")
        .mark_text(align="left", dx=8, fontSize=TEXT_SIZE - 2, fontWeight=700)
        .encode(x=alt.X("high:Q", scale=scale, axis=axis), y=mark_height, text="run:N", color=shade)
    )
    beyond = (
        drawn.transform_filter(f"abs(datum.percent) > {ENDS}")
        .transform_calculate(
            shown="datum.run + ' ' + (datum.percent > 0 ? '+' : '') + format(datum.percent, '.0f') + '%'"
        )
        .mark_text(
            align={"expr": "datum.percent > 0 ? 'right' : 'left'"},
            dx=-10,
            fontSize=TEXT_SIZE - 2,
            fontWeight=700,
        )
        .encode(x=alt.X("percent:Q", scale=scale, axis=axis), y=mark_height, text="shown:N", color=shade)
    )
    layers: list[alt.Chart] = [words, zero, spans, dots, names, beyond]
    return alt.layer(*layers).properties(height=tall)


def figure(
    language: str = "en",
    *,
    rows: Sequence[Mapping[str, Any]] = (),
    table: Sequence[Mapping[str, Any]] = (),
    summary: str = "",
    note: str = "",
) -> dict[str, Any]:
    """Return what the live figure shows; ``rows`` as :func:`place` puts them."""
    _ = translator(language)
    return {
        "title": _("What differs between the pinned wards, and by how much?"),
        "summary": summary,
        "sources": [
            {
                "text": _("The ward model of this course"),
                "status": "assumption",
                "locator": _("simulated, not observed; wards paired by their luck, 95% interval of the mean"),
                "url": "",
            }
        ],
        "status": "assumption",
        "datasets": {"differences": list(rows)},
        "columns": describe.columns(
            language,
            run=_("Run"),
            label=_("Outcome"),
            unit=_("Unit"),
            of_a=_("Mean of A"),
            mean=_("Mean difference"),
            low=_("Low"),
            high=_("High"),
            rise=_("Share of wards in which it rose"),
        ),
        "table": list(table),
        "params": {},
        "note": note or ("" if rows else _("Pin two wards, and what differs between them is drawn here.")),
        "link": {},
        "filename": "ward-differences",
    }
