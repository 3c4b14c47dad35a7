"""What a way of talking does to a simulated ward: the path of what was said beside the path not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.theme import TEXT_SIZE, colour
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

PATHS = ("before", "said", "unsaid")
MONTHS = 60
FROM_MONTH = 12
"""The month from which the ward talks in the way of the conversation."""

_TONES = {"before": "inkSoft", "said": "accent", "unsaid": "independent"}
_DASHES = {"before": [2, 4], "said": [1, 0], "unsaid": [8, 4]}
_HEIGHT, _KEYS = 250, 66  # pixels: of the plot, and of the key above the lines


def names(_: Translate) -> dict[str, str]:
    """Return what each path is called."""
    return {
        "before": _("the ward as it was"),
        "said": _("what you said"),
        "unsaid": _("the path not taken"),
    }


def chart(_: Translate) -> alt.LayerChart:
    """Author the chart; its data set ``paths`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    tone = alt.Color(
        "path:N", scale=alt.Scale(domain=PATHS, range=[colour(_TONES[path]) for path in PATHS]), legend=None
    )
    dash = alt.StrokeDash(
        "path:N", scale=alt.Scale(domain=PATHS, range=[_DASHES[path] for path in PATHS]), legend=None
    )
    months = alt.X(
        "month:Q",
        title=_("month"),
        scale=alt.Scale(domain=[1, MONTHS], nice=False),
        axis=alt.Axis(values=[1, 12, 24, 36, 48, 60], grid=False, labelFlush=True),
    )
    # the lines keep below the key
    scale = alt.Scale(zero=True, nice=True, range=[_HEIGHT, _KEYS])
    axis = alt.Axis(title=None, tickCount=4)
    base = alt.Chart(alt.NamedData(name="paths")).encode(x=months)
    bands = (
        base.transform_filter("datum.path !== 'before'")
        .mark_area(opacity=0.15)
        .encode(y=alt.Y("low:Q", axis=axis, scale=scale), y2="high:Q", color=tone)
    )
    lines = base.mark_line(strokeWidth=2.5).encode(
        y=alt.Y("mid:Q", axis=axis, scale=scale), color=tone, strokeDash=dash
    )
    start = alt.Chart(alt.Data(values=[{"month": FROM_MONTH, "label": _("talks change")}])).encode(x="month:Q")
    rule = start.mark_rule(strokeDash=[1, 3], color=colour("inkSoft")).encode(
        y=alt.value(_KEYS), y2=alt.value(_HEIGHT)
    )
    word = start.mark_text(align="left", dx=5, dy=-7, fontSize=TEXT_SIZE - 2, color=colour("inkSoft")).encode(
        y=alt.value(_HEIGHT), text="label:N"
    )
    return alt.layer(bands, lines, rule, word, *_key(tone, dash, _)).properties(height=_HEIGHT)


def _key(tone: alt.Color, dash: alt.StrokeDash, _: Translate) -> tuple[alt.Chart, alt.Chart]:
    """Return the key: a piece of each line with its name, in the chart and not beside it."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    rows = [
        {"path": path, "label": label, "height": 10 + 18 * index}
        for index, (path, label) in enumerate(names(_).items())
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("height:Q", scale=None, axis=None), color=tone)
    pieces = base.mark_rule(strokeWidth=3).encode(x=alt.value(4), x2=alt.value(44), strokeDash=dash)
    words = base.mark_text(align="left", fontWeight=600, fontSize=TEXT_SIZE).encode(
        x=alt.value(52), text="label:N"
    )
    return pieces, words


def figure(
    language: str = "en",
    *,
    title: str = "",
    unit: str = "",
    filename: str = "conversation-path",
    rows: Sequence[Mapping[str, Any]] = (),
    summary: str = "",
) -> dict[str, Any]:
    """Return what the live figure shows.

    Parameters
    ----------
    title
        A question.
    unit
        Of what is drawn, in words.
    rows
        The opening: ``path`` (one of :data:`PATHS`), ``label``, ``month``, ``low``, ``mid``, ``high``.
    summary
        The paths in words.
    """
    _ = translator(language)
    return {
        "title": title,
        "summary": summary,
        "sources": [
            {
                "text": _("The ward model of this course"),
                "status": "assumption",
                "locator": _("simulated, not observed; line: middle ward, band: 90% of wards"),
                "url": None,
            }
        ],
        "status": "assumption",
        "datasets": {"paths": list(rows)},
        "columns": describe.columns(
            language,
            label=_("Path"),
            month=_("Month"),
            low=(_("Low (5%)"), unit),
            mid=(_("Middle"), unit),
            high=(_("High (95%)"), unit),
        )[:-1],
        "table": [],
        "params": {},
        "note": "",
        "filename": filename,
    }
