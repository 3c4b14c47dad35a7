"""Problems met and told, visit by visit, by parents with more and with less schooling: a small model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.ends import label
from selfhelp_teach.charts.theme import TEXT_SIZE, colour
from selfhelp_teach.evidence import Status
from selfhelp_teach.model.spiral import VISITS, Explanations, shares
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINES = ("more-told", "more-met", "less-told", "less-met")
OPENING = Explanations()
_TABLE = (1, 6, 12, 18, 24)
_HEIGHT = 220  # pixels
_MARGIN, _UNIT = 34, -12  # pixels left of the plot, and above it


def names(_: Translate) -> dict[str, str]:
    """Return what each line is called."""
    return {
        "more-told": _("more, told"),
        "more-met": _("more, met"),
        "less-told": _("less, told"),
        "less-met": _("less, met"),
    }


def rows(explanations: Explanations) -> list[describe.Row]:
    """Return the points of the lines: line, visit (as ``month``, the name that ends of lines know), share."""
    found = shares(explanations)
    return [
        {"line": f"{schooling}-{seen}", "month": visit, "mid": round(float(value), 2)}
        for (schooling, seen), values in found.items()
        for visit, value in enumerate(values, start=1)
    ]


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart; its data set ``visits`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    said, counted = names(_), _("% of parents, one problem or more")
    base = alt.Chart(alt.NamedData(name="visits"))
    tones = {line: colour("accent" if line.startswith("more") else "independent") for line in LINES}
    tone = alt.Color(
        "line:N", scale=alt.Scale(domain=LINES, range=[tones[line] for line in LINES]), legend=None
    )
    dash = alt.StrokeDash(
        "line:N",
        scale=alt.Scale(domain=LINES, range=[[1, 0] if line.endswith("told") else [3, 4] for line in LINES]),
        legend=None,
    )
    x = alt.X(
        "month:Q",
        title=_("visit"),
        scale=alt.Scale(domain=[1, VISITS], nice=False),
        axis=alt.Axis(values=list(_TABLE), grid=False),
    )
    y = alt.Y("mid:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title=None, tickCount=5))
    lines = base.mark_line(strokeWidth=2.5, clip=True).encode(x=x, y=y, color=tone, strokeDash=dash)
    *first, last = LINES
    ends = label(
        base,
        line="line",
        text="".join(f"datum.line === '{line}' ? '{said[line]}' : " for line in first) + f"'{said[last]}'",
        tone=tone,
        height=_HEIGHT,
        most=len(LINES),
        widest=max(said.values(), key=len),
    )
    unit = (
        base.transform_filter(f"datum.month === 1 && datum.line === '{last}'")
        .transform_calculate(unit=f"'{counted}'")
        .mark_text(align="left", baseline="middle", fontSize=TEXT_SIZE - 1, color=colour("inkSoft"))
        .encode(x=alt.value(-_MARGIN), y=alt.value(_UNIT), text="unit:N")
    )
    return alt.LayerChart(layer=[lines, *ends, unit]).properties(height=_HEIGHT)


def figure(language: str = "en", explanations: Explanations = OPENING) -> dict[str, Any]:
    """Return what the live figure shows; by default all parents are alike."""
    _ = translator(language)
    placed = rows(explanations)
    last = {
        row["line"]: describe.percent(row["mid"], language, 0) for row in placed if row["month"] == VISITS
    }
    status = Status.ASSUMPTION.label(_)
    said = names(_)
    return {
        "title": _("Which explanation opens a gap, and where?"),
        "summary": _(
            "After {visits} simulated visits, {more_told} of parents with more schooling have told of a problem "
            "and {more_met} have met one; with less schooling {less_told} have told of one and {less_met} have "
            "met one. All of it rests on our assumptions; no visit was observed."
        ).format(visits=VISITS, **{line.replace("-", "_"): text for line, text in last.items()}),
        "sources": [
            {
                "text": _("A small model of this course"),
                "status": "assumption",
                "locator": _("three explanations the paper offers, made to act; simulated, not observed"),
                "url": "",
            }
        ],
        "status": "assumption",
        "datasets": {"visits": placed},
        "columns": describe.columns(language, line=_("Parents"), month=_("Visit"), mid=(_("Share"), "%")),
        "table": [
            {"line": said[row["line"]], "month": row["month"], "mid": round(row["mid"]), "status": status}
            for row in placed
            if row["month"] in _TABLE
        ],
        "filename": "three-explanations",
    }
